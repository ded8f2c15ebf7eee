// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/containers/logs/logs.h"

#include "core/log.h"
#include "service/containers/logs/logfollower.h"
#include "service/containers/logs/logmerger.h"
#include "service/workspaceinternals.h"

#include <algorithm>
#include <mutex>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// "IDA" of "IDA" or "IDA/SERVICE".
QStringList idasOfSources(const QStringList &sources)
{
    QStringList idas;
    for (const QString &source : sources)
        idas += source.section(u'/', 0, 0);
    idas.removeDuplicates();
    return idas;
}

/// The engine filters by time after it took the tail, and a tail is cheap: this bounds how much of
/// a large log it scans when a stream goes on.
constexpr qint64 kCatchUpLines = 20'000;

/// Continues after the lines that were shown. Blocks until the stop.
void follow(const EngineClient &engine,
            const LogSelection &selection,
            const LogPositions &shown,
            const LogRequest &request,
            const std::function<void(const LogEntry &)> &sink,
            const std::stop_token &stop)
{
    std::mutex mutex; // of the sink, the notice and the positions
    LogPositions positions = shown;
    LogFollowing following;
    following.notice = [&](const QString &text) {
        const std::scoped_lock lock(mutex);
        if (request.notice)
            request.notice(text);
    };
    following.read = [&](const LogSource &source, const std::stop_token &end) {
        LogQuery query;
        query.follow = true;
        {
            const std::scoped_lock lock(mutex);
            if (const qint64 position = positions.value(source.container); position > 0) {
                query.sinceNano = position + 1;
                query.tail = kCatchUpLines;
            }
        }
        const auto read = readLogs(
            engine,
            source.container,
            query,
            [&](std::vector<LogLine> &&lines) {
                const std::scoped_lock lock(mutex);
                for (LogLine &line : lines) {
                    if (end.stop_requested())
                        return;
                    // Not every log driver takes nanoseconds into account.
                    if (line.timeNano < query.sinceNano)
                        continue;
                    positions[source.container] = line.timeNano;
                    sink(source.entry(std::move(line)));
                }
            },
            end);
        if (!read && read.error().kind != Error::Kind::Cancelled)
            log::get("service")->info(
                "log of {}/{} ended: {}", source.ida, source.service, read.error().message);
    };
    LogFollower(engine, selection, std::move(following)).run(stop);
}

} // namespace

Result<> logs(Workspace &workspace,
              const LogRequest &request,
              const std::function<void(const LogEntry &)> &sink,
              std::stop_token stop)
{
    const auto since = parseSince(request.since);
    if (!since)
        return since.error();
    const auto engine = workspace.internals().engine();
    if (!engine)
        return engine.error();
    auto selection = selectLogs(workspace, request.sources, stop);
    if (!selection)
        return selection.error();
    const auto sources = logSources(**engine, *selection, stop);
    if (!sources)
        return sources.error();
    QSet<QString> present;
    for (const LogSource &source : *sources)
        present += source.container;
    const bool reachesBack = request.tail < 0 || *since > 0;
    const QList<KeptLog> kept
        = reachesBack ? keptLogs(logStoreOf(workspace), *selection, present) : QList<KeptLog>();
    for (auto doubt = selection->doubts.cbegin(); doubt != selection->doubts.cend(); ++doubt) {
        if (std::ranges::find(*sources, doubt.key(), &LogSource::ida) != sources->end())
            continue;
        if (sources->isEmpty() && kept.isEmpty())
            return *doubt;
        if (request.notice)
            request.notice(doubt->message);
    }
    if (sources->isEmpty() && kept.isEmpty() && request.notice) {
        request.notice(
            request.sources.isEmpty()
                ? u"No service of the workspace has a container, so there are no logs. “devstack up” starts it."_s
                : u"%1 has no container, so there are no logs. “devstack up %2” makes and starts it."_s
                      .arg(request.sources.join(u", "_s),
                           idasOfSources(request.sources).join(u' ')));
    }

    LogQuery query;
    query.tail = request.tail;
    query.sinceNano = *since;
    const auto positions = mergeLogs(**engine, *sources, kept, query, sink, stop);
    if (!positions) {
        const bool ended = request.follow && positions.error().kind == Error::Kind::Cancelled;
        return ended ? ok() : Result<>(positions.error());
    }
    if (request.follow)
        follow(**engine, *selection, *positions, request, sink, stop);
    return ok();
}

} // namespace devstack
