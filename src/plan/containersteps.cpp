// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/containerties.h"
#include "plan/fingerprints.h"
#include "plan/idasteps.h"
#include "plan/reasons.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QString kAwaits = u"awaits"_s;

QStringList addVolumes(PlanDraft &draft, const PlanIda &ida)
{
    QStringList ids;
    for (const PlanVolume &volume : ida.volumes) {
        Step step;
        step.id = volumeStep(ida.name, volume.key);
        step.ida = ida.name;
        step.kind = StepKind::Volume;
        step.title = u"Create volume %1"_s.arg(volume.key);
        step.action = VolumeAction {
            volume.key, volume.name, volume.generation, draft.input.incarnation, volume.origin};
        // What it was made for proves later that nobody used it: awaitsSchema().
        step.parts = {{madePart(), volume.exists ? volume.incarnation : draft.input.incarnation},
                      {kAwaits, ida.schemaDigests.value(volume.key)}};
        if (!volume.exists && beginsAnew(volume)) {
            for (const PlanFile &file : ida.files)
                step.parts.insert(awaitsFilePart(file.name), file.digest);
        }
        step.state = volume.exists ? StepState::Satisfied : StepState::Pending;
        step.reason = volume.exists ? u"it exists"_s : u"it does not exist"_s;
        ids.append(draft.add(step).id);
        // A layer or a copy is made with the tools of the database's image.
        for (const PlanService &service : ida.services) {
            if (service.isDatabase)
                draft.link(ids.last(), draft.imageSteps.value(service.image));
        }
    }
    return ids;
}

/// Whether the last run that started the applications did so on other data: a run that was cut off
/// after the databases went to new data left the applications on the old.
bool startedOnOtherData(const PlanDraft &draft, const Step &step)
{
    const auto record = draft.input.records.constFind(step.id);
    return record != draft.input.records.constEnd() && record->finished
        && !dataOf(record->parts).isEmpty() && dataOf(record->parts) != dataOf(step.parts);
}

/// One step that starts the databases, or everything else; its id, empty when there is nothing to
/// start.
QString addStart(PlanDraft &draft,
                 const PlanIda &ida,
                 const ContainerTies &ties,
                 bool databases,
                 const QStringList &volumes)
{
    StartAction action;
    action.databases = databases;
    QStringList names;
    QStringList reasons;
    QStringList images;
    const bool dataIsNew
        = std::ranges::any_of(volumes, [&](const QString &id) { return draft.isPending(id); });
    action.beforeSchema = dataIsNew && !ida.bootstrap.isEmpty();
    const bool databaseIsOther
        = !databases && std::ranges::any_of(ida.services, [&](const PlanService &service) {
              const QString image = draft.imageSteps.value(service.image);
              return service.isDatabase && isReplaced(service, draft.isPending(image));
          });
    Step step;
    step.id = u"start:"_s + ida.name + (databases ? u"/databases"_s : u"/applications"_s);
    if (!databases)
        addVolumeParts(step.parts, draft, ida);
    const bool startedOnOther = !databases && startedOnOtherData(draft, step);
    for (const PlanService &service : ida.services) {
        if (ties.isEarly(service.name) != databases)
            continue;
        names.append(service.name);
        const QString image = draft.imageSteps.value(service.image);
        images.append(image);
        QString reason = reasonToStart(service, draft.isPending(image));
        // Nobody changed a setting: its volume is another one.
        const bool isOnlyData = databases && dataIsNew && service.changedInputs.isEmpty()
            && isReplaced(service, false) && !draft.isPending(image);
        if (isOnlyData)
            reason = u"%1 goes on with new data"_s.arg(service.name);
        const ContainerTies::Fate fate = ties.fateOf(service);
        if (!reason.isEmpty() || (!fate.reason.isEmpty() && !fate.restarts)) {
            action.services.append(service.name);
            reasons.append(reason.isEmpty() ? fate.reason : reason);
        } else if ((dataIsNew || databaseIsOther || startedOnOther)
                   && service.state != PlanService::State::Finished) {
            // It holds connections to, and caches of, data that is gone.
            action.services.append(service.name);
            action.restart.append(service.name);
            reasons.append(u"%1 may still have the old data"_s.arg(service.name));
        } else if (!fate.reason.isEmpty()) {
            action.services.append(service.name);
            if (!fate.byCompose)
                action.restart.append(service.name);
            reasons.append(fate.reason);
        }
    }
    if (names.isEmpty())
        return {};
    step.ida = ida.name;
    step.kind = StepKind::Start;
    step.title
        = u"Start %1"_s.arg((action.services.isEmpty() ? names : action.services).join(u", "_s));
    step.state = reasons.isEmpty() ? StepState::Satisfied : StepState::Pending;
    step.reason = reasons.isEmpty() ? u"runs as it should"_s : joined(reasons);
    step.action = action;
    const QString id = draft.add(step).id;
    draft.link(id, images);
    draft.link(id, volumes);
    return id;
}

