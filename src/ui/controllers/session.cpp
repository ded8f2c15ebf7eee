// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/session.h"

#include "core/text.h"
#include "service/observing/doctor.h"
#include "ui/text/pages.h"

#include <QDir>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

Session::Session(WorkspaceHub &hub, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
    , m_page(devstack::pages().first().name)
{
    connect(&hub, &WorkspaceHub::snapshotChanged, this, &Session::changed);
    connect(&hub, &WorkspaceHub::activityChanged, this, &Session::activityChanged);
    connect(&hub, &WorkspaceHub::sourceChanged, this, [this] {
        if (m_hub.source())
            m_hub.source()->sampleResources(m_watched);
        emit workspaceChanged();
    });
}

void Session::setPage(const QString &page)
{
    if (page == m_page || !findPage(page))
        return;
    m_page = page;
    emit pageChanged();
}

QVariantList Session::pages() const
{
    QVariantList list;
    for (const Page &page : devstack::pages())
        list += QVariantMap {{u"page"_s, page.name},
                             {u"text"_s, page.text()},
                             {u"shortcut"_s, page.shortcut},
                             {u"last"_s, page.last}};
    return list;
}

QString Session::pageText() const
{
    return findPage(m_page)->text();
}

QString Session::pageFile() const
{
    return findPage(m_page)->file();
}

QString Session::workspaceName() const
{
    const QString name = m_hub.snapshot().name;
    return name.isEmpty() ? QDir(workspacePath()).dirName() : name;
}

QString Session::workspacePath() const
{
    return m_hub.source() ? m_hub.source()->folder() : QString();
}

QString Session::summary() const
{
    const auto &idas = m_hub.snapshot().idas;
    const auto running = std::ranges::count_if(
        idas, [](const IdaView &ida) { return ida.state == IdaState::Running; });
    const auto wanted = std::ranges::count_if(idas, [](const IdaView &ida) {
        return ida.state != IdaState::External && ida.state != IdaState::Off;
    });
    if (!idas.isEmpty() && !engineAvailable())
        return engineProblem().isEmpty() ? tr("looking…") : tr("no engine");
    return idas.isEmpty() ? tr("empty") : tr("%1 of %2 running").arg(running).arg(wanted);
}

QString Session::subtitle() const
{
    const auto &idas = m_hub.snapshot().idas;
    const auto develop = std::ranges::count_if(idas, [](const IdaView &ida) {
        return ida.mode == Mode::Develop && ida.state != IdaState::Absent;
    });
    const int count = int(idas.size());
    return count == 1 ? tr("1 IDA · %1 in development").arg(develop)
                      : tr("%1 IDAs · %2 in development").arg(count).arg(develop);
}

bool Session::anyRunning() const
{
    return std::ranges::any_of(m_hub.snapshot().idas, [](const IdaView &ida) {
        return ida.state == IdaState::Running || ida.state == IdaState::Partial
            || ida.state == IdaState::Starting;
    });
}

condition::Value Session::condition() const
{
    return condition::ofWorkspace(m_hub.snapshot());
}

QString Session::engineText() const
{
    const EngineView &engine = m_hub.snapshot().engine;
    switch (engine.availability) {
    case EngineView::Availability::Available:
        return engine.context.isEmpty() ? tr("Docker %1").arg(engine.version)
                                        : tr("Docker %1 · %2").arg(engine.version, engine.context);
    case EngineView::Availability::Unavailable:
        return tr("The engine does not answer");
    case EngineView::Availability::Unknown:
        break;
    }
    return tr("Looking for the engine");
}

condition::Value Session::engineCondition() const
{
    switch (m_hub.snapshot().engine.availability) {
    case EngineView::Availability::Available:
        return condition::Running;
    case EngineView::Availability::Unavailable:
        return condition::Unhealthy;
    case EngineView::Availability::Unknown:
        break;
    }
    return condition::Unknown;
}

QString Session::engineProblem() const
{
    const EngineView &engine = m_hub.snapshot().engine;
    if (engine.availability != EngineView::Availability::Unavailable)
        return {};
    return engine.error.message.isEmpty() ? tr("The engine does not answer") : engine.error.message;
}

QString Session::engineHint() const
{
    return m_hub.snapshot().engine.error.hint;
}

bool Session::engineAvailable() const
{
    return m_hub.snapshot().engine.availability == EngineView::Availability::Available;
}

bool Session::engineStartable() const
{
    return !engineProblem().isEmpty() && !engineStartCommand().isEmpty();
}

QString Session::memoryText() const
{
    const WorkspaceSnapshot &snapshot = m_hub.snapshot();
    if (snapshot.memoryBudget <= 0 || !engineAvailable())
        return {};
    constexpr double kGigabyte = 1e9;
    return tr("%1 of %2 GB")
        .arg(double(snapshot.memory) / kGigabyte, 0, 'f', 1)
        .arg(double(snapshot.memoryBudget) / kGigabyte, 0, 'f', 1);
}

double Session::memoryShare() const
{
    const WorkspaceSnapshot &snapshot = m_hub.snapshot();
    return snapshot.memoryBudget > 0 ? double(snapshot.memory) / double(snapshot.memoryBudget) : 0;
}

QString Session::cpuText() const
{
    return tr("CPU %1 %").arg(qRound(m_hub.snapshot().cpu));
}

void Session::setWatched(bool watched)
{
    m_watched = watched;
    if (m_hub.source())
        m_hub.source()->sampleResources(watched);
}

void Session::refresh()
{
    if (m_hub.source())
        m_hub.source()->refresh();
}

} // namespace devstack
