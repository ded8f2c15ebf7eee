// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/generations.h"

#include <QJsonArray>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

template <typename T> QJsonObject mapToJson(const QMap<QString, T> &map)
{
    QJsonObject json;
    for (auto it = map.cbegin(); it != map.cend(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

QMap<QString, int> numbersFromJson(const QJsonObject &json)
{
    QMap<QString, int> numbers;
    for (auto it = json.begin(); it != json.end(); ++it)
        numbers.insert(it.key(), qMax(1, it.value().toInt(1)));
    return numbers;
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
            {u"layers"_s, origin.canLayer}};
}

DataOrigin originFromJson(const QJsonObject &json)
{
    DataOrigin origin;
    origin.canLayer = json.value(u"layers"_s).toBool();
    for (const QJsonValue &volume : json.value(u"below"_s).toArray())
        origin.below += volume.toString();
    for (const QJsonValue &ancestor : json.value(u"ancestors"_s).toArray()) {
        origin.ancestors
            += {ancestor[u"identity"_s].toString(),
                QDateTime::fromString(ancestor[u"until"_s].toString(), Qt::ISODateWithMs)};
    }
    return origin;
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

QMap<QString, QMap<int, DataOrigin>> originsFromJson(const QJsonObject &json)
{
    QMap<QString, QMap<int, DataOrigin>> origins;
    for (auto key = json.begin(); key != json.end(); ++key) {
        const QJsonObject generations = key.value().toObject();
        for (auto it = generations.begin(); it != generations.end(); ++it)
            origins[key.key()].insert(it.key().toInt(), originFromJson(it.value().toObject()));
    }
    return origins;
}

QJsonObject toJson(const Checkpoint &checkpoint)
{
    return {{u"name"_s, checkpoint.name},
            {u"created"_s, checkpoint.created.toUTC().toString(Qt::ISODateWithMs)},
            {u"reason"_s, checkpoint.reason},
            {u"volumes"_s, mapToJson(checkpoint.volumes)},
            {u"protected"_s, checkpoint.isProtected}};
}

Checkpoint checkpointFromJson(const QJsonObject &json)
{
    Checkpoint checkpoint;
    checkpoint.name = json.value(u"name"_s).toString();
    checkpoint.created
        = QDateTime::fromString(json.value(u"created"_s).toString(), Qt::ISODateWithMs);
    checkpoint.reason = json.value(u"reason"_s).toString();
    checkpoint.isProtected = json.value(u"protected"_s).toBool();
    const QJsonObject volumes = json.value(u"volumes"_s).toObject();
    for (auto it = volumes.begin(); it != volumes.end(); ++it)
        checkpoint.volumes.insert(it.key(), it.value().toString());
    return checkpoint;
}

} // namespace

int IdaGenerations::advance(const QString &volumeKey)
{
    const int next = std::max(highest.value(volumeKey, 1), generation(volumeKey)) + 1;
    highest.insert(volumeKey, next);
    current.insert(volumeKey, next);
    return next;
}

const Checkpoint *IdaGenerations::checkpoint(const QString &name) const
{
    const auto found = std::ranges::find(checkpoints, name, &Checkpoint::name);
    return found == checkpoints.end() ? nullptr : &*found;
}

QJsonObject toJson(const Generations &generations)
{
    QJsonObject idas;
    for (auto it = generations.cbegin(); it != generations.cend(); ++it) {
        QJsonArray checkpoints;
        for (const Checkpoint &checkpoint : it->checkpoints)
            checkpoints.append(toJson(checkpoint));
        QJsonObject bases;
        for (auto base = it->bases.cbegin(); base != it->bases.cend(); ++base)
            bases.insert(base.key(), toJson(base.value()));
        idas.insert(it.key(),
                    QJsonObject {{u"current"_s, mapToJson(it->current)},
                                 {u"highest"_s, mapToJson(it->highest)},
                                 {u"names"_s, mapToJson(it->names)},
                                 {u"origins"_s, originsToJson(it->origins)},
                                 {u"bases"_s, bases},
                                 {u"checkpoints"_s, checkpoints}});
    }
    return {{u"idas"_s, idas}};
}

Generations generationsFromJson(const QJsonObject &json)
{
    Generations generations;
    const QJsonObject idas = json.value(u"idas"_s).toObject();
    for (auto it = idas.begin(); it != idas.end(); ++it) {
        const QJsonObject ida = it.value().toObject();
        IdaGenerations entry;
        entry.current = numbersFromJson(ida.value(u"current"_s).toObject());
        entry.highest = numbersFromJson(ida.value(u"highest"_s).toObject());
        const QJsonObject names = ida.value(u"names"_s).toObject();
        for (auto name = names.begin(); name != names.end(); ++name)
            entry.names.insert(name.key(), name.value().toString());
        entry.origins = originsFromJson(ida.value(u"origins"_s).toObject());
        const QJsonObject bases = ida.value(u"bases"_s).toObject();
        for (auto base = bases.begin(); base != bases.end(); ++base)
            entry.bases.insert(base.key(), originFromJson(base.value().toObject()));
        const QJsonArray checkpoints = ida.value(u"checkpoints"_s).toArray();
        for (const QJsonValue &checkpoint : checkpoints)
            entry.checkpoints.append(checkpointFromJson(checkpoint.toObject()));
        generations.insert(it.key(), entry);
    }
    return generations;
}

} // namespace devstack