/// Tells the steps which services run and are started by none of them.
void addKeeping(PlanDraft &draft, const PlanIda &ida, const QStringList &starts)
{
    using State = PlanService::State;
    QStringList started;
    for (const QString &id : starts) {
        auto &action = std::get<StartAction>(draft.step(id).action);
        for (const PlanService &service : ida.services) {
            const bool runs = service.state == State::Running || service.state == State::Healthy
                || service.state == State::Starting || service.state == State::Unhealthy;
            if (runs || started.contains(service.name))
                action.keeping.append(service.name);
        }
        started += action.services;
    }
    for (const QString &id : starts) {
        auto &action = std::get<StartAction>(draft.step(id).action);
        for (const QString &other : starts) {
            // What a later step starts may end until then.
            if (starts.indexOf(other) >= starts.indexOf(id))
                action.keeping.removeIf([&](const QString &name) {
                    return std::get<StartAction>(draft.step(other).action).services.contains(name);
                });
        }
    }
}

/// Whether an earlier run saw the database answer after it was last started. A container that runs
/// is not enough: one whose run was cut off may still be at its first initialisation.
bool wasSeenAnswering(const PlanDraft &draft, const QString &ready, const QString &start)
{
    const auto &records = draft.input.records;
    const auto answered = records.constFind(ready);
    const auto started = records.constFind(start);
    if (answered == records.constEnd() || !answered->finished)
        return false;
    return started == records.constEnd() || started->time <= answered->time;
}

QStringList addReady(PlanDraft &draft, const PlanIda &ida, const QString &start)
{
    QStringList ids;
    for (const PlanService &service : ida.services) {
        if (!service.isDatabase)
            continue;
        Step step;
        step.id = u"ready:"_s + ida.name + u'/' + service.name;
        const bool answers = service.state == PlanService::State::Healthy
            || (service.state == PlanService::State::Running
                && wasSeenAnswering(draft, step.id, start));
        step.ida = ida.name;
        step.service = service.name;
        step.kind = StepKind::Ready;
        step.title = u"Wait until %1 answers"_s.arg(service.name);
        step.after = QStringList {start};
        step.action = ReadyAction {service.name};
        const auto *action = std::get_if<StartAction>(&draft.step(start).action);
        if (draft.isPending(start) && action && action->services.contains(service.name))
            step.reason = u"it starts in this run"_s;
        else if (answers)
            step.state = StepState::Satisfied;
        step.reason = step.state == StepState::Satisfied ? u"it answers"_s
            : step.reason.isEmpty()                      ? u"it is not ready yet"_s
                                                         : step.reason;
        ids.append(draft.add(step).id);
    }
    return ids;
}

/// Whether a run began the step on exactly this data and did not finish it.
bool wasCutOff(const PlanDraft &draft, const Step &step)
{
    const auto record
        = draft.input.records.constFind(StepRecords::nameOnData(step.id, dataOf(step.parts)));
    return record != draft.input.records.constEnd() && !record->finished;
}

