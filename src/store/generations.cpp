// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/generations.h"

#include "core/text.h"

#include <QJsonArray>

#include <algorithm>
#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kGenerationsVersion = 1;

template <typename T> QJsonObject mapToJson(const QMap<QString, T> &map)
{
    QJsonObject json;
    for (auto it = map.cbegin(); it != map.cend(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

QJsonObject toJson(const DataOrigin &origin)
{
    QJsonArray ancestors;
    for (const DataAncestor &ancestor : origin.ancestors)
        ancestors.append(
            QJsonObject {{u"identity"_s, ancestor.identity},
                         {u"until"_s, ancestor.until.toUTC().toString(Qt::ISODateWithMs)}});
    return {{u"below"_s, QJsonArray::fromStringList(origin.below)},
            {u"ancestors"_s, ancestors},
            {u"layers"_s, origin.canLayer},
            {u"schema"_s, origin.schema},
            {u"snapshotId"_s, origin.snapshotId}};
}

QJsonObject originsToJson(const QMap<QString, QMap<int, DataOrigin>> &origins)
{
    QJsonObject json;
    for (auto key = origins.cbegin(); key != origins.cend(); ++key) {
        QJsonObject generations;
        for (auto it = key->cbegin(); it != key->cend(); ++it)
            generations.insert(QString::number(it.key()), toJson(it.value()));
        json.insert(key.key(), generations);
    }
    return json;
}

QJsonObject basesToJson(const QMap<QString, DataOrigin> &bases)
{
    QJsonObject json;
    for (auto base = bases.cbegin(); base != bases.cend(); ++base)
        json.insert(base.key(), toJson(base.value()));
    return json;
}

QJsonObject sparesToJson(const QMap<QString, SpareLayer> &spares)
{
    QJsonObject json;
    for (auto it = spares.cbegin(); it != spares.cend(); ++it)
        json.insert(it.key(), QJsonObject {{u"layer"_s, it->layer}, {u"lower"_s, it->lower}});
    return json;
}

QJsonObject toJson(const Checkpoint &checkpoint)
{
    return {{u"name"_s, checkpoint.name},
            {u"created"_s, checkpoint.created.toUTC().toString(Qt::ISODateWithMs)},
            {u"reason"_s, checkpoint.reason},
            {u"volumes"_s, mapToJson(checkpoint.volumes)},
            {u"protected"_s, checkpoint.isProtected},
            {u"branch"_s, checkpoint.branch},
            {u"bases"_s, basesToJson(checkpoint.bases)}};
}

/// Takes values of the types they have to have and remembers the first that has another.
class GenerationsReader
{
public:
    Generations read(const QJsonObject &json)
    {
        const qint64 version = json.value(u"version"_s).toInteger(kGenerationsVersion);
        if (version > kGenerationsVersion)
            fail(u"it was written by a newer devstack (version %1 of this file)"_s.arg(version));
        Generations generations;
        const QJsonObject idas = object(json, u"idas"_s);
        for (auto it = idas.begin(); it != idas.end(); ++it)
            generations.insert(it.key(), ida(object(idas, it.key())));
        return generations;
    }

    const std::optional<Error> &error() const { return m_error; }

private:
    IdaGenerations ida(const QJsonObject &json)
    {
        IdaGenerations entry;
        entry.current = numbers(object(json, u"current"_s));
        entry.highest = numbers(object(json, u"highest"_s));
        entry.names = texts(object(json, u"names"_s));
        const QJsonObject origins = object(json, u"origins"_s);
        for (auto key = origins.begin(); key != origins.end(); ++key) {
            const QJsonObject byGeneration = object(origins, key.key());
            for (auto it = byGeneration.begin(); it != byGeneration.end(); ++it)
                entry.origins[key.key()].insert(it.key().toInt(),
                                                origin(object(byGeneration, it.key())));
        }
        entry.bases = bases(object(json, u"bases"_s));
        for (const QJsonValue &value : array(json, u"checkpoints"_s))
            entry.checkpoints.append(checkpoint(value.toObject()));
        const QJsonObject spares = object(json, u"spares"_s);
        for (auto it = spares.begin(); it != spares.end(); ++it) {
            const QJsonObject spare = object(spares, it.key());
            entry.spares.insert(it.key(), {text(spare, u"layer"_s), text(spare, u"lower"_s)});
        }
        entry.branch = text(json, u"branch"_s);
        return entry;
    }

    DataOrigin origin(const QJsonObject &json)
    {
        DataOrigin origin;
        origin.canLayer = json.value(u"layers"_s).toBool();
        origin.schema = text(json, u"schema"_s);
        origin.snapshotId = text(json, u"snapshotId"_s);
        for (const QJsonValue &volume : array(json, u"below"_s))
            origin.below += volume.toString();
        for (const QJsonValue &value : array(json, u"ancestors"_s)) {
            const QJsonObject ancestor = value.toObject();
            origin.ancestors += {text(ancestor, u"identity"_s), time(ancestor, u"until"_s)};
        }
        return origin;
    }

    Checkpoint checkpoint(const QJsonObject &json)
    {
        Checkpoint checkpoint;
        checkpoint.name = text(json, u"name"_s);
        checkpoint.created = time(json, u"created"_s);
        checkpoint.reason = text(json, u"reason"_s);
        checkpoint.isProtected = json.value(u"protected"_s).toBool();
        checkpoint.volumes = texts(object(json, u"volumes"_s));
        checkpoint.branch = text(json, u"branch"_s);
        checkpoint.bases = bases(object(json, u"bases"_s));
        return checkpoint;
    }

    QMap<QString, DataOrigin> bases(const QJsonObject &json)
    {
        QMap<QString, DataOrigin> bases;
        for (auto it = json.begin(); it != json.end(); ++it)
            bases.insert(it.key(), origin(object(json, it.key())));
        return bases;
    }

    QMap<QString, int> numbers(const QJsonObject &json)
    {
        QMap<QString, int> numbers;
        for (auto it = json.begin(); it != json.end(); ++it) {
            if (it.value().toInt() < 1)
                fail(u"“%1” is no generation"_s.arg(printable(it.key())));
            numbers.insert(it.key(), it.value().toInt(1));
        }
        return numbers;
    }

    QMap<QString, QString> texts(const QJsonObject &json)
    {
        QMap<QString, QString> texts;
        for (auto it = json.begin(); it != json.end(); ++it)
            texts.insert(it.key(), text(json, it.key()));
        return texts;
    }

    QString text(const QJsonObject &json, const QString &key)
    {
        const QJsonValue value = json.value(key);
        if (!value.isUndefined() && !value.isString())
            fail(u"“%1” is no text"_s.arg(printable(key)));
        return value.toString();
    }

    QDateTime time(const QJsonObject &json, const QString &key)
    {
        return QDateTime::fromString(text(json, key), Qt::ISODateWithMs);
    }

    QJsonObject object(const QJsonObject &json, const QString &key)
    {
        const QJsonValue value = json.value(key);
        if (!value.isUndefined() && !value.isObject())
            fail(u"“%1” is no object"_s.arg(printable(key)));
        return value.toObject();
    }

    QJsonArray array(const QJsonObject &json, const QString &key)
    {
        const QJsonValue value = json.value(key);
        if (!value.isUndefined() && !value.isArray())
            fail(u"“%1” is no list"_s.arg(printable(key)));
        return value.toArray();
    }

    void fail(const QString &message)
    {
        if (!m_error)
            m_error = invalidInput(message);
    }

    std::optional<Error> m_error;
};

} // namespace

bool DataOrigin::isLayered() const
{
    // The kernel takes a page of mount options, and every layer makes looking up a file dearer.
    constexpr qsizetype kMostLayers = 8;
    return canLayer && !below.isEmpty() && below.size() <= kMostLayers;
}

QString layerOf(const QString &volume)
{
    return volume + u"-layer"_s;
}

QStringList contentOf(const QString &volume, const DataOrigin &origin)
{
    return origin.isLayered() ? QStringList {layerOf(volume)} + origin.below : QStringList {volume};
}

int IdaGenerations::advance(const QString &volumeKey)
{
    const int next = std::max(highest.value(volumeKey, 1), generation(volumeKey)) + 1;
    highest.insert(volumeKey, next);
    current.insert(volumeKey, next);
    return next;
}

QDateTime IdaGenerations::keptSince() const
{
    for (const DataOrigin &base : bases) {
        if (!base.ancestors.isEmpty())
            return base.ancestors.first().until;
    }
    return {};
}

const Checkpoint *IdaGenerations::checkpoint(const QString &name) const
{
    const auto found = std::ranges::find(checkpoints, name, &Checkpoint::name);
    return found == checkpoints.end() ? nullptr : &*found;
}

const Checkpoint *IdaGenerations::ofBranch(const QString &name) const
{
    if (name.isEmpty())
        return nullptr;
    const auto found = std::ranges::find(checkpoints, name, &Checkpoint::branch);
    return found == checkpoints.end() ? nullptr : &*found;
}

const Checkpoint *keptByReset(const QList<Checkpoint> &checkpoints, const QDateTime &since)
{
    for (auto it = checkpoints.crbegin(); it != checkpoints.crend(); ++it) {
        // These leave the present data as it is.
        if (it->reason == Checkpoint::kSaved || it->reason == Checkpoint::kImported)
            continue;
        return it->reason == Checkpoint::kBeforeReset && it->created >= since ? &*it : nullptr;
    }
    return nullptr;
}

QJsonObject toJson(const Generations &generations)
{
    QJsonObject idas;
    for (auto it = generations.cbegin(); it != generations.cend(); ++it) {
        QJsonArray checkpoints;
        for (const Checkpoint &checkpoint : it->checkpoints)
            checkpoints.append(toJson(checkpoint));
        idas.insert(it.key(),
                    QJsonObject {{u"current"_s, mapToJson(it->current)},
                                 {u"highest"_s, mapToJson(it->highest)},
                                 {u"names"_s, mapToJson(it->names)},
                                 {u"origins"_s, originsToJson(it->origins)},
                                 {u"bases"_s, basesToJson(it->bases)},
                                 {u"checkpoints"_s, checkpoints},
                                 {u"spares"_s, sparesToJson(it->spares)},
                                 {u"branch"_s, it->branch}});
    }
    return {{u"version"_s, kGenerationsVersion}, {u"idas"_s, idas}};
}

Result<Generations> generationsFromJson(const QJsonObject &json)
{
    GenerationsReader reader;
    const Generations generations = reader.read(json);
    return reader.error() ? Result<Generations>(*reader.error()) : Result<Generations>(generations);
}

} // namespace devstack
