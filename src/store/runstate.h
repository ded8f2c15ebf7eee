// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"
#include "core/reporter.h"
#include "model/operation/operation.h"
#include "store/run.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace devstack {

/// Who ran what.
struct RunHeader
{
    QString id; ///< the journal's file name without suffix: "20261121T215800123Z-4711"
    QString command; ///< "devstack up credentials", as it was typed
    QStringList idas;
    qint64 pid = 0;
    QDateTime start; ///< UTC
    /// To run it again. None in journals of earlier versions and where it held a secret.
    std::optional<Operation> operation;
};

/// A step of a run as its journal tells it.
struct RunStep : StepInfo
{
    QDateTime started; ///< UTC; null until it runs
    Progress progress; ///< the latest
    QList<OutputLine> output; ///< bounded by the journal
};

/// What an IDA was when a run took it up. A value.
struct IdaAtRun
{
    QString ida;
    QString commit; ///< full hexadecimal; empty: no repository, or no commit yet
    bool dirty = false; ///< tracked files differed from it
    QString mode; ///< "develop", "image", "external", "off"
    QString variant;
    QString configuration;
    QMap<QString, QString> images; ///< service → id of its image, of those that were there

    bool operator==(const IdaAtRun &) const = default;
};

/// Everything a journal says about a run. A value.
struct RunState
{
    RunHeader header;
    QList<RunStep> steps;
    RunResult result = RunResult::Running;
    /// Without the time it waited for an answer; of a run that goes on: until it waited.
    std::chrono::milliseconds duration {0};
    QDateTime resumed; ///< UTC; when the answer came; null: it never waited
    /// Why it ended before a step could fail, or what it waits for. Its kind is not kept.
    std::optional<Error> error;
    /// What its IDAs were; none: not recorded, as in journals of earlier versions and of runs that
    /// plan nothing.
    std::optional<QList<IdaAtRun>> idasThen;

    bool isRunning() const { return result == RunResult::Running; }
    /// Nothing follows in its journal.
    bool isOver() const { return !isRunning() && result != RunResult::Waiting; }
    /// Milliseconds that it took until `now`.
    std::chrono::milliseconds elapsed(const QDateTime &now) const;
    /// It looked at every step and found nothing to do.
    bool foundNothingToDo() const;
    const RunStep *step(const QString &id) const;
};

/// Only the newest run can still get the answer that it waits for: the others count as cancelled.
/// `runs`: newest first.
void endUnanswered(QList<RunState> &runs);

} // namespace devstack
