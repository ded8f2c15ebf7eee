// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/runningsteps.h"

#include "store/runjournal.h"

#include <QFile>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

RunningSteps::RunningSteps(const QString &runsFolder)
    : m_folder(runsFolder)
{
}

const RunState *RunningSteps::follow(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return nullptr;
    Journal &journal = m_journals[path];
    if (file.size() < journal.read)
        journal = {};
    if (!file.seek(journal.read))
        return nullptr;
    const QByteArray fresh = file.readAll();
    journal.read += fresh.size();
    journal.reader.feed(fresh);
    return &journal.reader.state();
}

RunLook RunningSteps::look()
{
    RunLook look;
    QSet<QString> used;
    const QStringList journals = runJournals(m_folder);
    for (const QString &path : journals) {
        used.insert(path);
        const RunState *run = follow(path);
        if (!run)
            break;
        const bool isLive
            = path == journals.first() && run->isRunning() && isJournalLive(journals.first());
        const bool isOfTasks = !run->steps.isEmpty()
            && std::ranges::all_of(run->steps, [](const RunStep &step) { return isTask(step.id); });
        for (RunStep step : run->steps) {
            step.output.clear();
            if (isLive && !step.isFinal())
                look.busy.insert(step.ida);
            if (isLive && step.state == StepState::Running)
                look.running += step;
            if (!isOfTasks && step.state == StepState::Failed)
                look.failed += step;
        }
        if (!isOfTasks) {
            look.began = run->header.start;
            break;
        }
    }
    m_journals.removeIf([&](auto it) { return !used.contains(it.key()); });
    return look;
}

} // namespace devstack
