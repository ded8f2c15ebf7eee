// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/seeds.h"

#include "ui/text/displaystate.h"
#include "ui/text/displaytext.h"

namespace devstack {

using namespace Qt::StringLiterals;

QList<SeedFact> seedFacts(const IdaView &ida, const QDateTime &now)
{
    QList<SeedFact> facts;
    for (const SeedView &seed : ida.seeds)
        facts.append({seed.name,
                      whenText(seed.applied, now),
                      seed.target == ida.name ? QString() : seed.target});
    return facts;
}

Seeds::Seeds(WorkspaceHub &hub, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
{
    connect(&hub, &WorkspaceHub::snapshotChanged, this, &Seeds::update);
}

void Seeds::update()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QList<DataRow> rows;
    for (const IdaView &ida : m_hub.snapshot().idas) {
        DataRow row;
        QStringList databases;
        for (const ServiceView &service : ida.services) {
            if (service.role == u"database")
                databases << u"%1 · %2"_s.arg(service.name,
                                              service.built ? tr("built here") : service.image);
        }
        if (databases.isEmpty() && ida.seeds.isEmpty() && ida.checkpoints.isEmpty())
            continue;
        row.ida = ida.name;
        row.condition = condition::ofIda(ida, m_hub.snapshot().engine);
        row.databases = databases.join(u", "_s);
        row.hasDatabase = !databases.isEmpty();
        row.kept = whenText(ida.keptSince, now);
        row.schemas = ida.schemas.join(u", "_s);
        row.running = ida.state == IdaState::Running || ida.state == IdaState::Partial;
        row.seeds = seedFacts(ida, now);
        for (const Checkpoint &checkpoint : ida.checkpoints)
            row.checkpoints.prepend(
                {checkpoint.name, whenText(checkpoint.created, now), checkpoint.reason});
        rows.append(std::move(row));
    }
    m_rows.setRows(std::move(rows));
}

} // namespace devstack
