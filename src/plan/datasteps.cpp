// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/unknownname.h"
#include "model/operation/operation.h"
#include "plan/fingerprints.h"
#include "plan/idasteps.h"
#include "plan/reasons.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

bool needsOnlyOptionally(const PlanDraft &draft, const QString &from, const QString &to)
{
    const QList<DependencyEdge> &edges = draft.input.graph.edges();
    return std::ranges::any_of(edges, [&](const DependencyEdge &edge) {
        return edge.from == from && edge.to == to && edge.optional;
    });
}

/// Why a client cannot be registered at all; empty when it can.
QString obstacle(const PlanDraft &draft, const PlanClient &client)
{
    const QString &name = client.command.ida;
    if (!client.problem.isEmpty())
        return client.problem;
    const PlanIda *provider = draft.idas.value(name);
    if (!provider)
        return u"%1 takes no part in the workspace"_s.arg(name);
    if (provider->mode == Mode::External)
        return u"%1 is external: it has to be registered there"_s.arg(name);
    if (!provider->absent && !findService(*provider, client.command.service))
        return u"%1 does not start its service “%2”"_s.arg(name, client.command.service);
    return {};
}

QString titleOf(const PlanClient &client)
{
    const QString &provider = client.command.ida;
    if (client.what == u"rows")
        return u"Add the rows from %1 to %2"_s.arg(client.name, provider);
    if (client.what == u"command")
        return u"Run the command from %1 in %2"_s.arg(client.name, provider);
    return u"Register %1 %2 in %3"_s.arg(
        client.what == u"oauth" ? u"OAuth client"_s : client.what, client.name, provider);
}

Step clientStep(const PlanDraft &draft, const PlanIda &ida, const PlanClient &client)
{
    const ContainerCommand &command = client.command;
    Step step;
    step.id
        = u"client:"_s + ida.name + u'/' + command.ida + u'/' + client.what + u'/' + client.name;
    step.ida = ida.name;
    step.kind = StepKind::Client;
    step.title = titleOf(client);
    step.action = CommandAction {command, client.inOwnWords, {}};
    if (const QString reason = obstacle(draft, client); !reason.isEmpty()) {
        step.state = StepState::Skipped;
        step.reason = reason;
        step.hint = client.hint;
        return step;
    }
    const PlanIda &provider = *draft.idas.value(command.ida);
    if (provider.absent) {
        step.reason = u"%1 has to be cloned first"_s.arg(provider.name);
        return step;
    }
    step.parts
        = {{u"command"_s,
            digestOf(QStringList {command.service} + command.argv + command.as.toOptions())}};
    addVolumeParts(step.parts, draft, provider);
    if (!client.inOwnWords) {
        draft.judgeByRecord(step);
        return step;
    }
    // What it can take depends on the programs in it.
    addImageParts(step.parts, draft, *findService(provider, command.service));
    step.parts.insert(takenPart(), u"?"_s);
    draft.judgeByRecord(step);
    const auto record = draft.input.records.constFind(step.id);
    step.refused = step.state == StepState::Satisfied && record->parts.value(takenPart()) == u"no";
    if (step.refused)
        step.reason = u"%1 did not take it; nothing changed since %2"_s.arg(
            provider.name, timeText(record->time, draft.input.now));
    return step;
}

/// Registers one after the other per provider (an OAuth client may belong to a user); answers the
/// ids.
QStringList addClients(PlanDraft &draft, const PlanIda &ida)
{
    QStringList ids;
    QHash<QString, QString> lastAt;
    for (const PlanClient &client : ida.clients) {
        const QString &provider = client.command.ida;
        if (!draft.idas.contains(provider) && needsOnlyOptionally(draft, ida.name, provider))
            continue;
        const Step step = clientStep(draft, ida, client);
        if (draft.has(step.id))
            continue;
        draft.add(step);
        const PhaseEnds ends = draft.ends.value(provider);
        draft.link(step.id, ends.clone);
        draft.link(step.id, ends.bootstrapped);
        draft.link(step.id, ends.healthy);
        draft.link(step.id, lastAt.value(provider));
        lastAt.insert(provider, step.id);
        ids.append(step.id);
    }
    return ids;
}

struct SeedPlace
{
    const PlanIda *where = nullptr;
    bool isForeign = false;
};

/// In whose container a seed runs; nothing when that IDA takes no part.
SeedPlace placeOf(const PlanDraft &draft, const PlanIda &ida, const ContainerCommand &command)
{
    if (command.ida.isEmpty() || command.ida == ida.name)
        return {&ida, false};
    const PlanIda *other = draft.idas.value(command.ida);
    return {other && other->mode != Mode::External ? other : nullptr, true};
}

