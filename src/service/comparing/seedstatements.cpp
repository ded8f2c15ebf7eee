// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/comparing/seedstatements.h"

#include "core/text.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>
#include <utility>

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
    /// How rows with a key come over those that are there.
    enum class Form {
        Whole, ///< they go and are written whole
        Changed, ///< as Whole, but rows that are there keep their other columns
        Guarded ///< PostgreSQL with its triggers on: a row that goes could take others with it
    };

    SeedWriter(DatabaseKind kind, const TableShape &table, Form form)
        : m_kind(kind)
        , m_table(table)
        , m_name(quotedTable(kind, table.schema, table.name))
        , m_from(kind == DatabaseKind::Postgres ? u"ONLY "_s + m_name : m_name)
        , m_form(form)
    {
    }

    /// Makes room for the row.
    QString remove(const RowChange &row) const
    {
        if (!m_table.hasKey())
            return u"DELETE FROM %1 WHERE %2;\n"_s.arg(m_from, whereSame(valuesOf(row)));
        const bool stays = row.kind == RowChange::Kind::Changed ? m_form != Form::Whole
            : row.kind == RowChange::Kind::Added                ? m_form == Form::Guarded
                                                                : false;
        return stays ? QString()
                     : u"DELETE FROM %1 WHERE %2;\n"_s.arg(m_from, whereKey(valuesOf(row)));
    }

    QString write(const RowChange &row) const
    {
        if (!m_table.hasKey())
            return insertTimes(valuesOf(row), row.timesAfter);
        switch (row.kind) {
        case RowChange::Kind::Removed:
            break;
        case RowChange::Kind::Changed:
            return m_form == Form::Whole ? insert(valuesOf(row)) : update(valuesOf(row));
        case RowChange::Kind::Added:
            return insert(valuesOf(row));
        }
        return {};
    }

    /// What counts upward goes on behind the rows that were written.
    QString goOnCounting() const
    {
        QString text;
        for (const ColumnShape &column : m_table.columns) {
            const bool isNumber = column.type == u"integer" || column.type == u"bigint"
                || column.type == u"smallint";
            if (isPostgres() && (column.isKey || column.isAlwaysIdentity) && isNumber)
                text += u"SELECT setval(s, m) FROM (SELECT pg_get_serial_sequence(%1, %2) AS s, "
                        u"(SELECT max(%3) FROM %4) AS m) AS x WHERE s IS NOT NULL AND m > 0;\n"_s
                            .arg(quotedText(m_kind, m_name),
                                 quotedText(m_kind, column.name),
                                 quotedName(m_kind, column.name),
                                 m_from);
        }
        return text;
    }

private:
    bool isPostgres() const { return m_kind == DatabaseKind::Postgres; }

    static const RowValues &valuesOf(const RowChange &row)
    {
        return row.after ? *row.after : *row.before;
    }

    /// Calls `each` with the name and the value of the columns that take one.
    template <typename Each> void forWritten(const RowValues &values, const Each &each) const
    {
        for (qsizetype i = 0; i < m_table.columns.size(); ++i) {
            const ColumnShape &column = m_table.columns.at(i);
            if (!column.isGenerated)
                each(column,
                     quotedName(m_kind, column.name),
                     sqlValue(m_kind, column, values.value(i)));
        }
    }

    QString insert(const RowValues &row) const
    {
        QStringList names;
        QStringList values;
        QStringList updates;
        forWritten(row, [&](const ColumnShape &column, const QString &name, const QString &value) {
            names += name;
            values += value;
            if (!column.isKey && !column.isAlwaysIdentity)
                updates += u"%1 = EXCLUDED.%1"_s.arg(name);
        });
        const QString head
            = u"INSERT INTO %1 (%2)%3 VALUES ("_s.arg(m_name, names.join(u", "_s), overriding());
        QString text = head + values.join(u", "_s) + u')';
        if (m_form == Form::Guarded && m_table.hasKey())
            text += whenThere(updates);
        return text + u";\n"_s;
    }

    /// The row once, and from then on as often again as it is there: a row may be there a million
    /// times.
    QString insertTimes(const RowValues &row, qint64 times) const
    {
        if (times <= 0)
            return {};
        QStringList names;
        forWritten(
            row, [&](const ColumnShape &, const QString &name, const QString &) { names += name; });
        QString text = insert(row);
        for (qint64 there = 1; there < times; there *= 2) {
            text
                += u"INSERT INTO %1 (%2)%3 SELECT "_s.arg(m_name, names.join(u", "_s), overriding())
                + names.join(u", "_s) + u" FROM "_s + m_from + u" WHERE "_s + whereSame(row)
                + u" LIMIT %1;\n"_s.arg(std::min(there, times - there));
        }
        return text;
    }

    QString update(const RowValues &row) const
    {
        QStringList sets;
        forWritten(row, [&](const ColumnShape &column, const QString &name, const QString &value) {
            if (!column.isKey && !column.isAlwaysIdentity)
                sets += name + u" = "_s + value;
        });
        return sets.isEmpty() ? QString()
                              : u"UPDATE "_s + m_from + u" SET "_s + sets.join(u", "_s)
                + u" WHERE "_s + whereKey(row) + u";\n"_s;
    }

    QString overriding() const { return isPostgres() ? u" OVERRIDING SYSTEM VALUE"_s : QString(); }

    QString whenThere(const QStringList &updates) const
    {
        QStringList keys;
        for (const ColumnShape &column : m_table.columns) {
            if (column.isKey)
                keys += quotedName(m_kind, column.name);
        }
        return u" ON CONFLICT (%1) DO "_s.arg(keys.join(u", "_s))
            + (updates.isEmpty() ? u"NOTHING"_s : u"UPDATE SET "_s + updates.join(u", "_s));
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

    /// Rows that are the same byte by byte, as they were compared: an order of letters takes "a",
    /// "A" and "a " for one, and some types know no “equal”.
    QString whereSame(const RowValues &values) const
    {
        QStringList terms;
        for (qsizetype i = 0; i < m_table.columns.size(); ++i) {
            const ColumnShape &column = m_table.columns.at(i);
            const std::optional<QByteArray> value = values.value(i);
            if (!value) {
                terms += quotedName(m_kind, column.name) + u" IS NULL"_s;
                continue;
            }
            const QString is = valueExpression(m_kind, column);
            const QString text = quotedText(m_kind, QString::fromUtf8(*value));
            if (isPostgres())
                terms += is + u" COLLATE \"C\" = "_s + text;
            else if (isBinary(m_kind, column.type))
                terms += u"HEX("_s + is + u") = '"_s + QString::fromLatin1(value->toHex().toUpper())
                    + u'\'';
            else
                terms += u"CAST("_s + is + u" AS BINARY) = CAST("_s + text + u" AS BINARY)"_s;
        }
        return terms.join(u" AND "_s);
    }

    DatabaseKind m_kind;
    const TableShape &m_table;
    QString m_name;
    QString m_from; ///< the table without those that inherit from it
    Form m_form;
};