/// Nothing was done to the data yet that a load could lose: it is new, or it was made for a schema
/// that never came, because a run was cut off or failed. Where the records do not tell who made the
/// volume, they do not tell either what was done to it.
bool awaitsSchema(const PlanDraft &draft,
                  const PlanIda &ida,
                  const Step &schema,
                  const PlanVolume &volume)
{
    if (!volume.origin.isEmpty())
        return false;
    if (!volume.exists)
        return true;
    const auto &records = draft.input.records;
    const StepRecord made = records.value(volumeStep(ida.name, volume.key));
    const StepRecord loaded
        = records.value(StepRecords::nameOnData(schema.id, dataOf(schema.parts)));
    return draft.wasMadeHere(ida.name, volume) && !made.parts.value(kAwaits).isEmpty()
        && !loaded.finished
        && !draft.wasWorkedOn(volumePart(ida.name, volume.key),
                              volumeIdentity(volume.name, volume.generation, volume.incarnation));
}

Step loadingStep(const PlanDraft &draft,
                 const PlanIda &ida,
                 const SchemaSource &source,
                 const PlanVolume &volume)
{
    Step step;
    step.id = schemaStep(ida.name, source.volume);
    step.ida = ida.name;
    step.kind = StepKind::Schema;
    step.title = source.snapshot.isEmpty()
        ? u"Load the schema of %1"_s.arg(source.service)
        : u"Unpack the schema snapshot of %1"_s.arg(source.service);
    step.action = SchemaAction {source,
                                {volume.key,
                                 volume.name,
                                 volume.generation,
                                 volume.exists ? volume.incarnation : draft.input.incarnation,
                                 {}}};
    step.parts = {{u"schema"_s, ida.schemaDigests.value(source.volume)}};
    addVolumeParts(step.parts, draft, ida);
    draft.judgeByRecord(step);
    if (step.state == StepState::Pending && !awaitsSchema(draft, ida, step, volume)
        && !wasCutOff(draft, step)) {
        step.state = StepState::Satisfied;
        step.reason
            = u"the data is older than this choice; “devstack reset %1” loads it"_s.arg(ida.name);
    }
    return step;
}

/// The schemas of one kind: snapshots are unpacked before a server starts, dumps are loaded into
/// one that answers.
QStringList
addSchemas(PlanDraft &draft, const PlanIda &ida, bool snapshots, const QStringList &after)
{
    QStringList ids;
    for (const SchemaSource &source : ida.schema) {
        const auto volume = std::ranges::find(ida.volumes, source.volume, &PlanVolume::key);
        if (volume == ida.volumes.end() || source.snapshot.isEmpty() == snapshots)
            continue;
        Step step = loadingStep(draft, ida, source, *volume);
        if (draft.has(step.id))
            continue;
        step.after = after;
        const QString id = draft.add(step).id;
        if (const PlanService *service = findService(ida, source.service); service && snapshots)
            draft.link(id, draft.imageSteps.value(service->image));
        ids.append(id);
    }
    return ids;
}

} // namespace

void addContainers(PlanDraft &draft, const PlanIda &ida)
{
    const QStringList volumes = addVolumes(draft, ida);
    const QStringList snapshots = addSchemas(draft, ida, true, volumes);
    const ContainerTies ties(draft, ida);
    const QString databases = addStart(draft, ida, ties, true, volumes);
    draft.link(databases, snapshots);
    const QStringList ready = databases.isEmpty() ? QStringList() : addReady(draft, ida, databases);
    const QStringList schemas = snapshots + addSchemas(draft, ida, false, ready);
    PhaseEnds &ends = draft.ends[ida.name];
    ends.applications = addStart(draft, ida, ties, false, volumes);
    QStringList starts {databases, ends.applications};
    starts.removeAll(QString());
    addKeeping(draft, ida, starts);
    draft.link(ends.applications, ready);
    draft.link(ends.applications, schemas);
    if (!ends.applications.isEmpty())
        ends.started = {ends.applications};
    else
        ends.started = ready + schemas;
    ends.bootstrapped = ends.started;
    ends.healthy = ends.started;
}

} // namespace devstack