Result<Step> seedStep(
    const PlanDraft &draft, const PlanIda &ida, const QString &name, int number, const PlanRun &run)
{
    ContainerCommand command = run.command;
    const SeedPlace place = placeOf(draft, ida, command);
    if (!place.isForeign)
        command.ida = ida.name;
    Step step;
    step.id = u"seed:"_s + ida.name + u'/' + name + u'/' + QString::number(number);
    step.ida = ida.name;
    step.kind = StepKind::Seed;
    step.title = u"Seed %1: %2"_s.arg(name, commandText(command.argv));
    step.action = CommandAction {command, false, name};
    if (!place.where) {
        step.state = StepState::Skipped;
        step.reason = u"%1 does not run in the workspace"_s.arg(command.ida);
        return step;
    }
    if (place.where->absent) {
        step.reason = u"%1 has to be cloned first"_s.arg(command.ida);
        return step;
    }
    const auto fits = checkService(run, *place.where, u"Seed “%1” of %2"_s.arg(name, ida.name));
    if (!fits)
        return fits.error();
    step.parts = commandParts(run);
    addVolumeParts(step.parts, draft, *place.where);
    draft.judgeByRecord(step);
    if (step.state == StepState::Pending && draft.mayHaveBeenDone(step)) {
        step.state = StepState::Satisfied;
        step.reason
            = u"the data was imported, and nobody knows what is in it; “%1” applies it"_s.arg(
                commandLine({u"seed"_s, ida.name, name}));
    }
    return step;
}

/// The digest of the schema that data beginning with nothing has in it, or gets in this run; empty:
/// none. What is wanted may have been chosen since, and waits for a reset.
QString schemaIn(const PlanDraft &draft, const PlanIda &ida, const PlanVolume &volume)
{
    const QString id = schemaStep(ida.name, volume.key);
    if (draft.isPending(id))
        return ida.schemaDigests.value(volume.key);
    Fingerprint data;
    addVolumeParts(data, draft, ida);
    const StepRecord loaded = draft.input.records.value(StepRecords::nameOnData(id, dataOf(data)));
    return loaded.finished ? loaded.parts.value(u"schema"_s) : QString();
}

} // namespace

void addBase(PlanDraft &draft, const PlanIda &ida)
{
    if (ida.volumes.isEmpty())
        return;
    Step step;
    step.id = baseStep(ida.name);
    step.ida = ida.name;
    step.kind = StepKind::Volume;
    step.title = u"Keep the data of %1 for resets"_s.arg(ida.name);
    step.reason = u"the data is new"_s;
    BaseAction action;
    bool isNew = true;
    bool isAsKept = true; // it begins with what was kept, and nothing is done to it
    for (const PlanVolume &volume : ida.volumes) {
        action.volumes += {volume.key,
                           volume.name,
                           volume.generation,
                           volume.exists ? volume.incarnation : draft.input.incarnation,
                           {}};
        if (const QString schema = schemaIn(draft, ida, volume); !schema.isEmpty())
            action.schemas.insert(volume.key, schema);
        const QStringList steps = draft.worksOn(volumePart(ida.name, volume.key));
        const auto isPending = [&](const QString &id) { return draft.isPending(id); };
        // A volume of a run that was cut off early is as good as new. What an engineer did to data
        // that was kept, or to older data, must not come back with a reset.
        const bool isUntouched = !volume.exists
            || (volume.origin.isEmpty() && !draft.isHalfLoaded(ida.name, volume)
                && (draft.isPending(schemaStep(ida.name, volume.key)) // which empties it first
                    || draft.isUnused(ida.name, volume)));
        isNew = isNew && isUntouched && (volume.origin.isEmpty() || volume.beginsWithBase);
        isAsKept = isAsKept && volume.beginsWithBase && std::ranges::none_of(steps, isPending);
        step.after += steps;
    }
    const bool isHalf = std::ranges::any_of(ida.volumes, [&](const PlanVolume &volume) {
        return draft.isHalfLoaded(ida.name, volume);
    });
    if (isHalf) {
        step.state = StepState::Skipped;
        step.reason
            = u"a schema was left half loaded; “devstack reset %1” begins anew"_s.arg(ida.name);
        draft.add(step);
        return;
    }
    if (!isNew || isAsKept)
        return;
    step.after.removeDuplicates();
    step.action = action;
    const PhaseEnds ends = draft.ends.value(ida.name);
    draft.link(draft.add(step).id, ends.started + ends.bootstrapped + ends.healthy);
}

Result<> addClientsAndSeeds(PlanDraft &draft, const PlanIda &ida)
{
    const QStringList clients = addClients(draft, ida);
    QStringList applied; // commands that a seed before has run already
    QStringList names = ida.seedNames;
    names.removeDuplicates();
    for (const QString &name : names) {
        const auto runs = ida.seeds.constFind(name);
        if (runs == ida.seeds.constEnd()) {
            return invalidInput(
                u"The configuration of %1 asks for the seed “%2”, which is not declared."_s.arg(
                    ida.name, name),
                {},
                didYouMean(name, ida.seeds.keys(), u"Declare it under `seeds`."_s));
        }
        int number = 0;
        for (const PlanRun &run : *runs) {
            ++number;
            const QString command = commandDigest(run.command);
            if (applied.contains(command))
                continue;
            applied.append(command);
            const auto step = seedStep(draft, ida, name, number, run);
            if (!step)
                return step.error();
            draft.add(*step);
            PhaseEnds &ends = draft.ends[ida.name];
            draft.link(step->id,
                       ends.lastSeed.isEmpty() ? ends.bootstrapped + ends.healthy + clients
                                               : QStringList {ends.lastSeed});
            if (!run.command.ida.isEmpty()) {
                const PhaseEnds other = draft.ends.value(run.command.ida);
                draft.link(step->id, other.clone);
                draft.link(step->id, other.bootstrapped + other.healthy);
            }
            if (ends.firstSeed.isEmpty())
                ends.firstSeed = step->id;
            ends.lastSeed = step->id;
        }
    }
    return ok();
}

} // namespace devstack
