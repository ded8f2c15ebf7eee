// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/comparing/schemaquestion.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView kMySqlSystem {
    "NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')"};

/// "SELECT row FROM rest", the fields behind a word that tells what the row is.
QString question(DatabaseKind kind,
                 const QString &word,
                 const QStringList &expressions,
                 const QString &from)
{
    QStringList fields {u'\'' + QString::fromLatin1(word.toLatin1().toHex()) + u'\''};
    for (const QString &expression : expressions)
        fields += fieldOf(kind, expression);
    return u"SELECT "_s + rowOf(kind, fields) + u" FROM "_s + from + u";\n"_s;
}

/// A schema of the database's own name is written as none.
QString ownAsNone(const QString &column)
{
    return u"CASE WHEN %1 = DATABASE() THEN '' ELSE %1 END"_s.arg(column);
}

QString mySqlChecks(const ServerDialect &server)
{
    const auto ask = [&](const QStringList &expressions, const QString &from) {
        return question(server.kind, u"check"_s, expressions, from);
    };
    if (server.isMariaDb)
        return ask({ownAsNone(u"constraint_schema"_s),
                    u"table_name"_s,
                    u"constraint_name"_s,
                    u"level"_s,
                    u"check_clause"_s},
                   u"information_schema.check_constraints WHERE constraint_schema "_s
                       + kMySqlSystem);
    return server.major < 8
        ? QString()
        : ask({ownAsNone(u"c.constraint_schema"_s),
               u"t.table_name"_s,
               u"c.constraint_name"_s,
               u"'Table'"_s,
               u"c.check_clause"_s},
              u"information_schema.check_constraints c JOIN information_schema.table_constraints t "
              u"ON t.constraint_schema = c.constraint_schema AND t.constraint_name = "
              u"c.constraint_name AND t.constraint_type = 'CHECK' WHERE c.constraint_schema "_s
                  + kMySqlSystem);
}

QByteArray mySqlQuestion(const ServerDialect &server)
{
    const DatabaseKind kind = server.kind;
    const QString system = kMySqlSystem;
    QString script = question(
        kind,
        u"table"_s,
        {ownAsNone(u"table_schema"_s), u"table_name"_s, u"engine"_s, u"table_collation"_s},
        u"information_schema.tables WHERE table_type IN ('BASE TABLE', 'SYSTEM VERSIONED') AND "
        u"table_schema "_s
            + system + u" ORDER BY table_schema, table_name"_s);
    script += question(kind,
                       u"column"_s,
                       {ownAsNone(u"table_schema"_s),
                        u"table_name"_s,
                        u"column_name"_s,
                        u"column_type"_s,
                        u"collation_name"_s,
                        u"is_nullable"_s,
                        u"column_default"_s,
                        u"extra"_s,
                        u"generation_expression"_s,
                        u"column_comment"_s},
                       u"information_schema.columns WHERE table_schema "_s + system
                           + u" ORDER BY table_schema, table_name, ordinal_position"_s);
    const bool hasExpressions = !server.isMariaDb && server.major >= 8;
    script += question(kind,
                       u"index"_s,
                       {ownAsNone(u"table_schema"_s),
                        u"table_name"_s,
                        u"index_name"_s,
                        u"non_unique"_s,
                        u"column_name"_s,
                        u"sub_part"_s,
                        u"collation"_s,
                        u"index_type"_s,
                        hasExpressions ? u"expression"_s : u"NULL"_s},
                       u"information_schema.statistics WHERE table_schema "_s + system
                           + u" ORDER BY table_schema, table_name, index_name, seq_in_index"_s);
    script += question(
        kind,
        u"foreign"_s,
        {ownAsNone(u"k.table_schema"_s),
         u"k.table_name"_s,
         u"k.constraint_name"_s,
         u"k.column_name"_s,
         ownAsNone(u"k.referenced_table_schema"_s),
         u"k.referenced_table_name"_s,
         u"k.referenced_column_name"_s,
         u"r.update_rule"_s,
         u"r.delete_rule"_s},
        u"information_schema.key_column_usage k JOIN information_schema.referential_constraints r "
        u"ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name "
        u"AND r.table_name = k.table_name WHERE k.table_schema "_s
            + system + u" ORDER BY k.table_schema, k.constraint_name, k.ordinal_position"_s);
    script += mySqlChecks(server);
    script += question(kind,
                       u"view"_s,
                       {ownAsNone(u"table_schema"_s), u"table_name"_s, u"view_definition"_s},
                       u"information_schema.views WHERE table_schema "_s + system
                           + u" ORDER BY table_schema, table_name"_s);
    const QString migrations
        = question(kind, u"migration"_s, {u"app"_s, u"name"_s}, u"django_migrations"_s);
    script += u"SELECT IF(EXISTS(SELECT 1 FROM information_schema.tables WHERE table_schema = "
              u"DATABASE() AND table_name = 'django_migrations'), %1, 'DO 0') INTO @devstack;\n"
              u"PREPARE devstack FROM @devstack;\nEXECUTE devstack;\n"_s.arg(
                  quotedText(kind, migrations.chopped(2)));
    return settingsOf(kind) + script.toUtf8();
}

