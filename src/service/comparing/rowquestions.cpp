// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/comparing/rowquestions.h"

#include <algorithm>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostParts = 64; ///< with more of them the whole table is as good

const QString kNotGiven = u"X"_s;

/// What a column of MariaDB and MySQL is shown by: only as a double does a float show all its
/// digits; bits are shown as a number.
QString shownName(const ColumnShape &column, bool whole)
{
    const QString name = quotedName(DatabaseKind::MySql, column.name);
    return column.type == u"float" && whole ? name + u"+0e0"_s
        : column.type == u"bit"             ? name + u"+0"_s
                                            : name;
}

/// The value as a field. `longest`: cut; 0: whole.
QString valueField(DatabaseKind kind, const ColumnShape &column, int longest)
{
    const QString name = quotedName(kind, column.name);
    const bool isWhole = longest <= 0;
    const auto cut = [&](const QString &text) {
        return isWhole ? text : u"LEFT(%1, %2)"_s.arg(text, QString::number(longest));
    };
    if (kind == DatabaseKind::Postgres)
        return fieldOf(kind, cut(valueExpression(kind, column)));
    QString value;
    if (isBinary(kind, column.type))
        value = cut(name);
    else if (column.type.contains(u"text") || column.type.contains(u"char"))
        value = u"CAST(%1 AS CHAR)"_s.arg(cut(name));
    else
        value = cut(u"CAST(%1 AS CHAR)"_s.arg(shownName(column, isWhole)));
    return u"IF(%1 IS NULL, 'N', IFNULL(HEX(%2), '%3'))"_s.arg(name, value, kNotGiven);
}

/// 32 hexadecimal digits. MySQL 9.6 has no MD5 any more.
QString digestText(DatabaseKind kind, const QString &expression)
{
    return kind == DatabaseKind::Postgres ? u"md5(%1)"_s.arg(expression)
                                          : u"LEFT(SHA2(%1, 256), 32)"_s.arg(expression);
}

/// What stands for the value in a digest: short also where it is large.
QString digestField(DatabaseKind kind, const ColumnShape &column)
{
    const QString name = quotedName(kind, column.name);
    if (kind == DatabaseKind::Postgres)
        return u"coalesce(%1, 'N')"_s.arg(digestText(kind, u"(%1)::text"_s.arg(name)));
    if (column.type == u"json")
        return u"IFNULL(%1, 'N')"_s.arg(digestText(kind, u"CAST(%1 AS CHAR)"_s.arg(name)));
    if (column.type.contains(u"text") || column.type.contains(u"blob"))
        return u"IFNULL(%1, 'N')"_s.arg(digestText(kind, name));
    return valueField(kind, column, 0);
}

/// The digest of the row, or of its key alone.
QString digestOfRow(DatabaseKind kind, const TableShape &table, bool keyOnly)
{
    QStringList fields;
    for (const ColumnShape &column : table.columns) {
        if (!keyOnly || column.isKey)
            fields += digestField(kind, column);
    }
    return digestText(kind, rowOf(kind, fields));
}

/// Without the rows of the tables that inherit from it: these are compared on their own.
QString tableName(DatabaseKind kind, const TableShape &table)
{
    const QString name = quotedTable(kind, table.schema, table.name);
    return kind == DatabaseKind::Postgres ? u"ONLY "_s + name : name;
}

/// Which of the 256 parts of its table a row is in: two digits.
QString partOfRow(DatabaseKind kind, const TableShape &table)
{
    if (kind == DatabaseKind::Postgres || !table.hasKey())
        return u"LEFT(%1, 2)"_s.arg(digestOfRow(kind, table, table.hasKey()));
    // Cheaper than a second digest.
    QStringList fields;
    for (const ColumnShape &column : table.columns) {
        if (column.isKey)
            fields += digestField(kind, column);
    }
    return u"LPAD(LOWER(HEX(CRC32(%1) & 255)), 2, '0')"_s.arg(rowOf(kind, fields));
}

/// "WHERE part IN ('00', 'a7')"
QString wherePart(DatabaseKind kind, const TableShape &table, const QStringList &parts)
{
    if (parts.isEmpty() || parts.size() > kMostParts)
        return {};
    return u" WHERE %1 IN ('%2')"_s.arg(partOfRow(kind, table), parts.join(u"', '"_s));
}

/// Compared byte by byte, whatever the server's order of letters is.
QString inOrder(DatabaseKind kind)
{
    return kind == DatabaseKind::Postgres ? u" COLLATE \"C\""_s : QString();
}

