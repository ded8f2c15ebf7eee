// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/session.h"

#include "service/observing/doctor.h"
#include "ui/text/displaytext.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

Session::Session(WorkspaceHub &hub, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
{
    m_pages.setRows(page::all());
    update();
    connect(&hub, &WorkspaceHub::snapshotChanged, this, &Session::update);
    connect(&hub, &WorkspaceHub::activityChanged, this, &Session::activityChanged);
    connect(&hub, &WorkspaceHub::sourceChanged, this, [this] {
        if (m_hub.source()) {
            m_hub.source()->sampleResources(m_watched);
            // Another workspace begins with its overview, not with the page of the one before.
            const QString before = std::exchange(m_opened, workspacePath());
            if (!before.isEmpty() && before != m_opened)
                setPage(page::all().first().page);
        }
        m_filesAreOld = false;
        m_goodAt = {};
        update();
        emit workspaceChanged();
    });
}

void Session::setPage(page::Value page)
{
    if (page == m_page)
        return;
    m_page = page;
    emit pageChanged();
    emit pageTextChanged();
}

QString Session::workspacePath() const
{
    return m_hub.source() ? m_hub.source()->folder() : QString();
}

void Session::update()
{
    const bool loaded = m_hub.isLoaded();
    if (std::exchange(m_loaded, loaded) != loaded)
        emit loadedChanged();
    const Engine engine = engineNow();
    if (std::exchange(m_engine, engine) != engine)
        emit engineChanged();
    const Files files = filesNow();
    if (std::exchange(m_files, files) != files)
        emit filesChanged();
    const Summary summary = summaryNow();
    if (std::exchange(m_summary, summary) != summary)
        emit summaryChanged();
    const Usage usage = usageNow();
    if (std::exchange(m_usage, usage) != usage)
        emit usageChanged();
}

Session::Summary Session::summaryNow() const
{
    const WorkspaceSnapshot &snapshot = m_hub.snapshot();
    const auto &idas = snapshot.idas;
    const auto count = [&idas](auto wanted) { return int(std::ranges::count_if(idas, wanted)); };
    const auto is = [&snapshot](const IdaView &ida, condition::Value condition) {
        return condition::ofIda(ida, snapshot.engine) == condition;
    };
    const int incomplete = count([&is](const IdaView &ida) {
        return ida.state == IdaState::Running && is(ida, condition::Partial);
    });
    const int running
        = incomplete + count([&is](const IdaView &ida) { return is(ida, condition::Running); });
    const int wanted = count([](const IdaView &ida) {
        return ida.state != IdaState::External && ida.state != IdaState::Off;
    });
    const int develop = count([](const IdaView &ida) {
        return ida.mode == Mode::Develop && ida.state != IdaState::Absent;
    });
    const int all = int(idas.size());
    Summary now;
    now.name = snapshot.name.isEmpty() ? QDir(workspacePath()).dirName() : snapshot.name;
    if (idas.isEmpty())
        now.text = tr("empty");
    else if (!m_engine.available)
        now.text = m_engine.problem.isEmpty() ? tr("looking…") : tr("no engine");
    else
        now.text = tr("%1 of %2 running").arg(running).arg(wanted);
    if (m_engine.available && incomplete > 0)
        now.text = tr("%1 of %2 incomplete").arg(incomplete).arg(wanted);
    if (m_engine.available && snapshot.unfinished)
        now.unfinished = unfinishedText(*snapshot.unfinished, QDateTime::currentDateTimeUtc());
    QStringList strays;
    for (const StrayContainers &stray : snapshot.strays)
        strays += stray.text();
    now.strays = strays.join(u'\n');
    now.subtitle = all == 1 ? tr("1 IDA · %1 in development").arg(develop)
                            : tr("%1 IDAs · %2 in development").arg(all).arg(develop);
    now.anyRunning = std::ranges::any_of(idas, [](const IdaView &ida) {
        return ida.state == IdaState::Running || ida.state == IdaState::Partial
            || ida.state == IdaState::Starting;
    });
    now.condition = condition::ofWorkspace(snapshot);
    return now;
}

Session::Engine Session::engineNow() const
{
    const EngineView &engine = m_hub.snapshot().engine;
    Engine now;
    now.hint = engine.error.hint;
    switch (engine.availability) {
    case EngineView::Availability::Available:
        now.text = engine.context.isEmpty()
            ? tr("Docker %1").arg(engine.version)
            : tr("Docker %1 · %2").arg(engine.version, engine.context);
        now.condition = condition::Running;
        now.available = true;
        break;
    case EngineView::Availability::Unavailable:
        now.text = tr("The engine does not answer");
        now.condition = condition::Unhealthy;
        now.problem = engine.error.message.isEmpty() ? now.text : engine.error.message;
        now.startable = !engineStartCommand().isEmpty();
        break;
    case EngineView::Availability::Unknown:
        now.text = tr("Looking for the engine");
        break;
    }
    return now;
}

Session::Files Session::filesNow()
{
    const WorkspaceSnapshot &snapshot = m_hub.snapshot();
    const QList<Error> problems = fileProblems(snapshot);
    // As long as nothing is wrong, what is shown is what the files say.
    const bool isOld = snapshot.problem.has_value();
    if (isOld && !m_filesAreOld)
        m_goodAt = snapshot.idas.isEmpty() ? QDateTime() : QDateTime::currentDateTimeUtc();
    m_filesAreOld = isOld;
    Files now;
    if (problems.isEmpty())
        return now;
    const Error &first = problems.first();
    now.areOld = isOld;
    now.problem = withPlace(first);
    if (problems.size() > 1)
        now.problem += tr(" (and %1 more)").arg(problems.size() - 1);
    now.detail = lastLines(first.detail);
    QString hint = first.hint;
    if (!hint.isEmpty() && isOld && !hint.endsWith(u'.'))
        hint += u'.';
    QStringList hints {hint};
    if (isOld && m_goodAt.isValid())
        hints += tr("What is shown is the last good state, read at %1.")
                     .arg(m_goodAt.toLocalTime().toString(u"HH:mm"_s));
    hints.removeAll({});
    now.hint = hints.join(u' ');
    if (QFileInfo(first.where.file).isFile()) {
        now.file = first.where.file;
        now.place = u"%1:%2"_s.arg(first.where.file, QString::number(first.where.line));
    }
    return now;
}

Session::Usage Session::usageNow() const
{
    const WorkspaceSnapshot &snapshot = m_hub.snapshot();
    Usage now;
    now.cpu = tr("CPU %1 %").arg(qRound(snapshot.cpu));
    if (snapshot.memoryBudget <= 0)
        return now;
    constexpr double kGigabyte = 1e9;
    now.share = double(snapshot.memory) / double(snapshot.memoryBudget);
    if (m_engine.available)
        now.memory = tr("%1 of %2 GB")
                         .arg(double(snapshot.memory) / kGigabyte, 0, 'f', 1)
                         .arg(double(snapshot.memoryBudget) / kGigabyte, 0, 'f', 1);
    return now;
}

void Session::setWatched(bool watched)
{
    m_watched = watched;
    if (m_hub.source())
        m_hub.source()->sampleResources(watched);
}

void Session::namePagesAgain()
{
    // Equal rows would not be signalled: what they are called is no part of them.
    m_pages.setRows({});
    m_pages.setRows(page::all());
    emit pageTextChanged();
}

void Session::refresh()
{
    if (m_hub.source())
        m_hub.source()->refresh();
}

} // namespace devstack
