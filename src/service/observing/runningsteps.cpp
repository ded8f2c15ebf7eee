// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/runningsteps.h"

#include "core/openfile.h"
#include "store/runjournal.h"

#include <QFile>

#include <algorithm>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

bool isOnlyTasks(const RunState &run)
{
    return !run.steps.isEmpty()
        && std::ranges::all_of(run.steps, [](const RunStep &step) { return isTask(step.id); });
}

/// The IDAs of which a run planned all that there was to do: what it did not name is needed no
/// more.
QSet<QString> plannedWholly(const RunState &run)
{
    QSet<QString> idas;
    // The first round of a run clones; the rest is planned when that is done.
    for (const RunStep &step : run.steps) {
        if (step.kind != StepKind::Clone)
            idas.insert(step.ida);
    }
    const auto &operation = run.header.operation; // none: of an earlier version
    if (!operation || operation->verb == Operation::Verb::Up)
        return idas;
    if (operation->verb != Operation::Verb::Reset && operation->verb != Operation::Verb::Restore)
        return {};
    return idas.intersect(QSet<QString>(operation->idas.begin(), operation->idas.end()));
}

/// Collects what failed and was not made good since, from the newest run to the oldest.
class Failures
{
public:
    /// `isLive`: what has not ended is being done right now.
    void add(const RunState &run, bool isLive)
    {
        QHash<QString, QSet<QString>> open;
        for (const RunStep &step : run.steps) {
            // What somebody ran by hand is no step of the provisioning.
            if (isTask(step.id) || step.kind == StepKind::Script || m_judged.contains(step.id)
                || isNeededNoMore(step))
                continue;
            if (step.state == StepState::Failed)
                m_failed += failedIn(run, step);
            else if (!step.unblocksDependents() && (!isLive || step.isFinal()))
                open[step.ida].insert(step.id);
            if (!open.value(step.ida).contains(step.id))
                m_judged.insert(step.id);
        }
        const QSet<QString> whole = plannedWholly(run);
        for (const QString &ida : whole)
            m_stillOpen.insert(ida, open.value(ida));
        m_isComplete = open.isEmpty() && !whole.isEmpty() && run.header.operation
            && run.header.operation->idas.isEmpty();
    }
    /// No older run can add something.
    bool isComplete() const { return m_isComplete; }
    QList<FailedStep> take() { return std::move(m_failed); }

private:
    static FailedStep failedIn(const RunState &run, const RunStep &step)
    {
        FailedStep failed {step, step.started, {}};
        if (!failed.since.isValid())
            failed.since = run.header.start;
        // A seed that no configuration names is in no plan of `up`.
        if (run.header.operation && run.header.operation->verb == Operation::Verb::Seed)
            failed.again = run.header.operation->toCommandLine();
        return failed;
    }
    bool isNeededNoMore(const RunStep &step) const
    {
        const auto open = m_stillOpen.constFind(step.ida);
        return open != m_stillOpen.constEnd() && !open->contains(step.id);
    }

    QList<FailedStep> m_failed;
    QSet<QString> m_judged; ///< steps of which a newer run knows how they ended
    /// By IDA: what the newest run that planned all of it did not come to.
    QHash<QString, QSet<QString>> m_stillOpen;
    bool m_isComplete = false;
};

void addRunning(const RunState &run, RunLook &look)
{
    look.live = run.header;
    for (const RunStep &step : run.steps) {
        if (!step.isFinal())
            look.busy.insert(step.ida);
        if (step.state == StepState::Running)
            look.running += step;
    }
}

} // namespace

RunningSteps::RunningSteps(const QString &runsFolder)
    : m_folder(runsFolder)
{
}

const RunningSteps::Journal *RunningSteps::follow(const QString &path)
{
    Journal &journal = m_journals[path];
    if (journal.reader.state().isOver())
        return &journal;
    QFile file;
    if (!openRegular(path, file))
        return nullptr;
    if (file.size() < journal.read)
        journal = {};
    if (!file.seek(journal.read))
        return nullptr;
    const QByteArray fresh = file.readAll();
    journal.read += fresh.size();
    journal.reader.feed(fresh);
    return &journal;
}

RunLook RunningSteps::look()
{
    RunLook look;
    Failures failures;
    QSet<QString> used;
    const QStringList journals = runJournals(m_folder);
    bool isLatestFound = false;
    for (const QString &path : journals) {
        used.insert(path);
        const Journal *journal = follow(path);
        if (!journal)
            continue;
        const RunState *run = &journal->reader.state();
        const bool isLive
            = path == journals.first() && run->isRunning() && isJournalLive(journals.first());
        if (isLive)
            addRunning(*run, look);
        if (!isOnlyTasks(*run)) {
            failures.add(*run, isLive);
            isLatestFound = isLatestFound || isLive;
            if (!isLatestFound) {
                JournalReader closed = journal->reader;
                closed.closeInterrupted();
                look.latest += closed.state();
                isLatestFound = !run->steps.isEmpty() && !run->foundNothingToDo();
            }
        }
        if (failures.isComplete())
            break;
    }
    look.failed = failures.take();
    m_journals.removeIf([&](auto it) { return !used.contains(it.key()); });
    return look;
}

} // namespace devstack
