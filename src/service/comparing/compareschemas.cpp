// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/comparing/compareschemas.h"

#include "service/comparing/closingstatement.h"

#include <QHash>
#include <QMap>
#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kNamedMigrations = 3;

/// Objects by what is the same in all schemas.
using ObjectKey = std::pair<QString, std::pair<int, QString>>; // table, kind, name
using ObjectMap = QMap<ObjectKey, const SchemaObject *>;

ObjectKey keyOf(const SchemaObject &object)
{
    const QString table
        = object.schema.isEmpty() ? object.table : object.schema + u'.' + object.table;
    return {table, {int(object.kind), object.name}};
}

ObjectMap mapOf(const DatabaseSchema *schema)
{
    ObjectMap map;
    if (!schema)
        return map;
    for (const SchemaObject &object : schema->objects)
        map.insert(keyOf(object), &object);
    return map;
}

/// " (shop.0002_price, shop.0003_tax and 4 more)"; nothing for none.
QString inBrackets(const QStringList &migrations)
{
    if (migrations.isEmpty())
        return {};
    const QStringList named = migrations.first(std::min(migrations.size(), kNamedMigrations));
    const qsizetype more = migrations.size() - named.size();
    return u" (%1%2)"_s.arg(named.join(u", "_s),
                            more > 0 ? u" and %1 more"_s.arg(more) : QString());
}

/// One schema of the comparison; a null one is not known.
struct SchemaSide
{
    const DatabaseSchema *schema = nullptr;
    ObjectMap objects;

    explicit SchemaSide(const DatabaseSchema *known)
        : schema(known)
        , objects(mapOf(known))
    {
    }
    const SchemaObject *at(const ObjectKey &key) const { return objects.value(key); }
    /// Says something about the object: one whose table is missing has no word of its own.
    bool counts(const ObjectKey &key) const
    {
        const auto kind = SchemaObject::Kind(key.second.first);
        const bool isPart = kind != SchemaObject::Kind::Table && kind != SchemaObject::Kind::View;
        return schema
            && (!isPart
                || objects.contains({key.first, {int(SchemaObject::Kind::Table), QString()}}));
    }
};

bool isSame(const SchemaObject *one, const SchemaObject *other)
{
    return one && other ? one->parts == other->parts : one == other;
}

std::optional<QString> shown(const SchemaObject *object)
{
    return object ? std::optional(object->definition()) : std::nullopt;
}

class SchemaComparison
{
public:
    SchemaComparison(const ServerDialect &server, const SchemasToCompare &schemas)
        : m_server(server)
        , m_schemas(schemas)
        , m_production(schemas.production ? &*schemas.production : nullptr)
        , m_migrations(schemas.migrations ? &*schemas.migrations : nullptr)
        , m_live(&schemas.live)
    {
    }

    QList<SchemaDifference> compare() const
    {
        QSet<ObjectKey> seen;
        QList<ObjectKey> keys;
        for (const SchemaSide *side : {&m_production, &m_migrations, &m_live}) {
            for (auto it = side->objects.keyBegin(); it != side->objects.keyEnd(); ++it) {
                if (!seen.contains(*it))
                    keys += *it;
                seen += *it;
            }
        }
        std::ranges::sort(keys);
        QList<SchemaDifference> found;
        for (const ObjectKey &key : std::as_const(keys)) {
            if (const auto difference = compareOne(key))
                found += *difference;
        }
        return found;
    }

private:
    std::optional<SchemaDifference> compareOne(const ObjectKey &key) const
    {
        const SchemaObject *p = m_production.at(key);
        const SchemaObject *m = m_migrations.at(key);
        const SchemaObject *l = m_live.at(key);
        const SchemaObject *any = l ? l : m ? m : p;
        SchemaDifference difference;
        difference.kind = any->kind;
        difference.name = any->fullName();
        difference.production = shown(p);
        difference.migrations = shown(m);
        difference.live = shown(l);
        const bool liveCounts = m_live.counts(key);
        if (m_migrations.counts(key) && liveCounts && !isSame(m, l)) {
            meanLive(difference, p, m, l);
            return difference;
        }
        if (!m_production.counts(key))
            return {};
        const SchemaSide &other = m_migrations.counts(key) ? m_migrations : m_live;
        if (!other.counts(key) || isSame(p, other.at(key)))
            return {};
        meanProduction(difference, p, other.at(key), other);
        return difference;
    }

    /// The live database is not as the migrations say.
    void meanLive(SchemaDifference &difference,
                  const SchemaObject *p,
                  const SchemaObject *m,
                  const SchemaObject *l) const
    {
        const QStringList later
            = missingFrom(m_migrations.schema->migrations, m_live.schema->migrations);
        if (!m_schemas.migrationsAreCurrent) {
            // What the migrations give now is not known: there is nothing to go back to.
            difference.meaning = !later.isEmpty()
                ? u"a migration since the data was kept%1, or by hand"_s.arg(inBrackets(later))
                : u"changed since the data was kept: by a migration or by hand"_s;
            return;
        }
        difference.statement = closingStatement(m_server, l, m, *m_migrations.schema);
        const QStringList missing
            = missingFrom(m_live.schema->migrations, m_migrations.schema->migrations);
        const QStringList pending = m_schemas.pending + missingFrom(m_schemas.pending, missing);
        const bool tellsNames = !m_migrations.schema->migrations.isEmpty();
        const bool isAsProduction = m_production.schema && isSame(p, l);
        if (!pending.isEmpty() || (!tellsNames && (!l || isAsProduction)))
            difference.meaning = u"migration pending%1: run devstack up"_s.arg(inBrackets(pending));
        else if (!m)
            difference.meaning = u"made by hand"_s;
        else
            difference.meaning = l ? u"changed by hand"_s : u"removed by hand"_s;
    }

    /// Production is not as the migrations, or else the live database, say.
    void meanProduction(SchemaDifference &difference,
                        const SchemaObject *p,
                        const SchemaObject *other,
                        const SchemaSide &side) const
    {
        if (side.schema == m_live.schema) {
            difference.meaning = !other ? u"missing in the live database"_s
                : p                     ? u"differs from production"_s
                                        : u"not in production: a migration or by hand"_s;
            difference.statement = closingStatement(m_server, other, p, *m_production.schema);
            return;
        }
        const QStringList behind
            = missingFrom(m_production.schema->migrations, side.schema->migrations);
        difference.isOfProduction = true;
        difference.meaning = u"production is behind%1"_s.arg(inBrackets(behind));
        if (const QStringList ahead
            = missingFrom(side.schema->migrations, m_production.schema->migrations);
            behind.isEmpty() && !ahead.isEmpty())
            difference.meaning
                = u"production is ahead%1: update the checkout"_s.arg(inBrackets(ahead));
        difference.statement = closingStatement(m_server, p, other, *side.schema);
    }

    ServerDialect m_server;
    const SchemasToCompare &m_schemas;
    SchemaSide m_production;
    SchemaSide m_migrations;
    SchemaSide m_live;
};

} // namespace

QList<SchemaDifference> compareSchemas(const ServerDialect &server, const SchemasToCompare &schemas)
{
    return SchemaComparison(server, schemas).compare();
}

QStringList missingFrom(const QStringList &known, const QStringList &all)
{
    const QSet<QString> there(known.begin(), known.end());
    QStringList missing;
    for (const QString &name : all) {
        if (!there.contains(name))
            missing += name;
    }
    return missing;
}

} // namespace devstack
