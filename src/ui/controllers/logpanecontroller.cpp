// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/logpanecontroller.h"

#include <QDateTime>
#include <QJsonArray>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A search begins when the fingers rest: each reads the store anew.
constexpr std::chrono::milliseconds kTyping {120};
constexpr int kTimesCount = 3;

} // namespace

LogPaneController::LogPaneController(WorkspaceHub &hub, int number, QObject *parent)
    : QObject(parent)
    , m_hub(hub)
    , m_number(number)
{
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTyping);
    connect(&m_typing, &QTimer::timeout, this, &LogPaneController::restart);
}

LogPaneController::~LogPaneController() = default;

void LogPaneController::setSources(const QStringList &sources)
{
    if (sources == m_sources)
        return;
    m_sources = sources;
    emit sourcesChanged();
    restart();
}

QString LogPaneController::title() const
{
    if (m_sources.isEmpty())
        return tr("Everything");
    const QString first = QString(m_sources.first()).replace(u'/', u" / "_s);
    return m_sources.size() == 1 ? first : tr("%1 + %2").arg(first).arg(m_sources.size() - 1);
}

bool LogPaneController::isMixed() const
{
    return m_sources.size() != 1 || !m_sources.first().contains(u'/');
}

void LogPaneController::setSearch(const QString &search)
{
    if (search == m_search)
        return;
    m_search = search;
    searchEdited();
}

void LogPaneController::setIsPattern(bool pattern)
{
    if (pattern == m_isPattern)
        return;
    m_isPattern = pattern;
    searchEdited();
}

void LogPaneController::setMatchesOnly(bool only)
{
    if (only == m_matchesOnly)
        return;
    m_matchesOnly = only;
    searchEdited();
}

void LogPaneController::setMinimumLevel(loglevel::Value level)
{
    if (level == m_minimumLevel)
        return;
    m_minimumLevel = level;
    searchEdited();
}

void LogPaneController::searchEdited()
{
    m_parsed = LogSearch::parse(m_search, m_isPattern, QDateTime::currentDateTime());
    emit searchChanged();
    m_typing.start();
}

void LogPaneController::show(const QStringList &sources,
                             const QString &search,
                             loglevel::Value level)
{
    m_sources = sources;
    m_search = search;
    m_minimumLevel = level;
    emit sourcesChanged();
    searchEdited();
    restart();
}

void LogPaneController::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    if (!paused) {
        m_waitingLines = 0;
        m_lines.append(std::exchange(m_waiting, {}));
    }
    emit pausedChanged();
}

void LogPaneController::setWrap(bool wrap)
{
    if (wrap == m_wrap)
        return;
    m_wrap = wrap;
    emit lookChanged();
}

void LogPaneController::setTimes(int times)
{
    const int wanted = std::clamp(times, 0, kTimesCount - 1);
    if (wanted == m_times)
        return;
    m_times = wanted;
    emit lookChanged();
}

void LogPaneController::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    restart();
}

void LogPaneController::toggleSource(const QString &source)
{
    QStringList sources = m_sources;
    const QString ida = source.section(u'/', 0, 0);
    if (!sources.removeOne(source)) {
        // An IDA holds its services: one or the other.
        if (source == ida)
            sources.removeIf([&](const QString &one) { return one.startsWith(ida + u'/'); });
        else
            sources.removeOne(ida);
        sources.append(source);
    }
    setSources(sources);
}

QString LogPaneController::sourceOf(int row) const
{
    return row >= 0 && row < m_lines.count() ? m_lines.line(row).source : QString();
}

void LogPaneController::onlySourceOf(int row)
{
    if (const QString source = sourceOf(row); !source.isEmpty())
        setSources({source});
}

void LogPaneController::restart()
{
    m_typing.stop();
    m_scan.reset();
    m_waiting = {};
    m_waitingLines = 0;
    m_paused = false; // what is asked for anew is shown
    m_lines.restart(m_parsed);
    emit restarted();
    emit pausedChanged();
    const WorkspaceSource *source = m_hub.source();
    if (!m_active || !source)
        return;
    m_scan = std::make_unique<LogScan>(
        LogScanRequest {source->logStore(), m_sources, m_parsed, m_minimumLevel, m_matchesOnly},
        this,
        [this](const LogBatch &batch) { receive(batch); });
}

void LogPaneController::receive(const LogBatch &batch)
{
    if (!m_paused) {
        m_lines.append(batch);
        return;
    }
    m_waitingLines += qint64(batch.refs.size());
    m_waiting.add(LogBatch(batch));
    // The list would leave out what is older anyway.
    const qsizetype surplus = qsizetype(m_waiting.refs.size()) - StoredLogModel::kMostRows;
    if (surplus > StoredLogModel::kMostRows / 4) {
        m_waiting.refs.erase(m_waiting.refs.begin(), m_waiting.refs.begin() + surplus);
        m_waiting.leftOut += surplus;
    }
    emit pausedChanged();
}

QJsonObject LogPaneController::toJson() const
{
    return {{u"number"_s, m_number},
            {u"sources"_s, QJsonArray::fromStringList(m_sources)},
            {u"search"_s, m_search},
            {u"pattern"_s, m_isPattern},
            {u"matchesOnly"_s, m_matchesOnly},
            {u"level"_s, int(m_minimumLevel)},
            {u"wrap"_s, m_wrap},
            {u"times"_s, m_times}};
}

void LogPaneController::apply(const QJsonObject &json)
{
    m_sources.clear();
    for (const auto &source : json.value(u"sources"_s).toArray())
        m_sources.append(source.toString());
    m_search = json.value(u"search"_s).toString();
    m_isPattern = json.value(u"pattern"_s).toBool();
    m_matchesOnly = json.value(u"matchesOnly"_s).toBool(true);
    m_minimumLevel
        = loglevel::Value(std::clamp(json.value(u"level"_s).toInt(), 0, int(loglevel::Error)));
    m_wrap = json.value(u"wrap"_s).toBool();
    m_times = std::clamp(json.value(u"times"_s).toInt(), 0, kTimesCount - 1);
    m_parsed = LogSearch::parse(m_search, m_isPattern, QDateTime::currentDateTime());
    emit sourcesChanged();
    emit searchChanged();
    emit lookChanged();
    restart();
}

} // namespace devstack
