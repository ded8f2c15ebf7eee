// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/comparing/touchedfiles.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The part of a file's name that tells whose it is: "store/course" of "./store/course.ibd",
/// "base/16384/16397" of "./pgdata/base/16384/16397.1"; empty for other files.
QString ownerOfFile(DatabaseKind kind, const QString &file)
{
    static const QRegularExpression kInnoDb(u"\\A\\./([^/]+/[^/]+)\\.ibd\\z"_s);
    static const QRegularExpression kRelation(
        u"(?:\\A|/)(base/\\d+/\\d+)(?:_[a-z]+)?(?:\\.\\d+)?\\z"_s);
    const auto match = (kind == DatabaseKind::Postgres ? kRelation : kInnoDb).match(file);
    return match.hasMatch() ? match.captured(1) : QString();
}

QSet<QString> ownersOfFiles(DatabaseKind kind, const QStringList &files)
{
    QSet<QString> owners;
    for (const QString &file : files)
        owners += ownerOfFile(kind, file);
    owners.remove(QString());
    return owners;
}

/// MariaDB and MySQL write other names with digits instead of letters.
bool isWrittenPlainly(const QString &place)
{
    static const QRegularExpression kPlain(u"\\A[A-Za-z0-9_]+/[A-Za-z0-9_]+\\z"_s);
    return kPlain.match(place).hasMatch();
}

} // namespace

TouchedFiles::TouchedFiles(DatabaseKind kind, const LayerFiles &files)
    : m_kind(kind)
    , m_isKnown(files.isKnown)
    , m_written(ownersOfFiles(kind, files.written))
    , m_below(ownersOfFiles(kind, files.below))
{
}

bool TouchedFiles::mayDiffer(const TableShape &before, const TableShape &after) const
{
    if (!m_isKnown || after.place.isEmpty() || before.place != after.place)
        return true;
    if (m_kind != DatabaseKind::Postgres && !isWrittenPlainly(after.place))
        return true;
    // One whose file nobody finds may lie in a file with others.
    return m_written.contains(after.place) || !m_below.contains(after.place);
}

} // namespace devstack
