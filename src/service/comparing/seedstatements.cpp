// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/comparing/seedstatements.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Parents before their children; in a circle by name.
QList<const TableChanges *> parentsFirst(const QList<TableChanges> &changes)
{
    QList<const TableChanges *> order;
    QList<const TableChanges *> left;
    for (const TableChanges &each : changes)
        left += &each;
    std::ranges::sort(left, {}, [](const TableChanges *each) { return each->table.fullName(); });
    while (!left.isEmpty()) {
        const auto waits = [&](const TableChanges *each) {
            return std::ranges::any_of(left, [&](const TableChanges *other) {
                return other != each && each->table.parents.contains(other->table.fullName());
            });
        };
        auto next = std::ranges::find_if_not(left, waits);
        if (next == left.end())
            next = left.begin();
        order += *next;
        left.erase(next);
    }
    return order;
}

/// Writes the rows of one table.
class SeedWriter
{
public:
    SeedWriter(DatabaseKind kind, const TableShape &table)
        : m_kind(kind)
        , m_table(table)
        , m_name(quotedTable(kind, table.schema, table.name))
    {
    }

    QString remove(const RowChange &row) const
    {
        if (m_table.hasKey())
            return u"DELETE FROM %1 WHERE %2;\n"_s.arg(m_name, whereKey(*row.before));
        const QString same = whereAll(*row.before);
        const QString left
            = u"(SELECT n FROM (SELECT COUNT(*) AS n FROM %1 WHERE %2) AS x) > %3"_s.arg(
                m_name, same, QString::number(row.timesAfter));
        const QString one = isPostgres()
            ? u"DELETE FROM %1 WHERE ctid = (SELECT ctid FROM %1 WHERE %2 LIMIT 1) AND %3;\n"_s.arg(
                m_name, same, left)
            : u"DELETE FROM %1 WHERE %2 AND %3 LIMIT 1;\n"_s.arg(m_name, same, left);
        return one.repeated(row.timesBefore - row.timesAfter);
    }

    QString add(const RowChange &row) const
    {
        QStringList names;
        QStringList values;
        QStringList updates;
        for (qsizetype i = 0; i < m_table.columns.size(); ++i) {
            const ColumnShape &column = m_table.columns.at(i);
            if (column.isGenerated)
                continue;
            const QString name = quotedName(m_kind, column.name);
            names += name;
            values += sqlValue(m_kind, column, row.after->value(i));
            if (!column.isKey)
                updates += (isPostgres() ? u"%1 = EXCLUDED.%1"_s : u"%1 = VALUES(%1)"_s).arg(name);
        }
        const QString insert = u"INSERT INTO %1 (%2)%3"_s.arg(
            m_name, names.join(u", "_s), isPostgres() ? u" OVERRIDING SYSTEM VALUE"_s : QString());
        if (m_table.hasKey())
            return u"%1 VALUES (%2)%3;\n"_s.arg(
                insert, values.join(u", "_s), whenThere(names.first(), updates));
        const QString one
            = u"%1 SELECT %2%3 WHERE (SELECT COUNT(*) FROM %4 WHERE %5) < %6;\n"_s.arg(
                insert,
                values.join(u", "_s),
                isPostgres() ? QString() : u" FROM DUAL"_s,
                m_name,
                whereAll(*row.after),
                QString::number(row.timesAfter));
        return one.repeated(row.timesAfter - row.timesBefore);
    }

    QString change(const RowChange &row) const
    {
        QStringList sets;
        for (qsizetype i = 0; i < m_table.columns.size(); ++i) {
            const ColumnShape &column = m_table.columns.at(i);
            if (column.isGenerated || row.before->value(i) == row.after->value(i))
                continue;
            sets += quotedName(m_kind, column.name) + u" = "_s
                + sqlValue(m_kind, column, row.after->value(i));
        }
        return sets.isEmpty() ? QString()
                              : u"UPDATE %1 SET %2 WHERE %3;\n"_s.arg(
                                  m_name, sets.join(u", "_s), whereKey(*row.after));
    }

    /// What counts upward goes on behind the rows that were written.
    QString goOnCounting() const
    {
        QString text;
        for (const ColumnShape &column : m_table.columns) {
            const bool isNumber = column.type == u"integer" || column.type == u"bigint"
                || column.type == u"smallint";
            if (isPostgres() && column.isKey && isNumber)
                text += u"SELECT setval(s, m) FROM (SELECT pg_get_serial_sequence(%1, %2) AS s, "
                        u"(SELECT max(%3) FROM %4) AS m) AS x WHERE s IS NOT NULL AND m > 0;\n"_s
                            .arg(quotedText(m_kind, m_name),
                                 quotedText(m_kind, column.name),
                                 quotedName(m_kind, column.name),
                                 m_name);
        }
        return text;
    }

private:
    bool isPostgres() const { return m_kind == DatabaseKind::Postgres; }

