// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/containers/logs/logs.h"

#include "service/containers/logs/logfollower.h"
#include "service/workspaceinternals.h"

#include <algorithm>

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
    for (auto doubt = selection->doubts.cbegin(); doubt != selection->doubts.cend(); ++doubt) {
        if (std::ranges::find(*sources, doubt.key(), &LogSource::ida) != sources->end())
            continue;
        if (sources->isEmpty())
            return *doubt;
        if (request.notice)
            request.notice(doubt->message);
    }
    if (sources->isEmpty() && request.notice) {
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
    const auto positions = mergeLogs(**engine, *sources, query, sink, stop);
    if (!positions) {
        const bool ended = request.follow && positions.error().kind == Error::Kind::Cancelled;
        return ended ? ok() : Result<>(positions.error());
    }
    if (request.follow)
        LogFollower(**engine, std::move(*selection), request, sink).run(*positions, stop);
    return ok();
}

} // namespace devstack
