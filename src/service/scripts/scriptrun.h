// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/pty.h"
#include "service/definition/workspacedefinition.h"
#include "service/scripts/scripts.h"
#include "service/scripts/scriptstage.h"
#include "store/runjournal.h"

#include <QMap>
#include <QSet>

namespace devstack {

/// One run of one script on a workspace that is ready for it: the terminal, what the launchers
/// report, the journal, and what ran before. For one thread.
class ScriptRun
{
public:
    /// All must outlive it.
    ScriptRun(Workspace &workspace,
              const WorkspaceDefinition &definition,
              const OwnScript &script,
              const ScriptRequest &request);

    /// Runs it to its end. The step is not in the journal yet as finished. Errors: what kept it
    /// from starting.
    Result<Step> execute(std::stop_token stop);
    /// Starts what ran before the script and was stopped by it, under the workspace's lock.
    Result<> startAgain();
    /// Writes the end to the journal.
    void finish(const Step &step);
    /// How a run ends whose last step is this one.
    static RunResult resultOf(const Step &step);

private:
    Result<> prepareNetwork(std::stop_token stop);
    Result<QMap<QString, QSet<QString>>> runningServices(std::stop_token stop) const;
    PtySpec terminalSpec() const;
    void readEvents();
    void note(const QString &text);
    void takeLine(const OutputLine::Stream stream, const QString &text);
    void conclude(const PtyOutcome &outcome);

    Workspace &m_workspace;
    Workspace::Internals &m_parts;
    const WorkspaceDefinition &m_definition;
    const OwnScript &m_script;
    const ScriptRequest &m_request;
    const IdaDefinition &m_ida;
    std::unique_ptr<ScriptStage> m_stage;
    std::unique_ptr<RunJournal> m_journal;
    QMap<QString, QSet<QString>> m_ranBefore; ///< IDA → services
    Step m_step;
    std::stop_source m_end; ///< of the script; also asked for when it waits for what never comes
    qint64 m_eventsRead = 0;
    QString m_lastCall;
    QMap<QString, int> m_hopeless; ///< note → how often
    QString m_hopelessNote; ///< that ended the run
};

} // namespace devstack