QByteArray beginningOf(DatabaseKind kind, bool canSwitchOff)
{
    QByteArray settings = settingsOf(kind);
    if (kind == DatabaseKind::Postgres)
        return settings + "BEGIN;\n"
            + (canSwitchOff
                   ? "-- No triggers and no foreign keys meanwhile; superusers may.\nSET LOCAL "
                     "session_replication_role = replica;\n"
                   : "SET CONSTRAINTS ALL DEFERRED;\n");
    // Zero is a value like others.
    settings.replace("sql_mode = ''", "sql_mode = 'NO_AUTO_VALUE_ON_ZERO'");
    return settings + "SET SESSION foreign_key_checks = 0;\nSTART TRANSACTION;\n";
}

SeedWriter::Form formOf(DatabaseKind kind, const DataChanges &changes, const TableChanges &table)
{
    if (kind == DatabaseKind::Postgres && !changes.triggers.canSwitchOff)
        return SeedWriter::Form::Guarded;
    return table.hasOtherColumns ? SeedWriter::Form::Changed : SeedWriter::Form::Whole;
}

QStringList warningsOf(DatabaseKind kind, const DataChanges &changes)
{
    const bool isPostgres = kind == DatabaseKind::Postgres;
    const QStringList &firing
        = changes.triggers.canSwitchOff ? changes.triggers.always : changes.triggers.tables;
    QStringList withTriggers;
    QStringList withOthers;
    for (const TableChanges &each : changes.changes) {
        const QString name = printable(each.table.fullName());
        if (each.state != TableChanges::State::Same)
            continue;
        if (firing.contains(each.table.fullName()))
            withTriggers += name;
        if (each.hasOtherColumns)
            withOthers += name;
    }
    QStringList warnings;
    if (!withTriggers.isEmpty())
        warnings += u"The seed sets off the triggers of %1%2: what they write comes on top of the "
                    u"rows of the seed."_s.arg(
                        withTriggers.join(u", "_s),
                        isPostgres ? QString() : u" (the server cannot switch them off)"_s);
    if (!withOthers.isEmpty())
        warnings += u"The columns that %1 had on one side only are not in the seed."_s.arg(
            withOthers.join(u", "_s));
    if (isPostgres && !changes.triggers.canSwitchOff)
        warnings += u"The user of the database is no superuser: triggers and foreign keys stay on, "
                    u"and a unique value that moves from row to row stops the seed."_s;
    return warnings;
}

} // namespace

SeedStatements seedStatements(DatabaseKind kind, const DataChanges &changes)
{
    SeedStatements seed;
    seed.warnings = warningsOf(kind, changes);
    QString removals;
    QString writes;
    const QList<const TableChanges *> order = parentsFirst(changes.changes);
    for (const TableChanges *each : order) {
        if (each->state != TableChanges::State::Same) {
            seed.leftOut += each->table.fullName();
            continue;
        }
        const SeedWriter writer(kind, each->table, formOf(kind, changes, *each));
        QString removed;
        QString updated;
        QString written;
        for (const RowChange &row : each->rows) {
            removed += writer.remove(row);
            (row.kind == RowChange::Kind::Changed ? updated : written) += writer.write(row);
        }
        if (each->added > 0)
            written += writer.goOnCounting();
        // Children go before their parents.
        removals = removed + removals;
        writes += updated + written;
        seed.rows += each->added + each->changed + each->removed;
    }
    seed.sql = "-- Changes of data, written by “devstack data changes --save-seed”.\n";
    for (const QString &warning : std::as_const(seed.warnings))
        seed.sql += "-- " + warning.toUtf8() + '\n';
    seed.sql += beginningOf(kind, changes.triggers.canSwitchOff) + (removals + writes).toUtf8()
        + "COMMIT;\n";
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
