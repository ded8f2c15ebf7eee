// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/assembling/assemblysummary.h"
#include "service/observing/doctorchecks.h"

#include <QDir>

namespace devstack {

using namespace Qt::StringLiterals;

DoctorCheck portsCheck(const QString &folder)
{
    const QDir idas((folder.isEmpty() ? QDir::currentPath() : folder) + u"/.devstack/idas"_s);
    QStringList moved;
    for (const QString &ida : idas.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const auto summary = readSummary(idas.filePath(ida));
        if (!summary)
            continue;
        for (const AssembledService &service : summary->services) {
            for (const PortChoice &port : service.ports) {
                if (!port.reason.isEmpty())
                    moved += u"%1/%2 listens on %3: %4"_s.arg(
                        ida, service.name, QString::number(port.host), port.reason);
            }
        }
    }
    if (moved.isEmpty())
        return {
            u"ports"_s, DoctorCheck::Outcome::Ok, u"No port of this workspace had to move."_s, {}};
    // Everything follows a port that moved: this is told, not warned of.
    return {u"ports"_s, DoctorCheck::Outcome::Ok, moved.join(u"; "_s) + u'.', {}};
}

} // namespace devstack
