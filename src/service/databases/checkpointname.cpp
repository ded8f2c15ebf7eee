// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/checkpointname.h"

#include "core/text.h"
#include "core/unknownname.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

Error noSuchCheckpoint(const QString &ida, const QString &name, const IdaGenerations &generations)
{
    QStringList known;
    for (const Checkpoint &checkpoint : generations.checkpoints)
        known += checkpoint.name;
    return unknownName(
        ida, u"checkpoint"_s, name, known, u"“devstack checkpoint list” shows them."_s);
}

Error checkpointExists(const QString &ida, const QString &name)
{
    return conflict(
        u"%1 has a checkpoint “%2” already."_s.arg(ida, name),
        u"Choose another name, or delete it: devstack checkpoint delete %1 %2"_s.arg(ida, name));
}

Result<> requireCheckpointName(const QString &name)
{
    static const QRegularExpression kName(u"\\A[A-Za-z0-9_][A-Za-z0-9._-]{0,63}\\z"_s);
    return kName.match(name).hasMatch()
        ? ok()
        : Result<>(invalidInput(
            u"“%1” cannot name a checkpoint."_s.arg(printable(name)),
            {},
            u"Use letters, digits, “.”, “_” and “-”, beginning with one of the first two."_s));
}

} // namespace devstack
