// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/fingerprints.h"

#include "core/unknownname.h"
#include "plan/reasons.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

const PlanService *findService(const PlanIda &ida, const QString &name)
{
    const auto found = std::ranges::find(ida.services, name, &PlanService::name);
    return found == ida.services.end() ? nullptr : &*found;
}

void addVolumeParts(Fingerprint &parts, const PlanDraft &draft, const PlanIda &ida)
{
    for (const PlanVolume &volume : ida.volumes) {
        const QString incarnation = volume.exists ? volume.incarnation : draft.input.incarnation;
        parts.insert(volumePart(ida.name, volume.key),
                     volumeIdentity(volume.name, volume.generation, incarnation));
    }
}

QString commandDigest(const ContainerCommand &command)
{
    return digestOf(QStringList {command.ida, command.service} + command.argv
                    + command.as.toOptions());
}

Fingerprint commandParts(const PlanRun &run)
{
    Fingerprint parts {{u"command"_s, commandDigest(run.command)}};
    for (auto it = run.inputs.cbegin(); it != run.inputs.cend(); ++it)
        parts.insert(inputPart(it.key()), it.value());
    return parts;
}

void addImageParts(Fingerprint &parts, const PlanDraft &draft, const PlanService &service)
{
    parts.insert(u"reference:"_s + service.name, service.image);
    const bool isComing = draft.isPending(draft.imageSteps.value(service.image));
    if (service.hasBuild && !service.buildDigest.isEmpty())
        parts.insert(imagePart(service.name), service.buildDigest);
    else if (isComing)
        parts.insert(imagePart(service.name), u"?"_s);
    else {
        // Where its name is gone, the container knows what it runs on.
        const QString id = service.imageId.isEmpty() ? service.runningImageId : service.imageId;
        parts.insert(imagePart(service.name), id.isEmpty() ? u"?"_s : id);
    }
}

bool beginsAnew(const PlanVolume &volume)
{
    return volume.origin.isEmpty() || volume.beginsWithBase;
}

QString awaitsFilePart(const QString &fileName)
{
    return u"awaits:"_s + fileName;
}

Result<> checkService(const PlanRun &run, const PlanIda &where, const QString &what)
{
    const QString &wanted = run.command.service;
    if (findService(where, wanted))
        return ok();
    QStringList names;
    for (const PlanService &service : where.services)
        names.append(service.name);
    return invalidInput(
        u"%1 runs in “%2”, which is not among the services that %3 starts (%4)."_s.arg(
            what, wanted, where.name, names.join(u", "_s)),
        {},
        didYouMean(wanted, names, u"Name a service of the compose file that the variant keeps."_s));
}

} // namespace devstack