QString word(const QString &text)
{
    return u'\'' + QString::fromLatin1(text.toLatin1().toHex()) + u'\'';
}

QString mySqlTables(bool withParents)
{
    constexpr DatabaseKind kind = DatabaseKind::MySql;
    const auto own = [](const QString &column) {
        return fieldOf(kind, u"CASE WHEN %1 = DATABASE() THEN '' ELSE %1 END"_s.arg(column));
    };
    const QString notSystem
        = u" NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')"_s;
    QString script
        = u"SELECT %1 FROM information_schema.tables WHERE table_type IN ('BASE TABLE', "
          u"'SYSTEM VERSIONED') AND table_schema%2 ORDER BY table_schema, table_name;\n"_s.arg(
              rowOf(kind,
                    {word(u"table"_s),
                     own(u"table_schema"_s),
                     fieldOf(kind, u"table_name"_s),
                     fieldOf(kind,
                             u"CASE WHEN engine = 'InnoDB' THEN "
                             u"CONCAT(table_schema, '/', table_name) ELSE '' END"_s)}),
              notSystem);
    script += u"SELECT %1 FROM information_schema.columns WHERE table_schema%2 ORDER BY "
              u"table_schema, table_name, ordinal_position;\n"_s.arg(
                  rowOf(kind,
                        {word(u"column"_s),
                         own(u"table_schema"_s),
                         fieldOf(kind, u"table_name"_s),
                         fieldOf(kind, u"column_name"_s),
                         fieldOf(kind, u"data_type"_s),
                         fieldOf(kind, u"column_key = 'PRI'"_s),
                         fieldOf(kind, u"IFNULL(generation_expression, '') <> ''"_s),
                         word(u"0"_s)}),
                  notSystem);
    if (!withParents)
        return script;
    script += u"SELECT DISTINCT %1 FROM information_schema.referential_constraints WHERE "
              u"constraint_schema%2;\n"_s.arg(rowOf(kind,
                                                    {word(u"parent"_s),
                                                     own(u"constraint_schema"_s),
                                                     fieldOf(kind, u"table_name"_s),
                                                     own(u"unique_constraint_schema"_s),
                                                     fieldOf(kind, u"referenced_table_name"_s)}),
                                              notSystem);
    return script;
}

QString postgresTables(bool withParents)
{
    constexpr DatabaseKind kind = DatabaseKind::Postgres;
    const auto schema = [](const QString &name) {
        return fieldOf(kind, u"CASE WHEN %1 = 'public' THEN '' ELSE %1 END"_s.arg(name));
    };
    const QString from
        = u" FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND c.relkind = 'r' AND "
          u"n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' AND NOT EXISTS (SELECT 1 "
          u"FROM "
          u"pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = "
          u"'e') "_s;
    QString script = u"SELECT %1%2ORDER BY n.nspname, c.relname;\n"_s.arg(
        rowOf(kind,
              {word(u"table"_s),
               schema(u"n.nspname"_s),
               fieldOf(kind, u"c.relname"_s),
               fieldOf(kind, u"coalesce(pg_relation_filepath(c.oid), '')"_s)}),
        from);
    script += u"SELECT %1%2JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT "
              u"a.attisdropped LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary ORDER "
              u"BY n.nspname, c.relname, a.attnum;\n"_s.arg(
                  rowOf(kind,
                        {word(u"column"_s),
                         schema(u"n.nspname"_s),
                         fieldOf(kind, u"c.relname"_s),
                         fieldOf(kind, u"a.attname"_s),
                         fieldOf(kind, u"format_type(a.atttypid, a.atttypmod)"_s),
                         fieldOf(kind, u"CASE WHEN a.attnum = ANY(i.indkey) THEN 1 ELSE 0 END"_s),
                         fieldOf(kind, u"CASE WHEN a.attgenerated <> '' THEN 1 ELSE 0 END"_s),
                         fieldOf(kind, u"CASE WHEN a.attidentity = 'a' THEN 1 ELSE 0 END"_s)}),
                  from);
    script += u"SELECT DISTINCT %1%2JOIN pg_constraint p ON p.conrelid = c.oid AND p.contype = 'f' "
              u"JOIN pg_class o ON o.oid = p.confrelid JOIN pg_namespace s ON s.oid = "
              u"o.relnamespace;\n"_s.arg(rowOf(kind,
                                               {word(u"parent"_s),
                                                schema(u"n.nspname"_s),
                                                fieldOf(kind, u"c.relname"_s),
                                                schema(u"s.nspname"_s),
                                                fieldOf(kind, u"o.relname"_s)}),
                                         from);
    if (!withParents)
        return script;
    script += u"SELECT DISTINCT %1%2JOIN pg_constraint p ON p.conrelid = c.oid AND p.contype = 'f' "
              u"JOIN pg_class o ON o.oid = p.confrelid JOIN pg_namespace s ON s.oid = "
              u"o.relnamespace;\n"_s.arg(rowOf(kind,
                                               {word(u"parent"_s),
                                                schema(u"n.nspname"_s),
                                                fieldOf(kind, u"c.relname"_s),
                                                schema(u"s.nspname"_s),
                                                fieldOf(kind, u"o.relname"_s)}),
                                         from);
    return script;
}

} // namespace

