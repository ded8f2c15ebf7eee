// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/branchdata.h"

#include "assembly/names.h"
#include "core/text.h"
#include "engine/volumes.h"
#include "git/branches.h"
#include "git/refname.h"
#include "service/databases/hiddendata.h"
#include "service/databases/nextgeneration.h"
#include "service/databases/otherdata.h"
#include "service/databases/registrations.h"
#include "service/definition/workspacedefinition.h"
#include "service/projects/volumenames.h"
#include "service/provisioning/provisionrun.h"
#include "service/volumes/neededvolumes.h"
#include "service/workspaceinternals.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString checkedOutBranch(const IdaDefinition &ida)
{
    return ida.git ? ida.git->branch : QString();
}

BranchData
branchDataOf(const IdaDefinition &ida, const IdaGenerations &generations, FollowBranch follow)
{
    BranchData data {ida.name, follow, checkedOutBranch(ida), generations.branch, {}};
    for (const Checkpoint &checkpoint : generations.checkpoints) {
        if (checkpoint.branch.isEmpty())
            continue;
        // Where the repository does not tell, nothing is called gone.
        const auto has = ida.git ? git::hasBranch(ida.path, checkpoint.branch) : Result<bool>(true);
        data.kept += {checkpoint.branch, checkpoint.created, checkpoint.name, has && !*has};
    }
    return data;
}

Error noBranch(const QString &ida)
{
    return failed(u"%1 has no branch checked out."_s.arg(ida),
                  u"Check one out: data is kept by the names of branches."_s);
}

/// A name for the data of a branch that the IDA has no checkpoint of yet.
QString checkpointNameFor(const IdaGenerations &generations, const QString &branch)
{
    const QString base = u"branch-"_s + slug(branch).left(50);
    QString name = base;
    for (int i = 2; generations.checkpoint(name); ++i)
        name = u"%1-%2"_s.arg(base).arg(i);
    return name;
}

/// Whether other data of the IDA lies over a volume: then nobody may write it any more.
bool isBelowOthers(const IdaGenerations &generations,
                   const QString &workspaceId,
                   const QString &ida,
                   const QString &key,
                   const QString &volume)
{
    const DataOrigin own = generations.origins.value(key).value(generationOf(volume));
    const QString content = contentOf(volume, own).first();
    // The volume itself counts among what is needed, so all others are asked.
    IdaGenerations others = generations;
    others.checkpoints.removeIf(
        [&](const Checkpoint &each) { return each.volumes.value(key) == volume; });
    return neededVolumes(workspaceId, ida, others).contains(content);
}

/// Goes on with the data of a volume: as it is, so that going to and fro adds no layers, or over it
/// where other data lies over it.
void goOnWith(IdaGenerations &generations,
              const QString &workspaceId,
              const QString &ida,
              const QString &key,
              const QString &volume,
              const OwnVolumes &existing)
{
    if (!isBelowOthers(generations, workspaceId, ida, key, volume)) {
        generations.current.insert(key, generationOf(volume));
        return;
    }
    const DataOrigin origin = originOver(generations, key, volume, existing);
    generations.origins[key].insert(advanceToNew(generations, workspaceId, ida, key, existing),
                                    origin);
}

/// Everything that is known before data goes over to a branch.
struct Crossing
{
    QString workspaceId;
    QString ida;
    QString branch;
    bool beginsAnew = false; ///< whatever is kept for the branch
    QStringList keys; ///< of all volumes that the IDA has, of whichever branch
    OwnVolumes existing;
    QMap<QString, QString> schemas;
};

/// What was kept for a branch is an ordinary checkpoint from now on.
void release(IdaGenerations &generations, const QString &branch)
{
    for (Checkpoint &checkpoint : generations.checkpoints) {
        if (checkpoint.branch != branch)
            continue;
        checkpoint.branch.clear();
        checkpoint.bases.clear();
    }
}

