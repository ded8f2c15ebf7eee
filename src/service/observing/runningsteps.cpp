// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/runningsteps.h"

#include "store/runjournal.h"

#include <QFile>

namespace devstack {

using namespace Qt::StringLiterals;

RunningSteps::RunningSteps(const QString &runsFolder)
    : m_folder(runsFolder)
{
}

QList<RunStep> RunningSteps::now()
{
    const QStringList journals = runJournals(m_folder);
    if (journals.isEmpty() || !isJournalLive(journals.first()))
        return {};
    QFile file(journals.first());
    if (!file.open(QIODevice::ReadOnly))
        return {};
    if (m_path != file.fileName() || file.size() < m_read) {
        m_path = file.fileName();
        m_read = 0;
        m_reader = JournalReader();
    }
    if (!file.seek(m_read))
        return {};
    const QByteArray fresh = file.readAll();
    m_read += fresh.size();
    m_reader.feed(fresh);
    QList<RunStep> steps;
    if (!m_reader.state().isRunning())
        return steps;
    for (const RunStep &step : m_reader.state().steps) {
        if (step.state == StepState::Running) {
            steps += step;
            steps.last().output.clear();
        }
    }
    return steps;
}

} // namespace devstack
