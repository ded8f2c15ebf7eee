// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/idasteps.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The first step of this run that builds from what this one builds from; empty: there is none. An
/// image that was built earlier may be of files that git ignores and that changed since.
QString sameBuild(PlanDraft &draft, const Step &step)
{
    for (const QString &id : std::as_const(draft.imageSteps)) {
        const Step &other = draft.step(id);
        const auto *build = std::get_if<BuildAction>(&other.action);
        if (build && build->likeIda.isEmpty() && draft.isPending(id) && !step.parts.isEmpty()
            && other.parts == step.parts)
            return id;
    }
    return {};
}

} // namespace

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
        if (const QString id = sameBuild(draft, step); !id.isEmpty()) {
            const Step &other = draft.step(id);
            auto &build = std::get<BuildAction>(step.action);
            build.likeIda = other.ida;
            build.likeService = other.service;
            build.likeImage = std::get<BuildAction>(other.action).image;
            step.after = QStringList {id};
        }
        draft.imageSteps.insert(service.image, draft.add(step).id);
    }
}

namespace {

/// Everything that is to run on the image runs already: where its name is gone, nobody needs it.
bool runsWithoutName(const PlanDraft &draft, const QString &image)
{
    using State = PlanService::State;
    bool any = false;
    for (const PlanIda &ida : draft.input.idas) {
        for (const PlanService &service : ida.services) {
            if (service.image != image)
                continue;
            any = true;
            const bool runs = service.state == State::Starting || service.state == State::Running
                || service.state == State::Healthy || service.state == State::Unhealthy
                || (service.state == State::Finished && service.isOneShot);
            if (!runs || service.hasOtherData || service.runningHash != service.effectiveHash)
                return false;
        }
        // A volume is made with the tools of the image.
        for (const PlanVolume &volume : ida.volumes) {
            const bool uses = std::ranges::any_of(ida.services, [&](const PlanService &service) {
                return service.isDatabase && service.image == image;
            });
            if (uses && !volume.exists)
                return false;
        }
    }
    return any;
}

} // namespace

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
        const bool isNameless = !service.imagePresent && runsWithoutName(draft, service.image);
        step.state = service.imagePresent || isNameless ? StepState::Satisfied : StepState::Pending;
        step.reason = service.imagePresent ? u"the image is there"_s
            : isNameless                   ? u"only its name is gone: what runs on it goes on"_s
                                           : u"the image is not there"_s;
        draft.imageSteps.insert(service.image, draft.add(step).id);
    }
}

} // namespace devstack