    QString whenThere(const QString &first, const QStringList &updates) const
    {
        if (!isPostgres())
            return u" ON DUPLICATE KEY UPDATE "_s
                + (updates.isEmpty() ? u"%1 = %1"_s.arg(first) : updates.join(u", "_s));
        QStringList keys;
        for (const ColumnShape &column : m_table.columns) {
            if (column.isKey)
                keys += quotedName(m_kind, column.name);
        }
        return u" ON CONFLICT (%1) DO %2"_s.arg(
            keys.join(u", "_s),
            updates.isEmpty() ? u"NOTHING"_s : u"UPDATE SET "_s + updates.join(u", "_s));
    }

    QString whereKey(const RowValues &values) const
    {
        QStringList terms;
        for (qsizetype i = 0; i < m_table.columns.size(); ++i) {
            const ColumnShape &column = m_table.columns.at(i);
            if (column.isKey)
                terms += quotedName(m_kind, column.name) + u" = "_s
                    + sqlValue(m_kind, column, values.value(i));
        }
        return terms.join(u" AND "_s);
    }

    /// Some types of PostgreSQL know no “equal”: their text does.
    QString whereAll(const RowValues &values) const
    {
        QStringList terms;
        for (qsizetype i = 0; i < m_table.columns.size(); ++i) {
            const ColumnShape &column = m_table.columns.at(i);
            const QString name = quotedName(m_kind, column.name);
            const std::optional<QByteArray> value = values.value(i);
            if (isPostgres())
                terms += u"%1::text IS NOT DISTINCT FROM %2"_s.arg(
                    name, value ? quotedText(m_kind, QString::fromUtf8(*value)) : u"NULL"_s);
            else
                terms += name + u" <=> "_s + sqlValue(m_kind, column, value);
        }
        return terms.join(u" AND "_s);
    }

    DatabaseKind m_kind;
    const TableShape &m_table;
    QString m_name;
};

QByteArray beginningOf(DatabaseKind kind)
{
    QByteArray settings = settingsOf(kind);
    if (kind == DatabaseKind::Postgres)
        return settings + "BEGIN;\nSET CONSTRAINTS ALL DEFERRED;\n";
    // Zero is a value like others.
    settings.replace("sql_mode = ''", "sql_mode = 'NO_AUTO_VALUE_ON_ZERO'");
    return settings + "SET SESSION foreign_key_checks = 0;\nSTART TRANSACTION;\n";
}

} // namespace

SeedStatements seedStatements(DatabaseKind kind, const DataChanges &changes)
{
    SeedStatements seed;
    QString removals;
    QString writes;
    const QList<const TableChanges *> order = parentsFirst(changes.changes);
    for (const TableChanges *each : order) {
        if (each->state != TableChanges::State::Same) {
            seed.leftOut += each->table.fullName();
            continue;
        }
        const SeedWriter writer(kind, each->table);
        QString removed;
        QString written;
        for (const RowChange &row : each->rows) {
            switch (row.kind) {
            case RowChange::Kind::Removed:
                removed += writer.remove(row);
                break;
            case RowChange::Kind::Changed:
                written += writer.change(row);
                break;
            case RowChange::Kind::Added:
                written += writer.add(row);
                break;
            }
        }
        if (each->added > 0)
            written += writer.goOnCounting();
        // Children go before their parents.
        removals = removed + removals;
        writes += written;
        seed.rows += each->added + each->changed + each->removed;
    }
    seed.sql = "-- Changes of data, written by “devstack data changes --save-seed”.\n"
        + beginningOf(kind) + (removals + writes).toUtf8() + "COMMIT;\n";
    return seed;
}

QString
sqlValue(DatabaseKind kind, const ColumnShape &column, const std::optional<QByteArray> &value)
{
    if (!value)
        return u"NULL"_s;
    if (kind == DatabaseKind::Postgres)
        return quotedText(kind, QString::fromUtf8(*value)) + u"::"_s + column.type;
    if (isBinary(kind, column.type))
        return value->isEmpty() ? u"''"_s : u"X'%1'"_s.arg(QString::fromLatin1(value->toHex()));
    static const QRegularExpression kNumber(u"\\A-?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?\\z"_s);
    static const QStringList kNumbers {u"tinyint"_s,
                                       u"smallint"_s,
                                       u"mediumint"_s,
                                       u"int"_s,
                                       u"bigint"_s,
                                       u"decimal"_s,
                                       u"float"_s,
                                       u"double"_s,
                                       u"bit"_s,
                                       u"year"_s};
    const QString text = QString::fromUtf8(*value);
    if (kNumbers.contains(column.type) && kNumber.match(text).hasMatch())
        return text;
    return quotedText(kind, text);
}

} // namespace devstack