bool TableShape::hasKey() const
{
    return std::ranges::any_of(columns, &ColumnShape::isKey);
}

QByteArray tablesQuestion(DatabaseKind kind, bool withParents)
{
    const QString script
        = kind == DatabaseKind::Postgres ? postgresTables(withParents) : mySqlTables(withParents);
    return settingsOf(kind) + script.toUtf8();
}

Result<QList<TableShape>> readTables(const QString &answer)
{
    QList<TableShape> tables;
    QMap<std::pair<QString, QString>, qsizetype> positions;
    for (const QString &line : answer.split(u'\n', Qt::SkipEmptyParts)) {
        const auto row = answerRow(line);
        if (!row)
            return row.error();
        const auto text = [&](qsizetype field) {
            return QString::fromUtf8(row->value(field).value_or(QByteArray()));
        };
        const QString what = text(0);
        const std::pair key(text(1), text(2));
        if (what == u"table" && row->size() == 4) {
            positions.insert(key, tables.size());
            tables += {text(1), text(2), text(3), {}, {}};
            continue;
        }
        const auto at = positions.constFind(key);
        if (at == positions.constEnd())
            continue; // of a view
        TableShape &table = tables[*at];
        if (what == u"column" && row->size() == 8)
            table.columns += {text(3), text(4), text(5) == u"1", text(6) == u"1", text(7) == u"1"};
        else if (what == u"parent" && row->size() == 5)
            table.parents += text(3).isEmpty() ? text(4) : text(3) + u'.' + text(4);
        else
            return protocolError(u"The database answered what was not asked."_s).because(what);
    }
    return tables;
}

QByteArray sumsQuestion(DatabaseKind kind, const QList<TableShape> &tables)
{
    QString script;
    const bool isPostgres = kind == DatabaseKind::Postgres;
    const QString number = isPostgres ? u"('x' || left(r, 15))::bit(60)::bigint"_s
                                      : u"CAST(CONV(LEFT(r, 15), 16, 10) AS DECIMAL(20))"_s;
    for (qsizetype i = 0; i < tables.size(); ++i) {
        const TableShape &table = tables.at(i);
        if (table.columns.isEmpty())
            continue;
        const QString row = digestOfRow(kind, table, false);
        script += u"SELECT %1 FROM (SELECT %2 AS k, %3 AS r FROM %4) AS x GROUP BY k;\n"_s.arg(
            rowOf(kind,
                  {fieldOf(kind, QString::number(i)),
                   fieldOf(kind, u"k"_s),
                   fieldOf(kind, u"COUNT(*)"_s),
                   fieldOf(kind, u"SUM(%1)"_s.arg(number))}),
            partOfRow(kind, table),
            row,
            tableName(kind, table));
    }
    return settingsOf(kind) + script.toUtf8();
}

Result<TableSums> readSums(const QString &answer)
{
    TableSums sums;
    for (const QString &line : answer.split(u'\n', Qt::SkipEmptyParts)) {
        const auto row = answerRow(line);
        if (!row)
            return row.error();
        if (row->size() != 4)
            return protocolError(u"The database answered what was not asked."_s);
        const auto text = [&](qsizetype field) {
            return QString::fromUtf8(row->at(field).value_or(QByteArray()));
        };
        sums[text(0).toInt()].insert(text(1), text(2) + u'/' + text(3));
    }
    return sums;
}

QByteArray digestsQuestion(DatabaseKind kind, const TableShape &table, const QStringList &parts)
{
    const QString row = digestOfRow(kind, table, false);
    const QString from = tableName(kind, table);
    const QString order = inOrder(kind);
    QString script;
    if (table.hasKey()) {
        const QString key = digestOfRow(kind, table, true);
        script = u"SELECT concat(k, ',', r) FROM (SELECT %1 AS k, %2 AS r FROM %3%4) AS x ORDER BY "
                 u"k%5;\n"_s.arg(key, row, from, wherePart(kind, table, parts), order);
    } else {
        script = u"SELECT concat(r, ',', COUNT(*)) FROM (SELECT %1 AS r FROM %2%3) AS x GROUP BY r "
                 u"ORDER BY r%4;\n"_s.arg(row, from, wherePart(kind, table, parts), order);
    }
    return settingsOf(kind) + script.toUtf8();
}

