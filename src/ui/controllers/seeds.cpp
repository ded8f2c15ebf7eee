// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/seeds.h"

#include "ui/condition.h"
#include "ui/words.h"

namespace devstack {

Seeds::Seeds(WorkspaceHub &hub, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
    , m_rows({QStringLiteral("ida"),
              QStringLiteral("condition"),
              QStringLiteral("databases"),
              QStringLiteral("running"),
              QStringLiteral("seeds"),
              QStringLiteral("checkpoints")})
{
    connect(&hub, &WorkspaceHub::snapshotChanged, this, &Seeds::update);
}

void Seeds::update()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QList<QVariantList> rows;
    for (const IdaView &ida : m_hub.snapshot().idas) {
        QStringList databases;
        for (const ServiceView &service : ida.services) {
            if (service.role == u"database")
                databases << QStringLiteral("%1 · %2").arg(
                    service.name, service.built ? tr("built here") : service.image);
        }
        if (databases.isEmpty() && ida.seeds.isEmpty() && ida.checkpoints.isEmpty())
            continue;
        QVariantList seeds;
        for (const SeedView &seed : ida.seeds)
            seeds.append(QVariantMap {
                {QStringLiteral("name"), seed.name},
                {QStringLiteral("applied"), whenText(seed.applied, now)},
                {QStringLiteral("target"), seed.target == ida.name ? QString() : seed.target},
                {QStringLiteral("source"), seed.source}});
        QVariantList checkpoints;
        for (const Checkpoint &checkpoint : ida.checkpoints)
            checkpoints.prepend(
                QVariantMap {{QStringLiteral("name"), checkpoint.name},
                             {QStringLiteral("created"), whenText(checkpoint.created, now)},
                             {QStringLiteral("reason"), checkpoint.reason}});
        rows.append({ida.name,
                     condition::ofIda(ida, m_hub.snapshot().engine),
                     databases.join(QStringLiteral(", ")),
                     ida.state == IdaState::Running || ida.state == IdaState::Partial,
                     seeds,
                     checkpoints});
    }
    m_rows.setRows(rows);
}

} // namespace devstack
