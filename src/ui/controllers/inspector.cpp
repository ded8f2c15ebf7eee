// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/inspector.h"

#include "core/text.h"
#include "ui/controllers/data.h"
#include "ui/graph/dependents.h"
#include "ui/text/datatext.h"
#include "ui/text/displaytext.h"

#include <algorithm>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

EdgeRow edgeRow(const QString &name, const DependencyEdge &edge)
{
    return {name, purposeText(edge), edge.declared, evidenceLines(edge.evidence)};
}

} // namespace

Inspector::Inspector(WorkspaceHub &hub, Overview &overview, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
    , m_overview(overview)
{
    connect(&hub, &WorkspaceHub::snapshotChanged, this, &Inspector::update);
    connect(&overview, &Overview::selectedChanged, this, &Inspector::update);
}

void Inspector::update()
{
    const IdaView *ida = m_hub.snapshot().ida(m_overview.selected());
    m_ida = ida ? *ida : IdaView();
    if (m_scriptsOf != m_ida.name)
        m_scripts.setRows({});
    QList<ServiceRow> services;
    for (const ServiceView &service : m_ida.services) {
        const condition::Value state = condition::ofService(service, m_hub.snapshot().engine);
        services.append({service.name,
                         state,
                         condition::wordOf(service, m_hub.snapshot().engine),
                         portsText(service),
                         service.memory > 0 ? formatBytes(service.memory) : QString(),
                         addressText(service),
                         !service.container.isEmpty(),
                         service.role == u"database"});
    }
    m_services.setRows(std::move(services));
    m_seeds.setRows(seedFacts(m_ida, QDateTime::currentDateTimeUtc()));
    QList<NamedCommandRow> commands;
    for (const CommandView &command : m_ida.commands) {
        if (command.name != u"shell") // has a button of its own
            commands.append({command.name, command.text, command.tty});
    }
    m_commands.setRows(std::move(commands));
    QList<ProblemRow> problems;
    for (const Error &problem : m_ida.problems) {
        const QString place = problem.where.toString();
        problems.append(
            {place.isEmpty() ? problem.message : u"%1: %2"_s.arg(place, problem.message),
             problem.hint});
    }
    m_problems.setRows(std::move(problems));
    QList<ComposeChoiceRow> choices;
    for (const ComposeOffer &offer : m_ida.offers.choices())
        choices.append({offer.value(), offer.reason});
    m_composeChoices.setRows(std::move(choices));
    updateEdges();
    if (const Identity now = identity(); std::exchange(m_shownIdentity, now) != now)
        emit idaChanged();
    if (const State now = state(); std::exchange(m_shownState, now) != now)
        emit stateChanged();
}

QString Inspector::resetTitle() const
{
    return m_ida.hasDatabase ? devstack::resetTitle(m_ida) : QString();
}

Inspector::Identity Inspector::identity() const
{
    return {name(),
            title(),
            description(),
            cloned(),
            ours(),
            repository(),
            trusted(),
            resetTitle(),
            takesFiles(),
            ownReading(),
            builds()};
}

Inspector::State Inspector::state() const
{
    return {condition(),
            facts(),
            waiting(),
            waitingService(),
            reason(),
            lastLines(),
            next(),
            reasonSource(),
            running(),
            suggested(),
            unfinished(),
            url(),
            dependents()};
}

void Inspector::updateEdges()
{
    QList<EdgeRow> needs;
    QList<EdgeRow> neededBy;
    for (const DependencyEdge &edge : m_hub.snapshot().edges) {
        if (edge.from == m_ida.name)
            needs.append(edgeRow(edge.to, edge));
        if (edge.to == m_ida.name)
            neededBy.append(edgeRow(edge.from, edge));
    }
    m_needs.setRows(std::move(needs));
    m_neededBy.setRows(std::move(neededBy));
}

void Inspector::readScripts()
{
    if (!m_hub.source() || !shown())
        return;
    m_scriptsOf = m_ida.name;
    m_hub.source()->askScripts(
        m_ida.name, [this, of = m_ida.name](const Result<QList<OwnScript>> &answer) {
            if (of != m_ida.name)
                return;
            QList<ScriptRow> rows;
            for (const OwnScript &script : answer ? *answer : QList<OwnScript>())
                rows.append({script.name,
                             script.text,
                             script.mark.toString(),
                             !script.name.contains(u'%')});
            m_scripts.setRows(std::move(rows));
        });
}

bool Inspector::suggested() const
{
    if (m_ida.state != IdaState::Absent)
        return false;
    bool needed = false;
    for (const DependencyEdge &edge : m_hub.snapshot().edges) {
        if (edge.to != m_ida.name)
            continue;
        if (edge.declared)
            return false;
        needed = true;
    }
    return needed;
}

QString Inspector::facts() const
{
    const bool isLibrary = m_ida.kind == u"library" && m_ida.mode == Mode::Off;
    QStringList parts {isLibrary ? tr("a library: nothing to run") : modeWord(m_ida.mode),
                       m_ida.branch,
                       m_ida.variant,
                       m_ida.configuration};
    if (m_ida.dirty)
        parts << tr("changed files");
    if (m_ida.behind > 0)
        parts << tr("%1 behind").arg(m_ida.behind);
    if (m_ida.ahead > 0)
        parts << tr("%1 ahead").arg(m_ida.ahead);
    parts << m_ida.owner;
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

QString Inspector::waiting() const
{
    for (const ServiceView &service : m_ida.services) {
        if (!service.waiting.isEmpty())
            return service.waitingSince.isValid()
                ? tr("%1: %2 · since %3")
                      .arg(service.name,
                           service.waiting,
                           service.waitingSince.toLocalTime().toString(u"HH:mm:ss"_s))
                : u"%1: %2"_s.arg(service.name, service.waiting);
    }
    return {};
}

QString Inspector::waitingService() const
{
    for (const ServiceView &service : m_ida.services) {
        if (!service.waiting.isEmpty())
            return service.name;
    }
    return {};
}

const ServiceView *Inspector::reasonService() const
{
    for (const ServiceView &service : m_ida.services) {
        if (service.takesPart && !service.reason.isEmpty() && service.reason == m_ida.reason)
            return &service;
    }
    return nullptr;
}

QString Inspector::reason() const
{
    const bool isKnown
        = m_hub.snapshot().engine.availability == EngineView::Availability::Available;
    // Not cloned has a place of its own.
    if (!isKnown || !waiting().isEmpty() || m_ida.state == IdaState::Absent)
        return {};
    const ServiceView *service = reasonService();
    if (service)
        return service->endedAt.isValid()
            ? tr("%1, at %2")
                  .arg(m_ida.reason, service->endedAt.toLocalTime().toString(u"HH:mm:ss"_s))
            : m_ida.reason;
    // It stands alone here, not behind a name; one of a service begins with the service's name.
    return m_ida.reason.left(1).toUpper() + m_ida.reason.mid(1);
}

QStringList Inspector::lastLines() const
{
    const ServiceView *service = reason().isEmpty() ? nullptr : reasonService();
    return service ? service->lastLines : QStringList();
}

Inspector::Next Inspector::next() const
{
    switch (reason().isEmpty() ? NextAction::None : m_ida.next) {
    case NextAction::None:
        return Next::None;
    case NextAction::Start:
        return Next::Start;
    case NextAction::Restart:
        return Next::Restart;
    case NextAction::Stop:
        return Next::Stop;
    case NextAction::Up:
        return Next::Up;
    case NextAction::Logs:
        return Next::Logs;
    }
    return Next::None;
}

QString Inspector::reasonSource() const
{
    const ServiceView *service = reasonService();
    return service ? m_ida.name + u'/' + service->name : m_ida.name;
}

QStringList Inspector::dependents() const
{
    return dependentsOf(m_hub.snapshot().edges, m_ida.name);
}

bool Inspector::builds() const
{
    return std::ranges::any_of(m_ida.services, &ServiceView::built);
}

bool Inspector::running() const
{
    return m_ida.state == IdaState::Running || m_ida.state == IdaState::Partial
        || m_ida.state == IdaState::Starting;
}

} // namespace devstack
