// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/assembly.h"
#include "assembly/names.h"

#include <QJsonArray>
#include <QMap>

namespace devstack {

/// The model of one IDA while the passes of the rewrite work on it; services are still under their
/// old names.
struct Draft
{
    const QJsonObject &resolved; ///< untouched
    const AssemblyInput &input;
    IdaNames names;
    QMap<QString, QJsonObject> services;
    QMap<QString, AssembledService> facts; ///< by the same names
    QMap<QString, QStringList> aliases; ///< on the private network, beyond the service's own name
    QMap<QString, QString> leftOut; ///< services that were removed, and why
    QList<AssemblyNote> notes;
    QList<AppliedLean> lean;

    void note(const QString &service, const QString &what, const QString &why)
    {
        notes.append({AssemblyNote::Level::Info, service, what, why, {}});
    }
    void warn(const QString &service, const QString &what, const QString &why)
    {
        notes.append({AssemblyNote::Level::Warning, service, what, why, {}});
    }
    void problem(const QString &service,
                 const QString &what,
                 const QString &why,
                 const QString &path = {})
    {
        notes.append({AssemblyNote::Level::Problem, service, what, why, path});
    }
};

/// The key of a part of a data volume in the effective file.
inline QString dataPartKey(const QString &volumeKey, qsizetype number)
{
    return volumeKey + u".part" + QString::number(number);
}

} // namespace devstack