/// Sets the present data aside for its branch, with what its resets go back to, and goes on with
/// what is kept for the other one or with the base. Answers the volumes that are left. Pure.
QStringList goOver(IdaGenerations &generations, const Crossing &crossing)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (crossing.beginsAnew)
        release(generations, crossing.branch);
    Checkpoint aside;
    aside.created = now;
    aside.branch = generations.branch;
    aside.name = aside.branch.isEmpty() ? newCheckpointName(generations, u"before-switch"_s, now)
                                        : checkpointNameFor(generations, aside.branch);
    aside.reason = aside.branch.isEmpty() ? u"before switch"_s
                                          : u"data of %1"_s.arg(printable(aside.branch));
    if (!aside.branch.isEmpty())
        aside.bases = generations.bases;
    for (const QString &key : crossing.keys) {
        const QString present
            = dataVolumeName(crossing.workspaceId, crossing.ida, key, generations);
        if (crossing.existing.contains(present))
            aside.volumes.insert(key, present);
    }
    const Checkpoint *found = generations.ofBranch(crossing.branch);
    const Checkpoint kept = found ? *found : Checkpoint();
    if (found)
        generations.bases = kept.bases;
    for (const QString &key : crossing.keys) {
        if (const QString volume = kept.volumes.value(key); !volume.isEmpty()) {
            goOnWith(
                generations, crossing.workspaceId, crossing.ida, key, volume, crossing.existing);
        } else {
            beginWithBase(generations,
                          crossing.workspaceId,
                          crossing.ida,
                          key,
                          crossing.existing,
                          crossing.schemas.value(key));
        }
    }
    generations.checkpoints.removeIf(
        [&](const Checkpoint &each) { return found && each.name == kept.name; });
    if (!aside.volumes.isEmpty())
        generations.checkpoints += aside;
    generations.branch = crossing.branch;
    return aside.volumes.values();
}

/// The keys of the volumes that the IDA has on the Engine, and of those that it is to have.
Result<QStringList>
volumeKeys(Workspace::Internals &internals, const QString &ida, const std::stop_token &stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto volumes
        = listVolumes(**engine, {label::filter(label::kWorkspace, internals.id)}, stop);
    if (!volumes)
        return volumes.error();
    QStringList keys = internals
                           .withState([&](WorkspaceState &state) {
                               return presentNames(state, internals.id, ida);
                           })
                           .keys();
    for (const VolumeInfo &volume : *volumes) {
        if (volume.labels.value(label::kIda) == ida)
            keys += volume.labels.value(label::kVolume);
    }
    keys.removeAll(QString());
    keys.removeDuplicates();
    return keys;
}

/// goOver() for the workspace, written down. Call under its lock.
Result<QStringList> goOver(Workspace::Internals &internals,
                           const WorkspaceDefinition &definition,
                           const QString &ida,
                           const QString &branch,
                           bool beginsAnew,
                           const OwnVolumes &existing,
                           const std::stop_token &stop)
{
    const auto keys = volumeKeys(internals, ida, stop);
    if (!keys)
        return keys.error();
    const Crossing crossing {internals.id,
                             ida,
                             branch,
                             beginsAnew,
                             *keys,
                             existing,
                             wantedSchemas(internals, definition, {ida}).value(ida)};
    return internals.withState([&](WorkspaceState &state) -> Result<QStringList> {
        Generations all = state.generations();
        IdaGenerations &generations = all[ida];
        if (const Checkpoint *kept = generations.ofBranch(branch); kept && !beginsAnew) {
            if (const auto whole = requireWhole(ida, generations, *kept, existing); !whole)
                return whole.error();
        }
        const QStringList left = goOver(generations, crossing);
        if (const auto saved = state.save(all); !saved)
            return saved.error();
        return left;
    });
}

/// The present data is the branch's from now on; what was kept for it is an ordinary checkpoint.
void belongTo(IdaGenerations &generations, const QString &branch)
{
    release(generations, branch);
    generations.branch = branch;
}

/// Error NotFound when the repository has no such branch and nothing is kept for it.
Result<>
requireBranch(const IdaDefinition &ida, const IdaGenerations &generations, const QString &branch)
{
    if (const auto named = git::checkedRef(branch); !named)
        return named;
    if (branch.isEmpty())
        return invalidInput(u"A branch has a name."_s);
    if (generations.branch == branch || generations.ofBranch(branch))
        return ok();
    const auto has = ida.git ? git::hasBranch(ida.path, branch) : Result<bool>(false);
    if (!has)
        return has.error();
    return *has ? ok()
                : Result<>(notFound(u"%1 has no branch “%2”."_s.arg(ida.name, printable(branch)),
                                    u"“git branch %1” makes it."_s.arg(printable(branch))));
}

