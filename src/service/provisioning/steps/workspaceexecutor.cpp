// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/steps/workspaceexecutor.h"

#include "service/provisioning/steps/maskingreporter.h"
#include "service/provisioning/steps/stepactions.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

template <typename... Handlers> struct Overloaded : Handlers...
{
    using Handlers::operator()...;
};

} // namespace

WorkspaceExecutor::WorkspaceExecutor(const RunContext &context)
    : m_context(context)
{
}

Result<StepOutcome>
WorkspaceExecutor::execute(const Step &step, Reporter &listener, std::stop_token stop)
{
    MaskingReporter reporter(listener);
    auto done = perform(step, reporter, std::move(stop));
    if (done)
        return done;
    return withoutSecrets(done.error());
}

Result<StepOutcome>
WorkspaceExecutor::perform(const Step &step, Reporter &reporter, std::stop_token stop)
{
    return std::visit(
        Overloaded {
            [&](const CloneAction &action) {
                return cloneRepository(m_context, step, action, reporter, stop);
            },
            [&](const PullAction &action) {
                return pullImage(m_context, step, action, reporter, stop);
            },
            [&](const BuildAction &action) {
                return buildImage(m_context, step, action, reporter, stop);
            },
            [&](const VolumeAction &action) { return makeVolume(m_context, step, action, stop); },
            [&](const BaseAction &action) {
                return keepBase(m_context, step, action, reporter, stop);
            },
            [&](const SchemaAction &action) {
                return loadSchema(m_context, step, action, reporter, stop);
            },
            [&](const StartAction &action) {
                return startServices(m_context, step, action, reporter, stop);
            },
            [&](const ReadyAction &action) {
                return awaitDatabase(m_context, step, action, reporter, stop);
            },
            [&](const HealthAction &action) {
                return awaitHealth(m_context, step, action, reporter, stop);
            },
            [&](const CommandAction &action) {
                if (m_context.memory.isBrought(step))
                    return StepResult(StepOutcome {u"the snapshot has it"_s, {}});
                m_context.memory.worksOn(step);
                const auto apply = action.mayBeRefused ? offerCommand : runCommand;
                return apply(m_context, action.command, reporter, stop);
            },
            [&](const FileAction &action) {
                m_context.memory.worksOn(step);
                return applyOwnFile(m_context, action, reporter, stop);
            },
            [&](const std::monostate &) { return StepResult(StepOutcome {}); },
        },
        step.action);
}

} // namespace devstack
