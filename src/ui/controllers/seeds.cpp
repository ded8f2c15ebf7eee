// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/seeds.h"

#include "ui/text/displaystate.h"
#include "ui/text/displaytext.h"

namespace devstack {

using namespace Qt::StringLiterals;

Seeds::Seeds(WorkspaceHub &hub, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
    , m_rows({u"ida"_s,
              u"condition"_s,
              u"databases"_s,
              u"running"_s,
              u"seeds"_s,
              u"checkpoints"_s})
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
                databases << u"%1 · %2"_s.arg(
                    service.name, service.built ? tr("built here") : service.image);
        }
        if (databases.isEmpty() && ida.seeds.isEmpty() && ida.checkpoints.isEmpty())
            continue;
        QVariantList seeds;
        for (const SeedView &seed : ida.seeds)
            seeds.append(QVariantMap {
                {u"name"_s, seed.name},
                {u"applied"_s, whenText(seed.applied, now)},
                {u"target"_s, seed.target == ida.name ? QString() : seed.target},
                {u"source"_s, seed.source}});
        QVariantList checkpoints;
        for (const Checkpoint &checkpoint : ida.checkpoints)
            checkpoints.prepend(
                QVariantMap {{u"name"_s, checkpoint.name},
                             {u"created"_s, whenText(checkpoint.created, now)},
                             {u"reason"_s, checkpoint.reason}});
        rows.append({ida.name,
                     condition::ofIda(ida, m_hub.snapshot().engine),
                     databases.join(u", "_s),
                     ida.state == IdaState::Running || ida.state == IdaState::Partial,
                     seeds,
                     checkpoints});
    }
    m_rows.setRows(rows);
}

} // namespace devstack