QByteArray
rowsQuestion(DatabaseKind kind, const TableShape &table, const QStringList &digests, int longest)
{
    QStringList fields;
    for (const ColumnShape &column : table.columns)
        fields += valueField(kind, column, longest);
    const QString digest = digestOfRow(kind, table, table.hasKey());
    const QString script
        = u"SELECT concat(d, ',', coalesce(v, '%5')) FROM (SELECT %1 AS d, %2 AS v FROM %3 WHERE %1 IN ('%4')) AS x;\n"_s
              .arg(digest,
                   rowOf(kind, fields),
                   tableName(kind, table),
                   digests.join(u"', '"_s),
                   kNotGiven);
    return settingsOf(kind) + script.toUtf8();
}

bool isGiven(const QString &row)
{
    return !row.split(u',').contains(kNotGiven);
}

QString valueExpression(DatabaseKind kind, const ColumnShape &column)
{
    if (kind == DatabaseKind::Postgres)
        return u"(%1)::text"_s.arg(quotedName(kind, column.name));
    return isBinary(kind, column.type) ? quotedName(kind, column.name)
                                       : u"CAST(%1 AS CHAR)"_s.arg(shownName(column, true));
}

QByteArray triggersQuestion(DatabaseKind kind)
{
    QString script;
    if (kind == DatabaseKind::Postgres) {
        script
            = u"SELECT DISTINCT %1 FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN "
              u"pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND t.tgenabled "
              u"<> 'D';\n"_s.arg(rowOf(
                  kind,
                  {word(u"trigger"_s),
                   fieldOf(kind, u"CASE WHEN n.nspname = 'public' THEN '' ELSE n.nspname END"_s),
                   fieldOf(kind, u"c.relname"_s),
                   fieldOf(kind, u"CASE WHEN t.tgenabled IN ('A', 'R') THEN 1 ELSE 0 END"_s)}));
        script += u"SELECT %1 FROM pg_roles WHERE rolname = current_user AND rolsuper;\n"_s.arg(
            rowOf(kind, {word(u"superuser"_s)}));
    } else {
        script = u"SELECT DISTINCT %1 FROM information_schema.triggers WHERE event_object_schema "
                 u"NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys');\n"_s.arg(
                     rowOf(kind,
                           {word(u"trigger"_s),
                            fieldOf(kind,
                                    u"CASE WHEN event_object_schema = DATABASE() THEN '' ELSE "
                                    u"event_object_schema END"_s),
                            fieldOf(kind, u"event_object_table"_s),
                            word(u"1"_s)}));
    }
    return settingsOf(kind) + script.toUtf8();
}

Result<TriggerFacts> readTriggers(const QString &answer)
{
    TriggerFacts facts;
    for (const QString &line : answer.split(u'\n', Qt::SkipEmptyParts)) {
        const auto row = answerRow(line);
        if (!row)
            return row.error();
        const auto text = [&](qsizetype field) {
            return QString::fromUtf8(row->value(field).value_or(QByteArray()));
        };
        if (text(0) == u"superuser") {
            facts.canSwitchOff = true;
        } else if (text(0) == u"trigger" && row->size() == 4) {
            const QString name = text(1).isEmpty() ? text(2) : text(1) + u'.' + text(2);
            facts.tables += name;
            if (text(3) == u"1")
                facts.always += name;
        } else {
            return protocolError(u"The database answered what was not asked."_s).because(text(0));
        }
    }
    return facts;
}

bool isBinary(DatabaseKind kind, const QString &type)
{
    if (kind == DatabaseKind::Postgres)
        return type == u"bytea";
    static const QStringList kBinary {u"binary"_s,
                                      u"varbinary"_s,
                                      u"tinyblob"_s,
                                      u"blob"_s,
                                      u"mediumblob"_s,
                                      u"longblob"_s,
                                      u"geometry"_s,
                                      u"point"_s,
                                      u"linestring"_s,
                                      u"polygon"_s,
                                      u"multipoint"_s,
                                      u"multilinestring"_s,
                                      u"multipolygon"_s,
                                      u"geometrycollection"_s,
                                      u"geomcollection"_s,
                                      u"vector"_s};
    return kBinary.contains(type);
}

} // namespace devstack
