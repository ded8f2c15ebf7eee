// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/idasteps.h"

namespace devstack {

using namespace Qt::StringLiterals;

void addBuilds(PlanDraft &draft, const PlanIda &ida)
{
    for (const PlanService &service : ida.services) {
        if (!service.hasBuild)
            continue;
        if (const QString known = draft.imageSteps.value(service.image); !known.isEmpty()) {
            Step &step = draft.step(known);
            if (auto *build = std::get_if<BuildAction>(&step.action); build && step.ida == ida.name)
                build->services.append(service.name);
            continue;
        }
        Step step;
        step.id = u"build:"_s + ida.name + u'/' + service.name;
        step.ida = ida.name;
        step.service = service.name;
        step.kind = StepKind::Build;
        step.title = u"Build %1"_s.arg(service.name);
        step.action = BuildAction {{service.name}, service.image};
        if (!service.buildDigest.isEmpty())
            step.parts = {{u"build"_s, service.buildDigest}};
        if (!service.imagePresent) {
            step.reason = u"the image is not there"_s;
        } else if (step.parts.isEmpty()) {
            step.state = StepState::Satisfied;
            step.reason = u"the image is there"_s;
        } else {
            draft.judgeByRecord(step);
            if (!draft.input.records.contains(step.id))
                step.reason = u"it is not known what the image was built from"_s;
        }
        draft.imageSteps.insert(service.image, draft.add(step).id);
    }
}

void addPulls(PlanDraft &draft, const PlanIda &ida)
{
    for (const PlanService &service : ida.services) {
        if (service.hasBuild || service.image.isEmpty() || draft.imageSteps.contains(service.image))
            continue;
        Step step;
        step.id = u"image:"_s + ida.name + u'/' + service.name;
        step.ida = ida.name;
        step.service = service.name;
        step.kind = StepKind::Image;
        step.title = u"Pull %1"_s.arg(service.image);
        step.action = PullAction {service.name, service.image};
        step.state = service.imagePresent ? StepState::Satisfied : StepState::Pending;
        step.reason = service.imagePresent ? u"the image is there"_s : u"the image is not there"_s;
        draft.imageSteps.insert(service.image, draft.add(step).id);
    }
}

} // namespace devstack
