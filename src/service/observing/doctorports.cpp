// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/doctorchecks.h"
#include "service/projects/assemblysummary.h"
#include "service/workspace.h"

#include <QDir>

namespace devstack {

using namespace Qt::StringLiterals;

std::optional<DoctorCheck> portsCheck(const QString &folder)
{
    const auto workspace = Workspace::locate(folder.isEmpty() ? QDir::currentPath() : folder);
    if (!workspace)
        return std::nullopt;
    const QDir idas(*workspace + u"/.devstack/idas"_s);
    QStringList moved;
    int published = 0;
    for (const QString &ida : idas.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const auto summary = readSummary(idas.filePath(ida));
        if (!summary)
            continue;
        for (const AssembledService &service : summary->services) {
            for (const PortChoice &port : service.ports) {
                ++published;
                if (!port.reason.isEmpty())
                    moved += u"%1/%2: %3 → %4 (%5)"_s.arg(ida,
                                                          service.name,
                                                          QString::number(port.original),
                                                          QString::number(port.host),
                                                          port.reason);
            }
        }
    }
    if (published == 0)
        return std::nullopt;
    if (moved.isEmpty())
        return DoctorCheck {
            u"ports"_s, DoctorCheck::Outcome::Ok, u"No port of this workspace had to move."_s, {}};
    // Everything follows a port that moved: this is told, not warned of.
    const QString count = moved.size() == 1 ? u"1 port"_s : u"%1 ports"_s.arg(moved.size());
    return DoctorCheck {u"ports"_s,
                        DoctorCheck::Outcome::Ok,
                        u"%1 of this workspace moved: %2."_s.arg(count, moved.join(u"; "_s)),
                        {}};
}

} // namespace devstack
