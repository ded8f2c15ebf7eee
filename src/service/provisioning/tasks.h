// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "plan/plan.h"
#include "service/request.h"

#include <QList>
#include <QString>

#include <functional>
#include <optional>
#include <stop_token>

namespace devstack {

class PlanObserver;
class RecordedRun;

/// Something that an engineer asks for and no plan holds: a migration now, a file of one's own.
struct Task
{
    QString id; ///< in the journal: "migrate:credentials/1"
    QString ida;
    StepKind kind = StepKind::Bootstrap;
    QString title; ///< for people
    std::function<Result<>(Reporter &, std::stop_token)> work;
    Fingerprint parts {}; ///< what it works on, for the record of the step
};

/// Runs the tasks one after the other as a run of its own, with a journal, under the lock that
/// `run` holds; the first that fails is the last. Blocks. What they say goes to the reporter, on
/// this thread. Error: why the one that failed did.
Result<>
runTasks(RecordedRun &run, const QList<Task> &tasks, Reporter &reporter, std::stop_token stop);

/// How tasks ended.
struct TasksDone
{
    Plan plan;
    std::optional<Error> error; ///< whole, where a step has its words only
};

/// The same as a part of a run that goes on: nothing is ended. Error kind Io: it cannot be
/// recorded.
Result<TasksDone> runTaskSteps(RecordedRun &run,
                               const QList<Task> &tasks,
                               PlanObserver &observer,
                               std::stop_token stop);

} // namespace devstack
