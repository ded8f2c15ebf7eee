// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/manifest/workspacefile.h"
#include "model/operation/operation.h"
#include "service/observing/doctorchecks.h"
#include "service/projects/addresses.h"
#include "service/projects/assemblysummary.h"
#include "service/workspace.h"

#include <QDir>

namespace devstack {

using namespace Qt::StringLiterals;

std::optional<DoctorCheck> workspaceCheck(const QString &folder)
{
    const auto workspace = Workspace::locate(folder.isEmpty() ? QDir::currentPath() : folder);
    if (!workspace)
        return std::nullopt;
    const auto file = readWorkspaceFile(*workspace + u"/devstack.yml"_s);
    if (file)
        return std::nullopt;
    const QString place = file.error().where.toString();
    return DoctorCheck {u"workspace"_s,
                        DoctorCheck::Outcome::Problem,
                        place.isEmpty() ? file.error().message
                                        : u"%1: %2"_s.arg(place, file.error().message),
                        file.error().hint};
}

std::optional<DoctorCheck> portsCheck(const QString &folder)
{
    const auto workspace = Workspace::locate(folder.isEmpty() ? QDir::currentPath() : folder);
    if (!workspace)
        return std::nullopt;
    const QDir idas(*workspace + u"/.devstack/idas"_s);
    QStringList moved;
    QStringList free;
    int published = 0;
    for (const QString &ida : idas.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const auto summary = readSummary(idas.filePath(ida));
        if (!summary)
            continue;
        for (const AssembledService &service : summary->services) {
            for (const PortChoice &port : service.ports) {
                ++published;
                if (port.original > 0 && port.host != port.original
                    && isPortFree(port.address, port.original, port.want.protocol))
                    free += u"%1 is free again: “%2” and “%3” take it back"_s.arg(
                        QString::number(port.original),
                        commandLine({u"down"_s, ida}),
                        commandLine({u"up"_s, ida}));
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
                        free.isEmpty() ? QString() : free.join(u"; "_s) + u'.'};
}

} // namespace devstack
