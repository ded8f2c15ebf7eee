// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/inspector.h"

#include "core/text.h"
#include "ui/text/displaytext.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QStringList edgeColumns()
{
    return {u"key"_s,
            u"name"_s,
            u"purpose"_s,
            u"declared"_s,
            u"evidence"_s};
}

QVariantList edgeRow(const QString &name, const DependencyEdge &edge)
{
    return {name, name, purposeText(edge), edge.declared, evidenceLines(edge.evidence)};
}

} // namespace

Inspector::Inspector(WorkspaceHub &hub, Overview &overview, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
    , m_overview(overview)
    , m_services({u"name"_s,
                  u"condition"_s,
                  u"word"_s,
                  u"ports"_s,
                  u"memory"_s,
                  u"container"_s,
                  u"primary"_s})
    , m_needs(edgeColumns())
    , m_neededBy(edgeColumns())
    , m_urls({u"name"_s, u"url"_s})
    , m_seeds({u"name"_s, u"applied"_s, u"target"_s})
    , m_commands({u"name"_s, u"text"_s, u"tty"_s})
    , m_problems({u"key"_s,
                  u"message"_s,
                  u"place"_s,
                  u"hint"_s})
    , m_scripts({u"name"_s,
                 u"text"_s,
                 u"place"_s,
                 u"runnable"_s})
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
    QList<QVariantList> services;
    for (const ServiceView &service : m_ida.services) {
        const condition::Value state = condition::ofService(service, m_hub.snapshot().engine);
        services.append({service.name,
                         state,
                         condition::word(state),
                         portsText(service),
                         service.memory > 0 ? formatBytes(service.memory) : QString(),
                         service.container,
                         service.name == m_ida.primary});
    }
    m_services.setRows(services);
    QList<QVariantList> urls;
    for (const UrlView &url : m_ida.urls)
        urls.append(QVariantList {url.name, url.url});
    m_urls.setRows(urls);
    QList<QVariantList> seeds;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const SeedView &seed : m_ida.seeds)
        seeds.append({seed.name,
                      whenText(seed.applied, now),
                      seed.target == m_ida.name ? QString() : seed.target});
    m_seeds.setRows(seeds);
    QList<QVariantList> commands;
    for (const CommandView &command : m_ida.commands) {
        if (command.name != u"shell") // has a button of its own
            commands.append({command.name, command.text, command.tty});
    }
    m_commands.setRows(commands);
    QList<QVariantList> problems;
    for (const Error &problem : m_ida.problems)
        problems.append({QString(problem.where.toString() + problem.message),
                         problem.message,
                         problem.where.toString(),
                         problem.hint});
    m_problems.setRows(problems);
    updateEdges();
    emit changed();
}

void Inspector::updateEdges()
{
    QList<QVariantList> needs;
    QList<QVariantList> neededBy;
    for (const DependencyEdge &edge : m_hub.snapshot().edges) {
        if (edge.from == m_ida.name)
            needs.append(edgeRow(edge.to, edge));
        if (edge.to == m_ida.name)
            neededBy.append(edgeRow(edge.from, edge));
    }
    m_needs.setRows(needs);
    m_neededBy.setRows(neededBy);
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
            QList<QVariantList> rows;
            for (const OwnScript &script : answer ? *answer : QList<OwnScript>())
                rows.append({script.name,
                             script.text,
                             script.mark.toString(),
                             !script.name.contains(u'%')});
            m_scripts.setRows(rows);
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
    QStringList parts {modeWord(m_ida.mode), m_ida.branch, m_ida.variant, m_ida.configuration};
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
            return u"%1: %2"_s.arg(service.name, service.waiting);
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

bool Inspector::running() const
{
    return m_ida.state == IdaState::Running || m_ida.state == IdaState::Partial
        || m_ida.state == IdaState::Starting;
}

} // namespace devstack
