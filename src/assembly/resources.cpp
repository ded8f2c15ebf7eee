// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/passes.h"

namespace devstack::passes {

using namespace Qt::StringLiterals;

namespace {

QJsonObject withLabels(const Draft &draft, QJsonObject object, const QString &volume = {})
{
    QJsonObject labels = withoutOurs(object.value(u"labels").toObject());
    labels.insert(label::kWorkspace, draft.input.workspace);
    labels.insert(label::kIda, draft.input.ida);
    if (!volume.isEmpty())
        labels.insert(label::kVolume, volume);
    object.insert(u"labels", labels);
    return object;
}

QJsonObject ownNetworks(Draft &draft)
{
    bool hasPrivate = false;
    bool hasWorkspace = false;
    for (const QJsonObject &service : std::as_const(draft.services)) {
        const QJsonObject joined = service.value(u"networks").toObject();
        hasPrivate = hasPrivate || joined.contains(u"private");
        hasWorkspace = hasWorkspace || joined.contains(u"workspace");
    }
    QJsonObject networks;
    if (hasPrivate) {
        QJsonObject network {{u"name"_s, draft.names.privateNetwork()}};
        if (!draft.input.privateSubnet.isNull()) {
            const QJsonObject pool {{u"subnet"_s, draft.input.privateSubnet.toString()}};
            network.insert(u"ipam", QJsonObject {{u"config"_s, QJsonArray {pool}}});
        }
        networks.insert(u"private", withLabels(draft, network));
    }
    if (hasWorkspace) {
        networks.insert(u"workspace",
                        QJsonObject {{u"name"_s, workspaceNetworkName(draft.input.workspace)},
                                     {u"external"_s, true}});
    }
    const QJsonObject before = draft.resolved.value(u"networks").toObject();
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (it.value().toObject().value(u"internal").toBool())
            draft.warn({},
                       u"networks: %1 is not internal"_s.arg(it.key()),
                       u"All services of an IDA share its private network, which "_s
                       u"reaches the outside."_s);
    }
    return networks;
}

QJsonObject ownVolumes(Draft &draft)
{
    QJsonObject volumes;
    const QJsonObject before = draft.resolved.value(u"volumes").toObject();
    for (auto it = before.begin(); it != before.end(); ++it) {
        QJsonObject volume = it.value().toObject();
        const QString oldName = volume.value(u"name").toString();
        const QString data = draft.input.dataVolumes.value(it.key());
        if (!data.isEmpty()) {
            volumes.insert(it.key(), QJsonObject {{u"name"_s, data}, {u"external"_s, true}});
            const QStringList parts = draft.input.dataParts.value(it.key());
            for (qsizetype i = 0; i < parts.size(); ++i)
                volumes.insert(dataPartKey(it.key(), i),
                               QJsonObject {{u"name"_s, parts[i]}, {u"external"_s, true}});
            draft.note(
                {},
                u"volumes: %1 → %2"_s.arg(it.key(), data),
                u"Devstack looks after the data: reset, checkpoints and schema snapshots."_s);
            continue;
        }
        if (volume.take(u"external").toBool()) {
            volume.remove(u"driver_opts");
            draft.warn({},
                       u"volumes: external %1 → own"_s.arg(oldName),
                       u"The workspace has a volume of its own; it starts empty."_s);
        }
        if (volume.value(u"driver_opts").toObject().contains(u"device"))
            draft.warn({},
                       u"volumes: %1 lies outside of Docker"_s.arg(it.key()),
                       u"Every workspace that uses it sees the same data."_s);
        volume.insert(u"name", draft.input.volumes.value(it.key(), draft.names.volume(it.key())));
        volumes.insert(it.key(), withLabels(draft, volume, it.key()));
    }
    return volumes;
}

QJsonObject ownFiles(Draft &draft, const QString &section)
{
    QJsonObject entries;
    const QJsonObject before = draft.resolved.value(section).toObject();
    for (auto it = before.begin(); it != before.end(); ++it) {
        QJsonObject entry = it.value().toObject();
        const QString file = entry.value(u"file").toString();
        if (entry.value(u"external").toBool())
            draft.problem(
                {},
                u"%1: %2 is external"_s.arg(section, it.key()),
                u"External configs and secrets need Swarm, which a workspace does not use."_s);
        else
            entry.insert(u"name", draft.names.resource(it.key()));
        if (!file.isEmpty() && draft.input.paths.value(file, PathKind::File) == PathKind::Missing)
            draft.problem(
                {},
                u"%1: %2"_s.arg(section, it.key()),
                u"“%1” does not exist: create it, or the containers cannot start."_s.arg(file),
                file);
        entries.insert(it.key(), entry);
    }
    return entries;
}

} // namespace

QJsonObject ownResources(Draft &draft)
{
    QJsonObject model;
    const auto insert = [&model](const QString &section, const QJsonObject &entries) {
        if (!entries.isEmpty())
            model.insert(section, entries);
    };
    insert(u"networks"_s, ownNetworks(draft));
    insert(u"volumes"_s, ownVolumes(draft));
    insert(u"configs"_s, ownFiles(draft, u"configs"_s));
    insert(u"secrets"_s, ownFiles(draft, u"secrets"_s));
    return model;
}

} // namespace devstack::passes