/// Changes what is remembered of the data of one IDA, and of the choice about it.
Result<> change(Workspace &workspace,
                const QString &name,
                const QString &command,
                std::optional<FollowBranch> follow,
                std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto lock
        = internals.withState([&](WorkspaceState &state) { return state.lock(command); });
    if (!lock)
        return lock.error();
    const auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    const auto idas = definition->selection({name}, false);
    if (!idas)
        return idas.error();
    const QString &ida = idas->first();
    const QString branch = checkedOutBranch(*definition->find(ida));
    if (follow != FollowBranch::Off && branch.isEmpty())
        return noBranch(ida);
    return internals.withState([&](WorkspaceState &state) -> Result<> {
        Generations all = state.generations();
        const bool begins = follow && all.value(ida).branch.isEmpty();
        if (follow != FollowBranch::Off && (!follow || begins)) {
            belongTo(all[ida], branch);
            if (const auto saved = state.save(all); !saved)
                return saved;
        }
        if (!follow)
            return ok();
        Choices choices = state.choices();
        choices.idas[ida].followBranch = *follow;
        return state.save(choices);
    });
}

} // namespace

bool BranchData::hasKept() const
{
    return std::ranges::find(kept, checkedOut, &KeptBranch::branch) != kept.end();
}

QString differenceText(const BranchData &data)
{
    const auto kept = std::ranges::find(data.kept, data.checkedOut, &KeptBranch::branch);
    const QString begin = kept == data.kept.end()
        ? u"it begins with what a reset goes back to"_s
        : u"kept since %1"_s.arg(kept->since.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s));
    return u"%1: %2 is checked out, the data is that of %3; that of %2: %4."_s.arg(
        data.ida, printable(data.checkedOut), printable(data.holds), begin);
}

Result<QList<BranchData>>
branchData(Workspace &workspace, const QStringList &names, std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    const auto idas = definition->selection(names, false);
    if (!idas)
        return idas.error();
    const auto [generations, choices] = internals.withState(
        [](WorkspaceState &state) { return std::pair(state.generations(), state.choices()); });
    QList<BranchData> all;
    for (const QString &ida : *idas)
        all += branchDataOf(
            *definition->find(ida), generations.value(ida), choices.idas.value(ida).followBranch);
    return all;
}

Result<QList<BranchData>>
branchQuestions(Workspace &workspace, const QStringList &names, std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto [generations, choices] = internals.withState(
        [](WorkspaceState &state) { return std::pair(state.generations(), state.choices()); });
    const auto follows
        = [](const IdaChoice &choice) { return choice.followBranch != FollowBranch::Off; };
    if (std::ranges::none_of(choices.idas, follows))
        return QList<BranchData>(); // nothing is read for it
    const auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    const auto idas = definition->selection(names, true);
    if (!idas)
        return idas.error();
    QList<BranchData> questions;
    for (const QString &ida : *idas) {
        const IdaDefinition *known = definition->find(ida);
        const FollowBranch follow = choices.idas.value(ida).followBranch;
        if (!known || follow == FollowBranch::Off)
            continue;
        if (const BranchData data = branchDataOf(*known, generations.value(ida), follow);
            data.differs())
            questions += data;
    }
    return questions;
}

Result<> chooseFollowBranch(Workspace &workspace,
                            const QString &ida,
                            FollowBranch follow,
                            std::stop_token stop)
{
    return change(workspace,
                  ida,
                  commandLine({u"data"_s, u"branch"_s, ida, toString(follow)}),
                  follow,
                  std::move(stop));
}

Result<> stayWithData(Workspace &workspace, const QString &ida, std::stop_token stop)
{
    return change(workspace,
                  ida,
                  commandLine({u"data"_s, u"branch"_s, ida, u"stay"_s}),
                  std::nullopt,
                  std::move(stop));
}

