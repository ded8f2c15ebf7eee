// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "store/runstate.h"

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace devstack {

/// One thing that is not the same in two runs.
struct RunDifference
{
    /// `Result`: how they ended. `Ida`: only one had it. `Commit` to `Image`: what an IDA was when
    /// each began. `Step`: only one had it. `State`: how a step ended. `Total`, `Time`: how long
    /// all of it, or a step, took.
    enum class Kind {
        Result,
        Ida,
        Commit,
        Changes,
        Mode,
        Variant,
        Configuration,
        Image,
        Step,
        State,
        Total,
        Time
    };
    Kind kind = Kind::Result;
    QString ida; ///< empty: of the whole run
    QString what; ///< the step's title, or the service; else empty
    QString a; ///< for people; empty: it has none
    QString b;
    /// How much longer `b` took, of Total and Time.
    std::chrono::milliseconds longer {0};

    bool operator==(const RunDifference &) const = default;
};

/// The words of docs/reference/json.md.
QString toString(RunDifference::Kind kind);

/// What differs: first how they ended, then what their IDAs were (where both recorded it), then
/// steps, then times with the greatest differences first. Times that differ by less than half a
/// second, or by less than a tenth, count as the same. Pure.
QList<RunDifference> differencesOf(const RunState &a, const RunState &b);

/// Which of the two does not know what its IDAs were, as one sentence; empty: both do.
QString notRecordedText(const RunState &a, const RunState &b);

/// The run that `name` means: 1 is the newest, 2 the one before it; or an id of which it is the
/// beginning. `runs`: newest first. Errors: NotFound; InvalidInput for a file and for an id that
/// several begin with.
Result<RunState> runNamed(const QList<RunState> &runs, const QString &name);

/// The newest run before `run` that was done: of the same command, else of any. None: there is
/// none.
std::optional<RunState> lastGoodBefore(const QList<RunState> &runs, const RunState &run);

} // namespace devstack
