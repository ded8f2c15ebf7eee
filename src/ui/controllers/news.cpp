// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/news.h"

#include "ui/text/displaystate.h"

namespace devstack {

namespace {

QString endedText(RunResult result)
{
    switch (result) {
    case RunResult::Done:
        return News::tr("Done.");
    case RunResult::Failed:
        return News::tr("It failed. Open the window to see why.");
    case RunResult::Cancelled:
        return News::tr("It was cancelled.");
    default:
        return News::tr("It was interrupted.");
    }
}

} // namespace

News::News(WorkspaceHub &hub, Runs &runs, QObject *parent)
    : QObject(parent)
    , m_hub(hub)
{
    connect(&runs, &Runs::ended, this, [this](const QString &title, RunResult result, bool ours) {
        if (!ours || result != RunResult::Cancelled) // who cancelled knows
            emit happened(title, endedText(result), result != RunResult::Done);
    });
    connect(&hub, &WorkspaceHub::snapshotChanged, this, &News::lookForUnhealthy);
    connect(&hub, &WorkspaceHub::sourceChanged, this, [this] {
        m_unhealthy.clear();
        m_primed = false;
    });
}

void News::lookForUnhealthy()
{
    const WorkspaceSnapshot &snapshot = m_hub.snapshot();
    // Nothing is known while the engine does not answer; what is unhealthy stays what it was.
    if (!m_hub.isLoaded() || snapshot.engine.availability != EngineView::Availability::Available)
        return;
    QStringList unhealthy;
    QHash<QString, QString> reasons;
    for (const IdaView &ida : snapshot.idas) {
        for (const ServiceView &service : ida.services) {
            if (condition::ofService(service, snapshot.engine) != condition::Unhealthy)
                continue;
            unhealthy << ida.name + u'/' + service.name;
            reasons.insert(unhealthy.last(), service.reason);
        }
    }
    for (const QString &name : unhealthy) {
        // What was already so when the workspace was opened is no news.
        if (m_primed && !m_unhealthy.contains(name))
            emit happened(tr("%1 is unhealthy").arg(name),
                          reasons.value(name).isEmpty() ? tr("Open the window to see why.")
                                                        : reasons.value(name),
                          true);
    }
    m_unhealthy = unhealthy;
    m_primed = true;
}

} // namespace devstack
