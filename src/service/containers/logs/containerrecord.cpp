// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/containers/logs/containerrecord.h"

#include "core/log.h"
#include "core/secrets.h"
#include "engine/containers.h"
#include "engine/logs.h"
#include "service/definition/modelsecrets.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The Engine filters by time after it took the tail, and a tail is cheap. Where so many lines do
/// not reach back to what is recorded, all are asked for.
constexpr qint64 kCheapTail = 20'000;
/// A process writes before the Engine notes that it runs.
constexpr qint64 kBeforeStart = 300'000'000;
constexpr std::chrono::seconds kRetry {5};
/// The end of a log may be seen before the event that tells how the container ended.
constexpr std::chrono::milliseconds kEventDelay {1000};

qint64 nanoOf(const QDateTime &time)
{
    return time.isValid() ? time.toMSecsSinceEpoch() * 1'000'000 : 0;
}

/// Values under names of secrets that the container was made with: what it may write.
void learnSecretsOf(const ContainerDetail &container)
{
    QJsonObject environment;
    for (const QString &variable : container.environment)
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    const QJsonObject service {{u"environment"_s, environment},
                               {u"command"_s, QJsonArray::fromStringList(container.command)}};
    const QJsonObject services {{u"it"_s, service}};
    learnSecrets(QJsonObject {{u"services"_s, services}});
}

} // namespace

/// One reading of a container's log.
class ContainerRecord::Pass
{
public:
    Pass(ContainerRecord &record,
         const LogSource &source,
         ContainerDetail detail,
         LogWriter &writer,
         std::stop_token stop)
        : m_record(record)
        , m_source(source)
        , m_detail(std::move(detail))
        , m_writer(writer)
        , m_outer(std::move(stop))
        , m_lastStart(writer.lastStart())
        , m_isEnded(writer.isEnded())
    {
        m_start = nanoOf(m_detail.startedAt);
        const qint64 finished = nanoOf(m_detail.finishedAt);
        if (m_start > 0 && m_start != m_lastStart)
            m_startFrom = std::max(m_start - kBeforeStart, finished < m_start ? finished + 1 : 0);
    }

    /// Whether the container's log was read to its end.
    Result<> run(bool follow)
    {
        noteEndings();
        // A run that nobody saw end.
        if (m_startFrom > 0 && m_lastStart > 0 && !m_isEnded) {
            const qint64 finished = nanoOf(m_detail.finishedAt);
            end(finished > m_lastStart && finished < m_start ? finished : m_startFrom, {});
        }
        Result<> read = ok();
        if (m_writer.lastTime() > 0) {
            read = readOnce(follow, kCheapTail);
            if (m_isGap)
                read = readOnce(follow, -1);
        } else {
            read = readOnce(follow, -1);
        }
        return read;
    }

    /// The run began, even though it wrote nothing yet.
    void begin()
    {
        QByteArray lines;
        start(lines);
        m_record.write(m_writer, lines, m_outer);
    }

    /// The container does not run any more.
    void finish(const ContainerDetail &now)
    {
        if (m_detail.running && m_lastStart > 0 && !m_isEnded)
            m_record.awaitEnding(m_source.container, m_outer);
        noteEndings();
        if (!now.running && m_lastStart > 0 && !m_isEnded)
            end(nanoOf(now.finishedAt), QString::number(now.exitCode));
    }

private:
    Result<> readOnce(bool follow, qint64 tail)
    {
        m_isGap = false;
        m_known.clear();
        LogQuery query;
        query.follow = follow;
        query.tail = tail;
        query.tty = m_detail.tty;
        query.sinceNano = m_writer.resumeTime();
        std::stop_source inner;
        const std::stop_callback forward(m_outer, [&] { inner.request_stop(); });
        bool isFirst = true;
        return readLogs(
            m_record.m_engine,
            m_source.container,
            query,
            [&](std::vector<LogLine> &&lines) {
                if (m_isGap || m_outer.stop_requested())
                    return;
                const auto kind = kindOf(lines.front());
                m_isGap = isFirst && tail >= 0 && m_writer.kept(lines.front().timeNano, kind) == 0;
                isFirst = false;
                if (m_isGap)
                    inner.request_stop();
                else
                    take(std::move(lines));
            },
            inner.get_token());
    }

    static StoredLine::Kind kindOf(const LogLine &line)
    {
        return line.stream == OutputLine::Stream::Err ? StoredLine::Kind::Err
                                                      : StoredLine::Kind::Out;
    }

    bool isKept(const LogLine &line)
    {
        const auto kind = kindOf(line);
        const int kept = m_writer.kept(line.timeNano, kind);
        if (kept == 0)
            return line.timeNano < m_writer.resumeTime();
        int &seen = m_known[kind == StoredLine::Kind::Err ? -line.timeNano : line.timeNano];
        return seen++ < kept;
    }

