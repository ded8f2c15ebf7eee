// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/run.h"

#include "core/enumnames.h"

namespace devstack {

namespace {

constexpr EnumName<StepKind> kStepKinds[] {
    {StepKind::Clone, u"clone"},
    {StepKind::Image, u"image"},
    {StepKind::Build, u"build"},
    {StepKind::Volume, u"volume"},
    {StepKind::Schema, u"schema"},
    {StepKind::Start, u"start"},
    {StepKind::Ready, u"ready"},
    {StepKind::Bootstrap, u"bootstrap"},
    {StepKind::Client, u"client"},
    {StepKind::Seed, u"seed"},
    {StepKind::Health, u"health"},
    {StepKind::Script, u"script"},
    {StepKind::Unknown, u"unknown"},
};

constexpr EnumName<StepState> kStepStates[] {
    {StepState::Pending, u"pending"},
    {StepState::Satisfied, u"satisfied"},
    {StepState::Running, u"running"},
    {StepState::Done, u"done"},
    {StepState::Failed, u"failed"},
    {StepState::Skipped, u"skipped"},
    {StepState::Cancelled, u"cancelled"},
    {StepState::Unknown, u"unknown"},
};

constexpr EnumName<RunResult> kRunResults[] {
    {RunResult::Planned, u"planned"},
    {RunResult::Running, u"running"},
    {RunResult::Waiting, u"waiting"},
    {RunResult::Done, u"done"},
    {RunResult::Failed, u"failed"},
    {RunResult::Cancelled, u"cancelled"},
    {RunResult::Interrupted, u"interrupted"},
    {RunResult::Unknown, u"unknown"},
};

} // namespace

QString toString(StepKind kind)
{
    return nameOf<kStepKinds>(kind);
}

QString toString(StepState state)
{
    return nameOf<kStepStates>(state);
}

QString toString(RunResult result)
{
    return nameOf<kRunResults>(result);
}

StepKind stepKindOf(const QString &word)
{
    return valueOf<kStepKinds>(word).value_or(StepKind::Unknown);
}

StepState stepStateOf(const QString &word)
{
    return valueOf<kStepStates>(word).value_or(StepState::Unknown);
}

RunResult runResultOf(const QString &word)
{
    const RunResult result = valueOf<kRunResults>(word).value_or(RunResult::Unknown);
    const bool goesOn = result == RunResult::Planned || result == RunResult::Running
        || result == RunResult::Waiting;
    return goesOn ? RunResult::Unknown : result;
}

bool finishesWhenStopped(StepKind kind)
{
    return kind == StepKind::Schema || kind == StepKind::Bootstrap || kind == StepKind::Client
        || kind == StepKind::Seed;
}

bool isTask(const QString &stepId)
{
    return stepId.startsWith(u"migrate:") || stepId.startsWith(u"file:")
        || stepId.startsWith(u"command:");
}

} // namespace devstack
