// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/enumnames.h"
#include "core/reporter.h"
#include "core/result.h"
#include "model/operation/operation.h"
#include "store/runstate.h"

#include <QElapsedTimer>
#include <QHash>
#include <QJsonObject>
#include <QString>

#include <deque>
#include <memory>

namespace devstack {

/// The words of a journal for where a line of output came from.
inline constexpr EnumName<OutputLine::Stream> kStreamNames[] {
    {OutputLine::Stream::Out, u"out"},
    {OutputLine::Stream::Err, u"err"},
    {OutputLine::Stream::Note, u"note"},
};

/// Writes what a run does to `runs/<UTC time>-<pid>.jsonl`, for everybody who watches it: other
/// programs show a run through this file only.
///
/// Holds a kernel lock on the file until it is destroyed, which is how readers see that the process
/// is gone. Never fails a run: when the disk is full it says so once (warning()) and goes on. The
/// output of a step is bounded: after 5,000 lines or 2 MiB only its last 200 lines, 256 KiB at
/// most, are added when it ends. Secrets are masked. Belongs to one thread.
class RunJournal
{
public:
    /// Makes the file (0600), empty of steps, and drops the oldest journals beyond 20. An operation
    /// that holds a secret is left out: without it, nothing could be repeated.
    static Result<std::unique_ptr<RunJournal>> create(const QString &runsFolder,
                                                      const QString &command,
                                                      const QStringList &idas,
                                                      const std::optional<Operation> &operation
                                                      = {});
    /// Goes on with a run that waited for an answer, as its journal tells it.
    static Result<std::unique_ptr<RunJournal>> resume(const QString &path, const RunState &run);
    ~RunJournal();
    RunJournal(const RunJournal &) = delete;
    RunJournal &operator=(const RunJournal &) = delete;

    const RunHeader &header() const { return m_header; }
    /// What went wrong with the file, if anything.
    const QString &warning() const { return m_warning; }

    /// What the IDAs are as the run takes them up; of a later call only what is another then
    /// reaches the file. At most 200 IDAs with 40 images each are kept.
    void idasNow(const QList<IdaAtRun> &idas);
    /// The IDAs that it turned out to be about.
    void idas(const QStringList &idas);
    /// The steps to come. A second call (a new plan once a clone is there) updates those it names
    /// by id and adds the others.
    void steps(const QList<StepInfo> &steps);
    void started(const QString &step);
    /// At most four a second per step reach the file.
    void progress(const QString &step, const Progress &progress);
    void line(const QString &step, const OutputLine &line);
    /// `step` with its state, reason, detail, hint and duration as they are at the end.
    void finished(const StepInfo &step);
    /// The run is over: Done, Failed or Cancelled. `error`: why, where no step says it. Of the runs
    /// that found nothing to do the last five are kept.
    void end(RunResult result, const std::optional<Error> &error = {});
    /// The run stops until the user answers; resume() goes on with it.
    void wait(const Error &question);
    /// Removes the file: there was nothing to record.
    void discard();

private:
    struct StepOutput;
    RunJournal(int descriptor, QString path, RunHeader header);
    qint64 elapsedMs() const;
    void write(const QJsonObject &line);
    void writeLeftOut(const QString &step, StepOutput &output);

    int m_descriptor = -1;
    QString m_path;
    RunHeader m_header;
    qint64 m_earlierMs = 0; ///< what it took before it waited for an answer
    QElapsedTimer m_clock; ///< since it began or went on, whatever becomes of the machine's clock
    bool m_didSomething = false;
    QList<IdaAtRun> m_idasNow; ///< as written last
    QString m_warning;
    bool m_torn = false;
    qint64 m_outputBytes = 0; ///< of all steps together
    QHash<QString, std::shared_ptr<StepOutput>> m_output;
};

/// The journals in a runs folder, newest first; absolute paths.
QStringList runJournals(const QString &runsFolder);

/// Whether the process that writes this journal lives.
bool isJournalLive(const QString &path);

} // namespace devstack
