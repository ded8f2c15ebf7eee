// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/logs.h"

#include "core/files.h"
#include "ui/text/displaystate.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBound = 100'000;
/// Lines of each service that are fetched from before the pane was opened.
constexpr int kTail = 2'000;

} // namespace

Logs::Logs(WorkspaceHub &hub, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
    , m_lines(kBound)
{
    connect(&hub, &WorkspaceHub::snapshotChanged, this, &Logs::updateSources);
    connect(&hub, &WorkspaceHub::sourceChanged, this, [this] {
        m_source = u"*"_s;
        emit sourceChanged();
        restart();
    });
}

Logs::~Logs() = default;

void Logs::updateSources()
{
    QList<LogSourceRow> rows {
        {u"*"_s, tr("Everything"), 0, condition::ofWorkspace(m_hub.snapshot())}};
    for (const IdaView &ida : m_hub.snapshot().idas) {
        if (ida.services.isEmpty())
            continue;
        rows.append({ida.name, ida.name, 0, condition::ofIda(ida, m_hub.snapshot().engine)});
        for (const ServiceView &service : ida.services)
            rows.append({ida.name + u'/' + service.name,
                         service.name,
                         1,
                         condition::ofService(service, m_hub.snapshot().engine)});
    }
    m_sources.setRows(std::move(rows));
}

void Logs::setSource(const QString &source)
{
    if (source == m_source)
        return;
    m_source = source;
    emit sourceChanged();
    restart();
}

QString Logs::sourceLabel() const
{
    if (m_source == u"*")
        return tr("Everything");
    return QString(m_source).replace(u'/', u" / "_s);
}

void Logs::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    emit activeChanged();
    restart();
}

void Logs::retry()
{
    restart();
}

void Logs::restart()
{
    m_follow.reset();
    m_waiting.clear();
    m_lines.clear();
    m_problem = {};
    emit problemChanged();
    emit pausedChanged();
    if (!m_active || !m_hub.source())
        return;
    LogRequest request;
    if (m_source != u"*")
        request.sources = {m_source};
    request.tail = kTail;
    request.follow = true;
    m_follow = m_hub.source()->followLogs(
        request,
        [this](const QList<LogRow> &lines) { receive(lines); },
        [this](const Result<> &end) {
            if (end || end.error().kind == Error::Kind::Cancelled)
                return;
            m_problem = end.error();
            emit problemChanged();
        });
}

void Logs::receive(const QList<LogRow> &lines)
{
    if (!m_paused) {
        m_lines.append(lines);
        return;
    }
    m_waiting.append(lines);
    if (m_waiting.size() > kBound)
        m_waiting = m_waiting.last(kBound);
    emit pausedChanged();
}

void Logs::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    if (!paused)
        m_lines.append(std::exchange(m_waiting, {}));
    emit pausedChanged();
}

QString Logs::save(const QUrl &file) const
{
    const Result<> written = writeFile(file.toLocalFile(), m_lines.toText().toUtf8());
    return written ? QString() : written.error().message;
}

} // namespace devstack
