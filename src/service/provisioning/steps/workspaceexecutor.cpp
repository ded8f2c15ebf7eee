// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/steps/workspaceexecutor.h"

#include "core/secrets.h"
#include "service/provisioning/steps/stepactions.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

template <typename... Handlers> struct Overloaded : Handlers...
{
    using Handlers::operator()...;
};

/// Hands on what a step says without the secrets in it, for whoever listens.
class MaskingReporter final : public Reporter
{
public:
    explicit MaskingReporter(Reporter &target)
        : m_target(target)
    {
    }
    void progress(const Progress &progress) override
    {
        Progress safe = progress;
        safe.text = masked(progress.text);
        m_target.progress(safe);
    }
    void line(const OutputLine &line) override { m_target.line({line.stream, masked(line.text)}); }

private:
    Reporter &m_target;
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
    Error error = done.error();
    error.message = masked(error.message);
    error.detail = masked(error.detail);
    return error;
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
            [&](const SchemaAction &) {
                return StepResult(failed(
                    u"Schema snapshots and dumps cannot be loaded yet."_s,
                    u"Remove “schema” from the manifest: migrations make the schema from zero."_s));
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
            [&](const ExecAction &action) {
                return runCommand(
                    m_context,
                    {action.ida, action.service, action.argv, action.as, action.timeout},
                    reporter,
                    stop);
            },
            [&](const ClientAction &action) {
                const auto apply = action.what == u"rows" ? writeRows : runCommand;
                return apply(
                    m_context,
                    {action.provider, action.service, action.argv, action.as, action.timeout},
                    reporter,
                    stop);
            },
            [&](const SeedAction &action) {
                return runCommand(m_context,
                                  {action.ida, action.service, action.argv, {}, action.timeout},
                                  reporter,
                                  stop);
            },
            [&](const std::monostate &) { return StepResult(StepOutcome {}); },
        },
        step.action);
}

} // namespace devstack
