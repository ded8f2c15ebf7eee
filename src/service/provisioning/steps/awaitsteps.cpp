// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/localloop.h"
#include "core/text.h"
#include "engine/exec.h"
#include "service/observing/httpprobe.h"
#include "service/provisioning/steps/neededservices.h"
#include "service/provisioning/steps/stepactions.h"
#include "service/schemas/clientcommand.h"

#include <QElapsedTimer>
#include <QUrl>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kDatabaseLimit = 3min;
constexpr auto kHealthLimit = 5min;
constexpr std::chrono::milliseconds kQuick = 2s;

/// Asks again and again, quickly as long as a server takes over data that was there, until the
/// answer is yes, the time is over or a stop. `ask` answers an empty string for yes, else what is
/// missing.
template <typename Ask>
Result<> await(const QString &what,
               std::chrono::milliseconds limit,
               Reporter &reporter,
               std::stop_token stop,
               Ask &&ask)
{
    QElapsedTimer clock;
    clock.start();
    LocalLoop pause;
    auto interval = 20ms;
    QString missing;
    while (std::chrono::milliseconds(clock.elapsed()) < limit) {
        const Result<QString> answer = ask();
        if (stop.stop_requested())
            return cancelled();
        if (!answer)
            return answer.error();
        if (answer->isEmpty())
            return ok();
        missing = *answer;
        const qint64 seconds = clock.elapsed() / 1000;
        reporter.progress({seconds,
                           -1,
                           u"seconds"_s,
                           seconds > 0 ? u"%1 for %2 s"_s.arg(missing).arg(seconds) : missing});
        if (pause.run(stop, interval) == LocalLoop::End::Stopped)
            return cancelled();
        if (clock.elapsed() > kQuick.count())
            interval = std::min<std::chrono::milliseconds>(interval * 3 / 2, 1000ms);
    }
    return timedOut(
        u"%1 did not get ready within %2: %3."_s.arg(what, formatDuration(limit), missing),
        u"See its log; run this again once it is fixed."_s);
}

} // namespace

StepResult awaitDatabase(const RunContext &context,
                         const Step &step,
                         const ReadyAction &action,
                         Reporter &reporter,
                         std::stop_token stop)
{
    const AssembledService *service = context.service(step.ida, action.service);
    if (!service)
        return notFound(u"“%1” has no service “%2” in this run."_s.arg(step.ida, action.service));
    const EngineClient &engine = *context.internals.engineClient;
    const auto container = context.container(step.ida, action.service, stop);
    if (!container)
        return container.error();
    const QStringList command = pingCommand(service->database);
    const auto ready
        = await(action.service, kDatabaseLimit, reporter, stop, [&]() -> Result<QString> {
              const auto running = requireRunning(engine, *container, action.service, stop);
              if (!running)
                  return running.error();
              if (command.isEmpty())
                  return QString();
              ExecSpec probe;
              probe.container = *container;
              probe.command = command;
              probe.timeout = 5s;
              const auto outcome = runInContainer(engine, probe, stop);
              if (!outcome) {
                  // It may have ended under the probe: then its log tells more than the probe does.
                  const auto after = requireRunning(engine, *container, action.service, stop);
                  return after ? outcome.error() : after.error();
              }
              // An image without a client cannot be asked this way; its container runs, which has
              // to do.
              if (outcome->succeeded() || outcome->exitCode == 127)
                  return QString();
              return u"%1 does not answer over TCP yet"_s.arg(action.service);
          });
    if (ready)
        return StepOutcome {};
    Error error = ready.error();
    if (error.detail.isEmpty() && error.kind == Error::Kind::Timeout)
        error.detail = logTail(engine, *container, 12, stop);
    return error;
}

StepResult awaitHealth(const RunContext &context,
                       const Step &step,
                       const HealthAction &action,
                       Reporter &reporter,
                       std::stop_token stop)
{
    const AssembledService *service = context.service(step.ida, action.service);
    const EngineClient &engine = *context.internals.engineClient;
    const auto container
        = service ? context.container(step.ida, service->name, stop) : Result<QString>(QString());
    if (!container)
        return container.error();
    const QString name = action.service.isEmpty() ? step.ida : action.service;
    NeededServices needed(context, step.ida, action.service, stop);
    const std::stop_token either = needed.token();
    const auto healthy = await(name, kHealthLimit, reporter, either, [&]() -> Result<QString> {
        if (service) {
            const auto running = requireRunning(engine, *container, service->name, either);
            if (!running)
                return running.error();
            const bool isWell
                = running->health == Health::Healthy || running->health == Health::None;
            if (isWell && action.url.isEmpty())
                return QString();
            if (!isWell) {
                const QString last = running->healthLog.empty()
                    ? QString()
                    : running->healthLog.back().output.trimmed();
                if (last.isEmpty())
                    return running->health == Health::Unhealthy
                        ? u"%1: its healthcheck fails and says nothing"_s.arg(name)
                        : u"%1: its healthcheck has not passed yet"_s.arg(name);
                return u"%1: its healthcheck says “%2”"_s.arg(name,
                                                              printable(last.section(u'\n', -1)));
            }
        }
        const HttpAnswer answer = probe({action.url}, 5s, either).first();
        if (answer.healthy())
            return QString();
        return u"%1: %2 %3"_s.arg(name, QUrl(action.url).path(), printable(answer.toText()));
    });
    if (healthy)
        return StepOutcome {};
    if (const auto why = needed.whyEnded(); why && !stop.stop_requested())
        return *why;
    Error error = healthy.error();
    if (service && error.detail.isEmpty() && error.kind == Error::Kind::Timeout)
        error.detail = logTail(engine, *container, 12, stop);
    return error;
}

} // namespace devstack