QByteArray postgresQuestion()
{
    constexpr DatabaseKind kind = DatabaseKind::Postgres;
    const QString schema = u"CASE WHEN n.nspname = 'public' THEN '' ELSE n.nspname END"_s;
    const QString own
        = u"n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_' AND NOT "
          u"EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = "
          u"c.oid AND d.deptype = 'e')"_s;
    const QString relations = u"pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "_s;
    const QString tables = u"c.relkind IN ('r', 'p') AND "_s + own;
    QString script
        = question(kind,
                   u"table"_s,
                   {schema, u"c.relname"_s},
                   relations + u"WHERE "_s + tables + u" ORDER BY n.nspname, c.relname"_s);
    script += question(
        kind,
        u"column"_s,
        {schema,
         u"c.relname"_s,
         u"a.attname"_s,
         u"format_type(a.atttypid, a.atttypmod)"_s,
         u"CASE WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation THEN "
         u"(SELECT quote_ident(l.collname) FROM pg_collation l WHERE l.oid = a.attcollation) END"_s,
         u"a.attnotnull"_s,
         u"pg_get_expr(e.adbin, e.adrelid)"_s,
         u"a.attidentity"_s,
         u"a.attgenerated"_s},
        relations
            + u"JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
              u"JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef e ON e.adrelid = c.oid "
              u"AND e.adnum = a.attnum WHERE "_s
            + tables + u" ORDER BY n.nspname, c.relname, a.attnum"_s);
    script += question(kind,
                       u"index"_s,
                       {schema, u"c.relname"_s, u"x.relname"_s, u"pg_get_indexdef(x.oid)"_s},
                       relations
                           + u"JOIN pg_index i ON i.indrelid = c.oid JOIN pg_class x ON x.oid = "
                             u"i.indexrelid WHERE "
                             u"NOT EXISTS (SELECT 1 FROM pg_constraint p WHERE p.conindid = x.oid "
                             u"AND p.contype IN "
                             u"('p', 'u', 'x')) AND "_s
                           + tables + u" ORDER BY n.nspname, c.relname, x.relname"_s);
    script += question(
        kind,
        u"constraint"_s,
        {schema, u"c.relname"_s, u"p.conname"_s, u"pg_get_constraintdef(p.oid)"_s},
        relations
            + u"JOIN pg_constraint p ON p.conrelid = c.oid AND p.contype IN ('p', 'u', 'f', 'c', "
              u"'x') WHERE "_s
            + tables + u" ORDER BY n.nspname, c.relname, p.contype <> 'p', p.conname"_s);
    script += question(kind,
                       u"view"_s,
                       {schema, u"c.relname"_s, u"c.relkind"_s, u"pg_get_viewdef(c.oid)"_s},
                       relations + u"WHERE c.relkind IN ('v', 'm') AND "_s + own
                           + u" ORDER BY n.nspname, c.relname"_s);
    const QString migrations
        = question(kind, u"migration"_s, {u"app"_s, u"name"_s}, u"public.django_migrations"_s);
    script
        += u"SELECT %1 WHERE to_regclass('public.django_migrations') IS NOT NULL \\gexec\n"_s.arg(
            quotedText(kind, migrations.chopped(2)));
    return settingsOf(kind) + script.toUtf8();
}

/// Collects the rows of an answer.
class SchemaReader
{
public:
    explicit SchemaReader(const ServerDialect &server)
        : m_server(server)
    {
    }

