// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/operations/runoperation.h"

#include "core/text.h"
#include "service/configuration/choosecompose.h"
#include "service/configuration/chooseschema.h"
#include "service/containers/containercommands.h"
#include "service/containers/lifecycle.h"
#include "service/containers/logs/logrecorder.h"
#include "service/databases/branchdata.h"
#include "service/databases/checkpointfile.h"
#include "service/databases/checkpoints.h"
#include "service/databases/ownfiles.h"
#include "service/databases/seedandreset.h"
#include "service/operations/up.h"
#include "service/provisioning/provision.h"
#include "service/scripts/scripts.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Verb = Operation::Verb;

/// What takes less asks the Engine nothing for the logs.
constexpr std::chrono::milliseconds kShortOperation {400};

Result<OperationResult> ofPlan(const Result<Plan> &plan)
{
    return plan ? Result<OperationResult>(OperationResult {*plan, {}, {}, {}}) : plan.error();
}

Result<OperationResult> ofReset(const Result<ResetResult> &done)
{
    if (!done)
        return done.error();
    OperationResult result {done->plan, {}, {}, {}};
    if (done->ready.count() > 0 && done->plan.result == RunResult::Done)
        result.reset = ResetFigures {
            done->ready, done->done, done->mechanism, done->removed, done->flushed, done->notes};
    return result;
}

Result<OperationResult> ofSave(const Result<SavedCheckpoint> &saved)
{
    return saved ? Result<OperationResult>(OperationResult {saved->plan, {}, {}, saved->name})
                 : saved.error();
}

Result<OperationResult> ofImport(const Result<QString> &name)
{
    return name ? Result<OperationResult>(OperationResult {{}, {}, {}, *name}) : name.error();
}

Result<OperationResult> ofSeed(Result<SavedSeed> saved)
{
    return saved ? Result<OperationResult>(OperationResult {{}, {}, {}, {}, std::move(*saved)})
                 : saved.error();
}

template <typename T> Result<> withoutAnswer(const Result<T> &done)
{
    return done ? ok() : Result<>(done.error());
}

Result<OperationResult> ofDone(const Result<> &done)
{
    return done ? Result<OperationResult>(OperationResult()) : done.error();
}

Result<Plan> runOwnScript(Workspace &workspace,
                          const Operation &operation,
                          const OperationRequest &request,
                          PlanObserver &observer,
                          Reporter &reporter,
                          std::stop_token stop)
{
    ScriptRequest script;
    script.ida = operation.ida();
    script.name = operation.script;
    script.arguments = operation.arguments;
    if (operation.timeout.count() > 0)
        script.timeout = operation.timeout;
    script.commandText = request.commandText;
    script.trust = request.trust;
    script.note = [&reporter](const QString &note) {
        reporter.line({OutputLine::Stream::Note, note});
    };
    return runScript(workspace, script, observer, std::move(stop));
}

/// A command that the IDA declares, or a script of its repository: in this order, as on the command
/// line.
Result<OperationResult> runNamed(Workspace &workspace,
                                 const Operation &operation,
                                 const OperationRequest &request,
                                 PlanObserver &observer,
                                 Reporter &reporter,
                                 std::stop_token stop)
{
    const auto declared = declaredCommands(workspace, operation.ida(), stop);
    const bool isDeclared
        = declared && std::ranges::any_of(*declared, [&](const DeclaredCommand &command) {
              return command.name == operation.script;
          });
    if (isDeclared)
        return ofDone(runDeclaredCommand(
            workspace, request, operation.script, operation.arguments, reporter, stop));
    return ofPlan(runOwnScript(workspace, operation, request, observer, reporter, stop));
}

bool mayRemoveContainers(Verb verb)
{
    return verb == Verb::Down || verb == Verb::Start || verb == Verb::Reset || verb == Verb::Restore
        || verb == Verb::SwitchData;
}

Result<ModeChoice> modeChoiceOf(const Operation &operation)
{
    ModeChoice choice {modeFromString(operation.value), operation.url, operation.images};
    if (!choice.mode && operation.value != kAsDefault)
        return invalidInput(u"There is no mode “%1”."_s.arg(printable(operation.value)));
    return choice;
}

} // namespace

Result<> OperationResult::success() const
{
    if (plan && plan->result == RunResult::Cancelled)
        return cancelled();
    if (!plan || plan->result != RunResult::Failed)
        return ok();
    for (const Step &step : plan->steps) {
        if (step.state == StepState::Failed)
            return Error {Error::Kind::Failed,
                          u"%1: %2"_s.arg(step.title, step.reason),
                          step.detail,
                          step.hint,
                          {}};
    }
    return Error {Error::Kind::Failed, u"A step failed."_s, {}, {}, {}};
}

