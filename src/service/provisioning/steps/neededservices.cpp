// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/steps/neededservices.h"

#include "assembly/names.h"
#include "core/localloop.h"
#include "service/observing/servicereason.h"

#include <QSet>

#include <chrono>

namespace devstack {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

struct Needed
{
    QString ida;
    QString service;
    bool ran = false;
    bool hadEnded = false; ///< at the last look; a restart by somebody else is over at the next
};

QList<Needed> neededBy(const RunContext &context, const QString &ida, const QString &service)
{
    QList<Needed> found;
    QSet<QString> seen;
    QStringList open {ida};
    while (!open.isEmpty()) {
        const QString next = open.takeLast();
        const Assembly *assembly = context.assembly(next);
        if (!assembly || seen.contains(next))
            continue;
        seen.insert(next);
        open += context.definition.graph.dependenciesOf(next);
        for (const AssembledService &each : assembly->services) {
            const bool isServer = each.role == AssembledService::Role::Database
                || (each.role == AssembledService::Role::Infrastructure && !each.isOneShot
                    && !each.mayEnd);
            if (!isServer || (next == ida && each.name == service))
                continue;
            const auto *before = context.engine.container(context.internals.id, next, each.name);
            found += {next, each.name, before && hasProcess(before->state), false};
        }
    }
    return found;
}

Error endedError(const Needed &needed,
                 const ContainerInfo &container,
                 const EngineClient &engine,
                 const std::stop_token &stop)
{
    return failed(u"“%1” of %2, which this needs, ended with %3."_s.arg(
                      needed.service,
                      needed.ida,
                      endText(container.exitCode.value_or(0), container.oomKilled)),
                  u"Run the same command again: it starts what does not run."_s)
        .because(logTail(engine, container.id, 12, stop));
}

} // namespace

NeededServices::NeededServices(const RunContext &context,
                               const QString &ida,
                               const QString &service,
                               std::stop_token stop)
    : m_context(context)
    , m_ida(ida)
    , m_service(service)
    , m_whenStopped(std::move(stop), [this] { m_ended.request_stop(); })
    , m_thread([this](const std::stop_token &done) { look(done); })
{
}

NeededServices::~NeededServices() = default;

std::optional<Error> NeededServices::whyEnded()
{
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
    return m_why;
}

void NeededServices::look(const std::stop_token &done)
{
    QList<Needed> needed = neededBy(m_context, m_ida, m_service);
    const EngineClient &engine = *m_context.internals.engineClient;
    LocalLoop pause;
    while (!needed.isEmpty() && pause.run(done, 500ms) != LocalLoop::End::Stopped) {
        EngineState now;
        auto listed = listContainers(
            engine, {label::filter(label::kWorkspace, m_context.internals.id)}, done);
        if (!listed)
            continue; // the wait itself says what is wrong with the Engine
        now.containers = std::move(*listed);
        for (Needed &each : needed) {
            const auto *container = now.container(m_context.internals.id, each.ida, each.service);
            const bool hasEnded = container && container->state == ContainerState::Exited;
            if (hasEnded && each.ran && each.hadEnded) {
                m_why = endedError(each, *container, engine, done);
                m_ended.request_stop();
                return;
            }
            each.ran = each.ran || (container && hasProcess(container->state));
            each.hadEnded = hasEnded;
        }
    }
}

} // namespace devstack
