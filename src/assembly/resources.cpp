// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/passes.h"

namespace devstack::passes {

namespace {

QJsonObject withLabels(const Draft &draft, QJsonObject object, const QString &volume = {})
{
    QJsonObject labels = object.value(u"labels").toObject();
    labels.insert(QString::fromUtf16(label::kWorkspace), draft.input.workspace);
    labels.insert(QString::fromUtf16(label::kIda), draft.input.ida);
    if (!volume.isEmpty())
        labels.insert(QString::fromUtf16(label::kVolume), volume);
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
        QJsonObject network {{QStringLiteral("name"), draft.names.privateNetwork()}};
        if (!draft.input.privateSubnet.isNull()) {
            const QJsonObject pool {
                {QStringLiteral("subnet"), draft.input.privateSubnet.toString()}};
            network.insert(u"ipam", QJsonObject {{QStringLiteral("config"), QJsonArray {pool}}});
        }
        networks.insert(u"private", withLabels(draft, network));
    }
    if (hasWorkspace) {
        networks.insert(
            u"workspace",
            QJsonObject {{QStringLiteral("name"), workspaceNetworkName(draft.input.workspace)},
                         {QStringLiteral("external"), true}});
    }
    const QJsonObject before = draft.resolved.value(u"networks").toObject();
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (it.value().toObject().value(u"internal").toBool())
            draft.warn({},
                       QStringLiteral("networks: %1 is not internal").arg(it.key()),
                       QStringLiteral("All services of an IDA share its private network, which "
                                      "reaches the outside."));
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
            volumes.insert(
                it.key(),
                QJsonObject {{QStringLiteral("name"), data}, {QStringLiteral("external"), true}});
            draft.note(
                {},
                QStringLiteral("volumes: %1 → %2").arg(it.key(), data),
                QStringLiteral(
                    "Devstack looks after the data: reset, checkpoints and schema snapshots."));
            continue;
        }
        if (volume.take(u"external").toBool()) {
            volume.remove(u"driver_opts");
            draft.warn({},
                       QStringLiteral("volumes: external %1 → own").arg(oldName),
                       QStringLiteral("The workspace has a volume of its own; it starts empty."));
        }
        if (volume.value(u"driver_opts").toObject().contains(u"device"))
            draft.warn({},
                       QStringLiteral("volumes: %1 is a place outside of Docker").arg(it.key()),
                       QStringLiteral("Every workspace that uses it sees the same data."));
        volume.insert(u"name", draft.names.resource(it.key()));
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
                QStringLiteral("%1: %2 is external").arg(section, it.key()),
                QStringLiteral("External ones need Swarm, which a workspace does not use."));
        else
            entry.insert(u"name", draft.names.resource(it.key()));
        if (!file.isEmpty() && draft.input.paths.value(file, PathKind::File) == PathKind::Missing)
            draft.problem(
                {},
                QStringLiteral("%1: %2").arg(section, it.key()),
                QStringLiteral("“%1” does not exist: create it, or the containers cannot start.")
                    .arg(file),
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
    insert(QStringLiteral("networks"), ownNetworks(draft));
    insert(QStringLiteral("volumes"), ownVolumes(draft));
    insert(QStringLiteral("configs"), ownFiles(draft, QStringLiteral("configs")));
    insert(QStringLiteral("secrets"), ownFiles(draft, QStringLiteral("secrets")));
    return model;
}

} // namespace devstack::passes