Result<OperationResult> runOperation(Workspace &workspace,
                                     const Operation &operation,
                                     OperationRequest request,
                                     PlanObserver &observer,
                                     Reporter &reporter,
                                     std::stop_token stop)
{
    request.idas = operation.idas;
    request.operation = operation;
    if (request.commandText.isEmpty())
        request.commandText = operation.toCommandLine();
    // What is removed or replaced has been read to its end before it is gone.
    if (operation.verb == Verb::Down)
        recordNow(workspace, operation.idas, reporter, stop);
    std::optional<LogRecorder> recorder;
    if (mayRemoveContainers(operation.verb))
        recorder.emplace(workspace,
                         LogRecorder::Options {
                             request.commandText,
                             false,
                             operation.verb == Verb::Down ? 0ms : kShortOperation,
                         });
    switch (operation.verb) {
    case Verb::Up:
        return ofPlan(up(workspace, request, observer, stop));
    case Verb::Build:
        return ofPlan(build(workspace, request, observer, stop));
    case Verb::Start:
        return operation.namesServices() ? ofDone(startServices(workspace, request, reporter, stop))
                                         : ofPlan(start(workspace, request, observer, stop));
    case Verb::Stop:
        return ofDone(devstack::stop(workspace, request, reporter, stop));
    case Verb::Restart:
        return ofDone(restart(workspace, request, reporter, stop));
    case Verb::Down:
        return ofDone(down(workspace, request, operation.volumes, reporter, stop));
    case Verb::Seed:
        if (!operation.file.isEmpty())
            return ofDone(applyFile(
                workspace, request, operation.file, operation.afterReset, reporter, stop));
        return ofPlan(applySeeds(workspace, request, operation.seeds, observer, stop));
    case Verb::SaveSeed:
        return ofSeed(saveSeed(workspace,
                               request,
                               {operation.place(), operation.checkpoint, operation.seeds.value(0)},
                               reporter,
                               stop));
    case Verb::Migrate:
        return ofDone(migrate(workspace, request, reporter, stop));
    case Verb::Reset:
        return ofReset(reset(workspace, request, operation.discard, observer, stop));
    case Verb::Save:
        return ofSave(saveCheckpoint(
            workspace, request, {operation.checkpoint, operation.isProtected}, observer, stop));
    case Verb::Restore:
        return ofPlan(restoreCheckpoint(workspace, request, operation.checkpoint, observer, stop));
    case Verb::SwitchData:
        return ofPlan(switchData(workspace, request, operation.value, observer, stop));
    case Verb::FollowBranch: {
        if (operation.value == kStay)
            return ofDone(stayWithData(workspace, operation.ida(), stop));
        const auto follow = followBranchFromString(operation.value);
        return follow
            ? ofDone(chooseFollowBranch(workspace, operation.ida(), *follow, stop))
            : Result<OperationResult>(invalidInput(
                u"“%1” is neither on, ask, off nor stay."_s.arg(printable(operation.value))));
    }
    case Verb::Delete:
        return ofDone(deleteCheckpoint(workspace, request, operation.checkpoint, stop));
    case Verb::ForgetFile:
        return ofDone(forgetFile(workspace, request, operation.seeds.value(0)));
    case Verb::Export:
        return ofDone(withoutAnswer(exportCheckpoint(
            workspace, operation.ida(), operation.checkpoint, operation.file, reporter, stop)));
    case Verb::Import:
        return ofImport(importCheckpoint(
            workspace, operation.ida(), operation.file, operation.checkpoint, reporter, stop));
    case Verb::Schema:
        return ofDone(withoutAnswer(
            chooseSchema(workspace,
                         operation.place(),
                         operation.value == kAsDefault ? QString() : operation.value,
                         operation.shared ? ChoicePlace::Shared : ChoicePlace::Personal,
                         reporter,
                         stop)));
    case Verb::Run:
        return runNamed(workspace, operation, request, observer, reporter, stop);
    case Verb::Mode:
    case Verb::Variant:
    case Verb::Use:
    case Verb::Lean:
    case Verb::Compose:
        break;
    }
    const auto choice = makeChoice(workspace, operation, stop);
    return choice ? Result<OperationResult>(OperationResult {{}, *choice, {}, {}}) : choice.error();
}

Result<ChoiceOutcome>
makeChoice(Workspace &workspace, const Operation &operation, std::stop_token stop)
{
    const ChoicePlace place = operation.shared ? ChoicePlace::Shared : ChoicePlace::Personal;
    const QString ida = operation.ida();
    switch (operation.verb) {
    case Verb::Mode: {
        const auto choice = modeChoiceOf(operation);
        return choice ? chooseMode(workspace, ida, *choice, place, stop)
                      : Result<ChoiceOutcome>(choice.error());
    }
    case Verb::Variant:
        return chooseVariant(workspace, ida, operation.value, place, stop);
    case Verb::Use:
        return chooseConfiguration(workspace, ida, operation.value, place, stop);
    case Verb::Lean: {
        const auto on = switchOf(operation.value);
        return on ? chooseLean(workspace, ida, {}, *on, stop) : Result<ChoiceOutcome>(on.error());
    }
    case Verb::Compose:
        return chooseCompose(workspace, ida, operation.value, stop);
    default:
        return invalidInput(u"“%1” chooses nothing."_s.arg(printable(operation.toCommandLine())));
    }
}

} // namespace devstack
