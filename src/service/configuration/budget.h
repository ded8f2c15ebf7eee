// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/operation/operation.h"
#include "service/projects/assembleworkspace.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <stop_token>

namespace devstack {

/// How much memory one service is expected to take.
struct MemoryNeed
{
    enum class Source {
        Declared, ///< `resources.memory` of the manifest, shared out among the services
        Remembered, ///< measured at the end of an earlier run
        Estimated, ///< by kind of image (the table in budget.cpp)
    };
    QString ida;
    QString service;
    qint64 bytes = 0;
    Source source = Source::Estimated;
    bool running = false; ///< it has its memory already
};
QString toString(MemoryNeed::Source source);

/// Something that would make room.
struct MemoryProposal
{
    QString text; ///< "run platform in its variant light"
    Operation operation;
    qint64 frees = 0; ///< bytes, about
};

/// The memory that a set of IDAs needs against what there is.
struct MemoryForecast
{
    QList<MemoryNeed> needs; ///< of the chosen IDAs, by IDA and service
    qint64 total = 0; ///< of all of them
    qint64 toStart = 0; ///< of those that do not run yet
    qint64 others = 0; ///< what the workspace's other running services take
    qint64 budget = 0; ///< what the workspace may take
    qint64 engineMemory = 0; ///< all that the Engine has; 0: unknown
    std::optional<qint64> available; ///< free now; only where the Engine is this machine
    QList<MemoryProposal> proposals; ///< those that free most first; empty when it fits

    bool exceedsBudget() const { return budget > 0 && total + others > budget; }
    bool exceedsFree() const { return available && toStart > *available; }
    /// More than the Engine has altogether: `up` asks first.
    bool exceedsEngine() const { return engineMemory > 0 && total + others > engineMemory; }
    bool fits() const { return !exceedsBudget() && !exceedsFree() && !exceedsEngine(); }
    /// One sentence; empty when it fits.
    QString warning() const;
};

/// The budget when the engineer chose none: three quarters of the Engine's memory, at least
/// leaving 2 GB to the rest of the machine where it has that much. Pure.
qint64 defaultBudget(qint64 engineMemory);

/// The budget that holds: the engineer's, else the default for the Engine's memory; for the
/// machine's where no Engine answers.
qint64 currentBudget(Workspace::Internals &internals, std::stop_token stop);
/// The same where no Engine answers: it is not asked.
qint64 budgetWithoutEngine(Workspace::Internals &internals);

/// Foretells the memory of assembled IDAs.
Result<MemoryForecast> forecastMemory(Workspace::Internals &internals,
                                      const WorkspaceDefinition &definition,
                                      const AssembledWorkspace &assembled,
                                      const EngineState &engine,
                                      std::stop_token stop);

/// The same for IDAs by name (empty: all), reading and observing first; nothing is changed.
Result<MemoryForecast>
forecastMemory(Workspace &workspace, const QStringList &idas, std::stop_token stop);

} // namespace devstack