    void take(std::vector<LogLine> &&lines)
    {
        QByteArray bytes;
        for (const LogLine &line : lines) {
            if (isKept(line))
                continue;
            if (m_startFrom > 0 && line.timeNano >= m_startFrom)
                start(bytes);
            const QByteArray text = masked(line.text).toUtf8();
            appendStored(bytes,
                         {kindOf(line),
                          line.timeNano,
                          line.isRest ? LineLevel::None : lineLevelOf(line.text),
                          line.isDamaged,
                          line.isRest,
                          text});
        }
        m_record.write(m_writer, bytes, m_outer);
    }

    void start(QByteArray &bytes)
    {
        if (m_startFrom == 0)
            return;
        appendStored(bytes, {StoredLine::Kind::Started, m_start, {}, false, false, {}});
        m_lastStart = m_start;
        m_isEnded = false;
        m_startFrom = 0;
    }

    void end(qint64 time, const QString &exitCode)
    {
        const QByteArray code = exitCode.toLatin1();
        QByteArray bytes;
        appendStored(bytes, {StoredLine::Kind::Ended, time, {}, false, false, code});
        m_isEnded = true;
        m_record.write(m_writer, bytes, m_outer);
    }

    void noteEndings()
    {
        for (const Ending &ending : m_record.takeEndings(m_source.container)) {
            if (m_lastStart > 0 && !m_isEnded && ending.timeNano > m_lastStart)
                end(ending.timeNano, ending.exitCode);
        }
    }

    ContainerRecord &m_record;
    const LogSource &m_source;
    ContainerDetail m_detail;
    LogWriter &m_writer;
    std::stop_token m_outer;
    QHash<qint64, int> m_known; ///< lines met that are kept, by time and stream
    bool m_isGap = false;
    qint64 m_start = 0; ///< when the Engine's present run of it began
    qint64 m_startFrom = 0; ///< the first line that is of it, while its beginning is not noted
    qint64 m_lastStart = 0;
    bool m_isEnded = false;
};

ContainerRecord::ContainerRecord(EngineClient engine, QString store, Report report)
    : m_engine(std::move(engine))
    , m_store(std::move(store))
    , m_report(std::move(report))
{
}

void ContainerRecord::record(const LogSource &source, bool follow, const std::stop_token &stop)
{
    // First to the end of what is there, then on: between the two the beginning of a run is noted
    // although it may be silent.
    for (const bool following : {false, true}) {
        const auto detail = inspectContainer(m_engine, source.container, stop);
        if (!detail)
            return;
        learnSecretsOf(*detail);
        const auto writer = openWriter(source, stop);
        if (!writer)
            return;
        Pass pass(*this, source, *detail, *writer, stop);
        const Result<> read = pass.run(following);
        if (!read && read.error().kind != Error::Kind::Cancelled)
            log::get("service")->info(
                "log of {}/{} ended: {}", source.ida, source.service, read.error().message);
        if (stop.stop_requested())
            return;
        if (read && !following)
            pass.begin();
        if (following || !detail->running) {
            const auto now = inspectContainer(m_engine, source.container, stop);
            pass.finish(now ? *now : *detail);
        }
        if (!read || !follow || !detail->running)
            return;
    }
}

void ContainerRecord::ended(const QString &container, qint64 timeNano, const QString &exitCode)
{
    const std::scoped_lock lock(m_mutex);
    m_endings[container].append({timeNano, exitCode});
    m_endingCame.notify_all();
}

void ContainerRecord::awaitEnding(const QString &container, const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    m_endingCame.wait_for(lock, stop, kEventDelay, [&] { return m_endings.contains(container); });
}

QList<ContainerRecord::Ending> ContainerRecord::takeEndings(const QString &container)
{
    const std::scoped_lock lock(m_mutex);
    return m_endings.take(container);
}

std::unique_ptr<LogWriter> ContainerRecord::openWriter(const LogSource &source,
                                                       const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        auto writer = LogWriter::open(loggedServiceFolder(m_store, source.ida, source.service),
                                      source.container);
        if (writer)
            return std::move(*writer);
        waitForRoom(writer.error(), stop);
    }
    return {};
}

void ContainerRecord::write(LogWriter &writer, const QByteArray &lines, const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        const Result<> written = writer.append(lines);
        if (written) {
            const std::scoped_lock lock(m_mutex);
            if (std::exchange(m_hasProblem, false) && m_report)
                m_report({});
            return;
        }
        waitForRoom(written.error(), stop);
    }
}

void ContainerRecord::waitForRoom(const Error &problem, const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    if (!std::exchange(m_hasProblem, true) && m_report)
        m_report(problem);
    std::condition_variable_any never;
    never.wait_for(lock, stop, kRetry, [] { return false; });
}

} // namespace devstack