    Result<> add(const AnswerRow &row)
    {
        const auto text = [&](qsizetype field) {
            return QString::fromUtf8(row.value(field).value_or(QByteArray()));
        };
        const QString word = text(0);
        static const QHash<QString, qsizetype> kMySqlFields {{u"table"_s, 5},
                                                             {u"column"_s, 11},
                                                             {u"index"_s, 10},
                                                             {u"foreign"_s, 10},
                                                             {u"check"_s, 6},
                                                             {u"view"_s, 4},
                                                             {u"migration"_s, 3}};
        static const QHash<QString, qsizetype> kPostgresFields {{u"table"_s, 3},
                                                                {u"column"_s, 10},
                                                                {u"index"_s, 5},
                                                                {u"constraint"_s, 5},
                                                                {u"view"_s, 5},
                                                                {u"migration"_s, 3}};
        const bool isPostgres = m_server.kind == DatabaseKind::Postgres;
        if (row.size() != (isPostgres ? kPostgresFields : kMySqlFields).value(word, -1))
            return protocolError(u"The database answered what was not asked."_s).because(word);
        m_row = row;
        if (word == u"migration")
            m_schema.migrations += text(1) + u'.' + text(2);
        else if (isPostgres)
            addPostgres(word);
        else
            addMySql(word);
        return ok();
    }

    DatabaseSchema finish()
    {
        for (const SchemaObject &column : std::as_const(m_columns)) {
            // Those of views are told by their text.
            if (m_tables.contains({column.schema, column.table}))
                m_schema.objects += column;
        }
        for (auto it = m_indexes.begin(); it != m_indexes.end(); ++it)
            it->parts[1] = u'(' + it->parts.at(1) + u')';
        for (auto it = m_foreign.begin(); it != m_foreign.end(); ++it) {
            it->parts[1] = u'(' + it->parts.at(1) + u')';
            it->parts[3] = u'(' + it->parts.at(3) + u')';
        }
        m_schema.objects += m_indexes + m_foreign + m_others;
        m_schema.migrations.sort();
        return m_schema;
    }

private:
    QString text(qsizetype field) const
    {
        return QString::fromUtf8(m_row.value(field).value_or(QByteArray()));
    }
    bool isNull(qsizetype field) const { return !m_row.value(field).has_value(); }
    SchemaObject object(SchemaObject::Kind kind, const QStringList &parts) const
    {
        const bool isWhole = kind == SchemaObject::Kind::Table || kind == SchemaObject::Kind::View;
        return {kind, text(1), text(2), isWhole ? QString() : text(3), parts};
    }
    QString name(const QString &plain) const { return quotedName(m_server.kind, plain); }

    void addTable(const QStringList &parts)
    {
        m_tables.insert({text(1), text(2)});
        m_schema.objects += object(SchemaObject::Kind::Table, parts);
    }

    void addMySql(const QString &word)
    {
        using Kind = SchemaObject::Kind;
        if (word == u"table")
            addTable({u"ENGINE="_s + text(3), u"COLLATE="_s + text(4)});
        else if (word == u"column")
            m_columns += object(Kind::Column, mySqlColumn());
        else if (word == u"index")
            addMySqlIndex();
        else if (word == u"foreign")
            addMySqlForeignKey();
        else if (word == u"check")
            addMySqlCheck();
        else
            m_others += object(Kind::View, {u"AS "_s + text(3)});
    }

    QStringList mySqlColumn() const
    {
        const QString extra = text(8);
        const QString generation = text(9);
        QString value;
        if (!isNull(7) && generation.isEmpty()) {
            const QString written = text(7);
            if (m_server.isMariaDb)
                value = written == u"NULL" ? QString() : written;
            else if (written.startsWith(u"CURRENT_TIMESTAMP") || text(4).startsWith(u"bit"))
                value = written;
            else if (extra.contains(u"DEFAULT_GENERATED"))
                value = u'(' + written + u')';
            else
                value = quotedText(m_server.kind, written);
        }
        QStringList more = extra.split(u' ', Qt::SkipEmptyParts);
        for (const QString &word :
             {u"DEFAULT_GENERATED"_s, u"STORED"_s, u"VIRTUAL"_s, u"GENERATED"_s})
            more.removeAll(word);
        return {text(4),
                isNull(5) ? QString() : u"COLLATE "_s + text(5),
                generation.isEmpty()
                    ? QString()
                    : u"GENERATED ALWAYS AS (%1) %2"_s.arg(
                        generation, extra.contains(u"STORED") ? u"STORED"_s : u"VIRTUAL"_s),
                text(6) == u"NO" ? u"NOT NULL"_s : QString(),
                value.isEmpty() ? QString() : u"DEFAULT "_s + value,
                more.join(u' '),
                text(10).isEmpty() ? QString()
                                   : u"COMMENT "_s + quotedText(m_server.kind, text(10)),
                QString()};
    }

