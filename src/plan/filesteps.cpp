// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "model/operation/operation.h"
#include "plan/fingerprints.h"
#include "plan/idasteps.h"
#include "plan/reasons.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Whether the file is to come on top of the data: data that begins anew in this run, or did in one
/// that was cut off or failed before the file's turn. What comes back is what it was.
bool goesOnTop(const PlanDraft &draft, const PlanIda &ida, const PlanFile &file)
{
    return std::ranges::all_of(ida.volumes, [&](const PlanVolume &volume) {
        if (!volume.exists)
            return beginsAnew(volume);
        const StepRecord made = draft.input.records.value(volumeStep(ida.name, volume.key));
        return draft.wasMadeHere(ida.name, volume)
            && made.parts.contains(awaitsFilePart(file.name));
    });
}

Result<Step> stepOf(const PlanDraft &draft, const PlanIda &ida, const PlanFile &file)
{
    Step step;
    step.id = fileStep(ida.name, file.name);
    step.ida = ida.name;
    step.kind = StepKind::Seed;
    step.title = u"Apply %1"_s.arg(printable(file.name));
    FileAction action {file.command, file.path};
    action.command.ida = ida.name;
    step.action = action;
    if (const auto fits = checkService({action.command, {}}, ida, step.title); !fits)
        return fits.error();
    step.parts
        = {{u"command"_s, commandDigest(action.command)}, {inputPart(file.name), file.digest}};
    addVolumeParts(step.parts, draft, ida);
    draft.judgeByRecord(step);
    if (step.state == StepState::Pending && !goesOnTop(draft, ida, file)) {
        step.state = StepState::Satisfied;
        step.reason = u"the data is not new; “%1” applies it"_s.arg(
            commandLine({u"seed"_s, ida.name, file.name}));
    }
    return step;
}

} // namespace

Result<> addFiles(PlanDraft &draft, const PlanIda &ida)
{
    // A file may change and need not be idempotent, so what resets go back to is without it. Seeds
    // of other IDAs wait for that, not for what comes on top.
    QString before = draft.has(baseStep(ida.name)) ? baseStep(ida.name) : QString();
    for (const PlanFile &file : ida.files) {
        const auto step = stepOf(draft, ida, file);
        if (!step)
            return step.error();
        draft.add(*step);
        const PhaseEnds ends = draft.ends.value(ida.name);
        draft.link(step->id, before);
        draft.link(step->id,
                   ends.lastSeed.isEmpty() ? ends.bootstrapped + ends.healthy
                                           : QStringList {ends.lastSeed});
        before = step->id;
    }
    return ok();
}

} // namespace devstack