Result<Plan> switchData(Workspace &workspace,
                        const OperationRequest &request,
                        const QString &branch,
                        PlanObserver &observer,
                        std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    ProvisionRun run(workspace, request, observer);
    if (const auto begun = run.begin(stop); !begun)
        return begun.error();
    const auto idas = run.definition().selection(request.idas, false);
    if (!idas)
        return run.failed(idas.error());
    const QString ida = idas->first();
    const IdaGenerations before = internals.withState(
        [&](WorkspaceState &state) { return state.generations().value(ida); });
    if (const auto known = requireBranch(*run.definition().find(ida), before, branch); !known)
        return run.failed(known.error());
    const auto existing = ownVolumes(internals, stop);
    if (!existing)
        return run.failed(existing.error());
    if (const auto whole = requireNothingHidden(internals, {ida}, stop); !whole)
        return run.failed(whole.error());
    // What others registered in the IDA may not be in the other data.
    const QStringList dependents = registeredIn(internals, run.definition(), {ida});
    run.request().idas = QStringList {ida} + dependents;
    if (const auto fits = run.rehearse({ida}, stop); !fits)
        return run.failed(fits.error());
    QStringList left;
    if (before.branch != branch) {
        const auto gone = goOver(internals, run.definition(), ida, branch, false, *existing, stop);
        if (!gone)
            return run.failed(gone.error());
        left = *gone;
    }
    // The code of another branch must not migrate or seed this data.
    const bool isItsCode = checkedOutBranch(*run.definition().find(ida)) == branch;
    const auto belongs = [&](const Step &step) {
        if (!isItsCode)
            return makesDataRun(step, {ida});
        return !dependents.contains(step.ida) || changesOneOf(step, {ida});
    };
    return runOnOtherData(
        internals, run, {{ida}, left}, [&](Plan all) { return all.filtered(belongs); }, stop);
}

Result<> followBranches(Workspace &workspace, ProvisionRun &run, std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto [generations, choices] = internals.withState(
        [](WorkspaceState &state) { return std::pair(state.generations(), state.choices()); });
    const auto idas = run.definition().selection(run.request().idas, true);
    if (!idas)
        return idas.error();
    const QMap<QString, BranchAnswer> &answers = run.request().branchAnswers;
    const auto beginsAnew
        = [&answers](const QString &ida) { return answers.value(ida) == BranchAnswer::BeginAnew; };
    QStringList differing;
    QStringList unmarked; // new data, after “down --volumes” for one
    for (const QString &ida : *idas) {
        const IdaDefinition *known = run.definition().find(ida);
        const FollowBranch follow = choices.idas.value(ida).followBranch;
        const bool goes = answers.contains(ida) ? answers.value(ida) != BranchAnswer::Stay
                                                : follow == FollowBranch::On;
        const QString branch = known ? checkedOutBranch(*known) : QString();
        const QString holds = generations.value(ida).branch;
        if (follow != FollowBranch::Off && !branch.isEmpty() && holds.isEmpty())
            unmarked += ida;
        else if (goes && !branch.isEmpty() && !holds.isEmpty() && branch != holds)
            differing += ida;
    }
    if (!unmarked.isEmpty()) {
        const auto marked = internals.withState([&](WorkspaceState &state) {
            Generations all = state.generations();
            for (const QString &ida : unmarked)
                belongTo(all[ida], checkedOutBranch(*run.definition().find(ida)));
            return state.save(all);
        });
        if (!marked)
            return marked;
    }
    if (differing.isEmpty())
        return ok();
    const auto existing = ownVolumes(internals, stop);
    if (!existing)
        return existing.error();
    if (const auto whole = requireNothingHidden(internals, differing, stop); !whole)
        return whole;
    if (const auto fits = run.rehearse(differing, stop); !fits)
        return fits.error();
    // All or none: what is missing of one is told before the data of another has moved.
    for (const QString &ida : differing) {
        const IdaGenerations &known = generations[ida];
        const Checkpoint *kept = known.ofBranch(checkedOutBranch(*run.definition().find(ida)));
        if (!kept || beginsAnew(ida))
            continue;
        if (const auto whole = requireWhole(ida, known, *kept, *existing); !whole)
            return whole;
    }
    for (const QString &ida : differing) {
        const QString branch = checkedOutBranch(*run.definition().find(ida));
        const auto gone
            = goOver(internals, run.definition(), ida, branch, beginsAnew(ida), *existing, stop);
        if (!gone)
            return gone.error();
    }
    return ok();
}

} // namespace devstack
