// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/comparing/closingstatement.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Writes the statements of one product.
class StatementWriter
{
    using Kind = SchemaObject::Kind;

public:
    StatementWriter(const ServerDialect &server, const DatabaseSchema &targets)
        : m_server(server)
        , m_targets(targets)
    {
    }

    QString close(const SchemaObject *present, const SchemaObject *target) const
    {
        if (!target)
            return remove(*present);
        if (!present)
            return add(*target);
        return present->parts == target->parts ? QString() : change(*present, *target);
    }

private:
    bool isPostgres() const { return m_server.kind == DatabaseKind::Postgres; }
    QString name(const QString &plain) const { return quotedName(m_server.kind, plain); }
    QString table(const SchemaObject &object) const
    {
        return quotedTable(m_server.kind, object.schema, object.table);
    }
    QString alter(const SchemaObject &object, const QString &what) const
    {
        return u"ALTER TABLE %1 %2;"_s.arg(table(object), what);
    }
    QString viewWord(const SchemaObject &view) const
    {
        return view.parts.value(0) == u"MATERIALIZED" ? u"MATERIALIZED VIEW"_s : u"VIEW"_s;
    }

    /// "`name` int(11) NOT NULL", "KEY `name` (`n`)", "CONSTRAINT `name` CHECK (…)".
    QString clause(const SchemaObject &object) const
    {
        switch (object.kind) {
        case Kind::Column:
            return name(object.name) + u' ' + object.definition();
        case Kind::Index: {
            const QString word = object.parts.value(0);
            const QString own = word == u"PRIMARY KEY" ? QString() : u' ' + name(object.name);
            SchemaObject rest = object;
            rest.parts.removeFirst();
            return word + own + u' ' + rest.definition();
        }
        case Kind::Constraint:
            return u"CONSTRAINT "_s + name(object.name) + u' ' + object.definition();
        case Kind::Table:
        case Kind::View:
            break;
        }
        return {};
    }

    QString remove(const SchemaObject &object) const
    {
        switch (object.kind) {
        case Kind::Table:
            return u"DROP TABLE %1;"_s.arg(table(object));
        case Kind::View:
            return u"DROP %1 %2;"_s.arg(viewWord(object), table(object));
        case Kind::Column:
            return alter(object, u"DROP COLUMN "_s + name(object.name));
        case Kind::Index:
            if (isPostgres())
                return u"DROP INDEX %1;"_s.arg(
                    quotedTable(m_server.kind, object.schema, object.name));
            return alter(object, dropIndex(object));
        case Kind::Constraint:
            return alter(object, dropConstraint(object));
        }
        return {};
    }

    QString dropIndex(const SchemaObject &index) const
    {
        return index.parts.value(0) == u"PRIMARY KEY" ? u"DROP PRIMARY KEY"_s
                                                      : u"DROP INDEX "_s + name(index.name);
    }

    QString dropConstraint(const SchemaObject &constraint) const
    {
        const bool isForeign = !isPostgres() && constraint.parts.value(0) == u"FOREIGN KEY";
        return (isForeign ? u"DROP FOREIGN KEY "_s : u"DROP CONSTRAINT "_s) + name(constraint.name);
    }

    QString add(const SchemaObject &object) const
    {
        switch (object.kind) {
        case Kind::Table:
            return makeTable(object);
        case Kind::View:
            return u"CREATE %1 %2 %3;"_s.arg(
                viewWord(object), table(object), body(object.parts.last()));
        case Kind::Column:
            return alter(object, u"ADD COLUMN "_s + clause(object));
        case Kind::Index:
            return isPostgres() ? object.definition() + u';'
                                : alter(object, u"ADD "_s + clause(object));
        case Kind::Constraint:
            return alter(object, u"ADD "_s + clause(object));
        }
        return {};
    }

    /// PostgreSQL ends the text of a view with a semicolon.
    static QString body(const QString &text)
    {
        return text.endsWith(u';') ? text.chopped(1) : text;
    }

    QString makeTable(const SchemaObject &made) const
    {
        QStringList clauses;
        QString after;
        for (const SchemaObject &object : m_targets.objects) {
            if (object.schema != made.schema || object.table != made.table
                || object.kind == Kind::Table || object.kind == Kind::View)
                continue;
            if (isPostgres() && object.kind == Kind::Index)
                after += u'\n' + add(object);
            else
                clauses += u"  "_s + clause(object);
        }
        const QString options = made.definition();
        return u"CREATE TABLE %1 (\n"_s.arg(table(made)) + clauses.join(u",\n"_s) + u"\n)"_s
            + (options.isEmpty() ? QString() : u' ' + options) + u';' + after;
    }

    QString change(const SchemaObject &present, const SchemaObject &target) const
    {
        switch (target.kind) {
        case Kind::Table:
            return alter(target, target.definition());
        case Kind::View:
            if (isPostgres())
                return remove(present) + u'\n' + add(target);
            return u"CREATE OR REPLACE VIEW %1 %2;"_s.arg(table(target), target.parts.last());
        case Kind::Column:
            return isPostgres() ? changePostgresColumn(present, target)
                                : alter(target, u"MODIFY COLUMN "_s + clause(target));
        case Kind::Index:
            if (isPostgres())
                return remove(present) + u'\n' + add(target);
            return alter(target, dropIndex(present) + u", ADD "_s + clause(target));
        case Kind::Constraint:
            // MySQL takes no foreign key away and makes one of the same name in one statement.
            return remove(present) + u'\n' + add(target);
        }
        return {};
    }

    QString changePostgresColumn(const SchemaObject &present, const SchemaObject &target) const
    {
        enum Part { Type, Null, Default, Made };
        const auto changed
            = [&](Part part) { return present.parts.value(part) != target.parts.value(part); };
        const QString made = present.parts.value(Made) + target.parts.value(Made);
        const bool isComputed = made.contains(u"GENERATED ALWAYS AS (");
        if (changed(Made) && isComputed)
            return remove(present) + u'\n' + add(target);
        const QString column = u"ALTER COLUMN %1 "_s.arg(name(target.name));
        QStringList changes;
        if (changed(Made) && !present.parts.value(Made).isEmpty())
            changes += column + u"DROP IDENTITY"_s;
        if (changed(Default) && target.parts.value(Default).isEmpty())
            changes += column + u"DROP DEFAULT"_s;
        if (changed(Type))
            changes += column + u"TYPE "_s + target.parts.value(Type) + u" USING "_s
                + name(target.name) + u"::"_s
                + target.parts.value(Type).section(u" COLLATE "_s, 0, 0);
        if (changed(Default) && !target.parts.value(Default).isEmpty())
            changes += column + u"SET "_s + target.parts.value(Default);
        if (changed(Null))
            changes += column
                + (target.parts.value(Null).isEmpty() ? u"DROP NOT NULL"_s : u"SET NOT NULL"_s);
        if (changed(Made) && !target.parts.value(Made).isEmpty())
            changes += column + u"ADD "_s + target.parts.value(Made);
        return alter(target, changes.join(u", "_s));
    }

    ServerDialect m_server;
    const DatabaseSchema &m_targets;
};

} // namespace

QString closingStatement(const ServerDialect &server,
                         const SchemaObject *present,
                         const SchemaObject *target,
                         const DatabaseSchema &targets)
{
    if (!present && !target)
        return {};
    return StatementWriter(server, targets).close(present, target);
}

} // namespace devstack