    /// One column of it; they come in their order.
    void addMySqlIndex()
    {
        const QString type = text(8);
        const bool isPrimary = text(3) == u"PRIMARY";
        QString word = isPrimary ? u"PRIMARY KEY"_s : text(4) == u"0" ? u"UNIQUE KEY"_s : u"KEY"_s;
        if (type == u"FULLTEXT" || type == u"SPATIAL")
            word = type + u" KEY"_s;
        QString column = isNull(5) ? u'(' + text(9) + u')' : name(text(5));
        if (!isNull(6) && type != u"SPATIAL")
            column += u'(' + text(6) + u')';
        if (text(7) == u"D")
            column += u" DESC"_s;
        const SchemaObject index
            = object(SchemaObject::Kind::Index,
                     {word, column, type == u"HASH" ? u"USING HASH"_s : QString()});
        append(m_indexes, index, {1});
    }

    void addMySqlForeignKey()
    {
        const auto rule = [](const QString &when, const QString &what) {
            // Both mean what is meant without a word.
            return what == u"RESTRICT" || what == u"NO ACTION" ? QString()
                                                               : u"ON %1 %2"_s.arg(when, what);
        };
        append(m_foreign,
               object(SchemaObject::Kind::Constraint,
                      {u"FOREIGN KEY"_s,
                       name(text(4)),
                       u"REFERENCES "_s + quotedTable(m_server.kind, text(5), text(6)),
                       name(text(7)),
                       rule(u"DELETE"_s, text(9)),
                       rule(u"UPDATE"_s, text(8))}),
               {1, 3});
    }

    void addMySqlCheck()
    {
        const QString check = u"CHECK (%1)"_s.arg(text(5));
        if (text(4) != u"Column") {
            m_others += object(SchemaObject::Kind::Constraint, {check});
            return;
        }
        // It has the name of the column that it is part of.
        for (SchemaObject &column : m_columns) {
            if (column.schema == text(1) && column.table == text(2) && column.name == text(3))
                column.parts.last() = check;
        }
    }

    void addPostgres(const QString &word)
    {
        using Kind = SchemaObject::Kind;
        if (word == u"table")
            addTable({});
        else if (word == u"column")
            m_columns += object(Kind::Column, postgresColumn());
        else if (word == u"index")
            m_others += object(Kind::Index, {text(4)});
        else if (word == u"constraint")
            m_others += object(Kind::Constraint, {text(4)});
        else
            m_others += object(
                Kind::View,
                {text(3) == u"m" ? u"MATERIALIZED"_s : QString(), u"AS "_s + text(4).trimmed()});
    }

    QStringList postgresColumn() const
    {
        QString made;
        if (text(9) == u"s" || text(9) == u"v")
            made = u"GENERATED ALWAYS AS (%1) %2"_s.arg(
                text(7), text(9) == u"s" ? u"STORED"_s : u"VIRTUAL"_s);
        else if (!text(8).isEmpty())
            made = u"GENERATED %1 AS IDENTITY"_s.arg(text(8) == u"a" ? u"ALWAYS"_s
                                                                     : u"BY DEFAULT"_s);
        const bool hasDefault = !isNull(7) && made.isEmpty();
        return {text(4) + (isNull(5) ? QString() : u" COLLATE "_s + text(5)),
                text(6).startsWith(u't') ? u"NOT NULL"_s : QString(),
                hasDefault ? u"DEFAULT "_s + text(7) : QString(),
                made};
    }

    /// Adds an object, or the columns in these parts of it to the last one where it is the same.
    static void
    append(QList<SchemaObject> &list, const SchemaObject &object, const QList<int> &parts)
    {
        const auto isSame = [&](const SchemaObject &other) {
            return other.schema == object.schema && other.table == object.table
                && other.name == object.name;
        };
        if (list.isEmpty() || !isSame(list.last())) {
            list += object;
            return;
        }
        for (const int part : parts)
            list.last().parts[part] += u',' + object.parts.at(part);
    }

    ServerDialect m_server;
    AnswerRow m_row;
    DatabaseSchema m_schema;
    QSet<std::pair<QString, QString>> m_tables;
    QList<SchemaObject> m_columns;
    QList<SchemaObject> m_indexes;
    QList<SchemaObject> m_foreign;
    QList<SchemaObject> m_others;
};

} // namespace

QByteArray schemaQuestion(const ServerDialect &server)
{
    return server.kind == DatabaseKind::Postgres ? postgresQuestion() : mySqlQuestion(server);
}

Result<DatabaseSchema> readSchema(const ServerDialect &server, const QString &answer)
{
    SchemaReader reader(server);
    for (const QString &line : answer.split(u'\n', Qt::SkipEmptyParts)) {
        const auto row = answerRow(line);
        if (!row)
            return row.error();
        if (const auto added = reader.add(*row); !added)
            return added.error();
    }
    return reader.finish();
}

} // namespace devstack
