// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/servicereason.h"

#include "core/text.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// "db: it starts"; a sentence that names it already stays as it is.
QString waitingReason(const ServiceView &service)
{
    return service.waiting.startsWith(service.name + u' ')
        ? service.waiting
        : u"%1: %2"_s.arg(service.name, service.waiting);
}

QString signalText(int signal)
{
    switch (signal) {
    case 2:
        return u"interrupted (SIGINT)"_s;
    case 3:
        return u"quit (SIGQUIT)"_s;
    case 4:
        return u"illegal instruction (SIGILL)"_s;
    case 6:
        return u"aborted (SIGABRT)"_s;
    case 7:
        return u"bus error (SIGBUS)"_s;
    case 8:
        return u"arithmetic error (SIGFPE)"_s;
    case 9:
        return u"killed (SIGKILL)"_s;
    case 11:
        return u"crashed (SIGSEGV)"_s;
    case 13:
        return u"broken pipe (SIGPIPE)"_s;
    case 15:
        return u"terminated (SIGTERM)"_s;
    default:
        return u"ended by signal %1"_s.arg(signal);
    }
}

} // namespace

QString reasonOf(const ServiceView &service, ServiceVerdict verdict, bool runInProgress)
{
    const QString &name = service.name;
    const QString end = endText(service.exitCode.value_or(0), service.oomKilled);
    const QString limit
        = service.oomKilled ? limitText(service.memoryLimit, service.limitedAt) : QString();
    switch (verdict) {
    case ServiceVerdict::Works:
    case ServiceVerdict::Finished:
        return {};
    case ServiceVerdict::Starting:
        if (service.isHealthOld)
            return u"%1: its health check has not passed since it was held"_s.arg(name);
        return service.waiting.isEmpty() ? u"%1: its health check has not passed yet"_s.arg(name)
                                         : waitingReason(service);
    case ServiceVerdict::Unhealthy:
        return u"%1 runs, but its health check fails"_s.arg(name);
    case ServiceVerdict::Held:
        return u"%1 is held while its data is copied"_s.arg(name);
    case ServiceVerdict::Detached:
        return u"%1 runs, but is not in its network %2"_s.arg(name, service.lostNetwork);
    case ServiceVerdict::Restarting:
        if (service.restarts > 0)
            return restartsText(name, service.restarts, service.exitCode, service.oomKilled)
                + limit;
        return service.exitCode ? u"%1 ended with %2 and is started again"_s.arg(name, end) + limit
                                : u"%1 ended and is started again"_s.arg(name);
    case ServiceVerdict::Failed:
        return service.exitCode ? u"%1 ended with %2"_s.arg(name, end) + limit
                                : u"%1 ended, and the engine cannot remove it"_s.arg(name);
    case ServiceVerdict::Paused:
        return u"%1 is paused"_s.arg(name);
    case ServiceVerdict::Stopped:
        if (service.exitCode == 0)
            return service.stopAsked == true ? u"%1 was stopped"_s.arg(name)
                                             : u"%1 ended with code 0"_s.arg(name);
        // The Engine remembers its last 256 events, health probes among them.
        return service.stopAsked
            ? u"%1 was stopped"_s.arg(name)
            : u"%1 ended with %2, perhaps because it was stopped"_s.arg(name, end);
    case ServiceVerdict::NotStarted:
        if (!service.startError.isEmpty())
            return u"%1 could not be started: %2"_s.arg(name, service.startError);
        if (runInProgress)
            return service.waiting.isEmpty() ? QString() : waitingReason(service);
        return service.state == ServiceState::Created ? u"%1 was made but not started"_s.arg(name)
                                                      : u"%1 has no container"_s.arg(name);
    }
    return {};
}

QString restartsText(const QString &name, int restarts, std::optional<int> exitCode, bool oomKilled)
{
    const QString again = restarts == 1
        ? u"%1 was started again"_s.arg(name)
        : u"%1 was started again %2 times"_s.arg(name).arg(restarts);
    return exitCode ? u"%1: it ended with %2"_s.arg(again, endText(*exitCode, oomKilled)) : again;
}

QString limitText(qint64 bytes, const QString &where)
{
    if (bytes <= 0)
        return {};
    constexpr qint64 kMiB = 1024 * 1024; // as compose files write it
    const QString limit = u"; its limit is "_s
        + (bytes % kMiB == 0 ? u"%1 MiB"_s.arg(bytes / kMiB) : formatBytes(bytes));
    return where.isEmpty() ? limit : u"%1 (%2)"_s.arg(limit, where);
}

QString endText(int exitCode, bool oomKilled)
{
    QString text = u"code %1"_s.arg(exitCode);
    if (oomKilled)
        return text + u": killed, out of memory"_s;
    if (exitCode > 128 && exitCode < 128 + 65)
        return text + u": "_s + signalText(exitCode - 128);
    if (exitCode == 126)
        return text + u": its command may not be run"_s;
    if (exitCode == 127)
        return text + u": its command was not found"_s;
    return text;
}

} // namespace devstack
