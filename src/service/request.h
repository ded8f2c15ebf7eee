// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/operation/operation.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <stop_token>

namespace devstack {

/// What `up` does about an IDA whose data is another branch's than the one that is checked out.
enum class BranchAnswer {
    Stay,
    GoOver, ///< to what is kept for the branch, else to what a reset goes back to
    BeginAnew, ///< with what a reset goes back to; what is kept for it becomes a checkpoint
};

/// Common to everything that changes the workspace.
struct OperationRequest
{
    QStringList idas; ///< empty: all
    QString commandText; ///< "devstack up credentials": recorded with the run and shown to others
                         ///< who wait
    std::optional<Operation> operation; ///< what this is for: recorded with the run beside its text
    QMap<QString, QStringList> seeds; ///< IDA → seeds wanted instead of those of its configuration
    /// Up: by IDA, this time; of one that is missing what was chosen for it counts.
    QMap<QString, BranchAnswer> branchAnswers;
    /// Run: secret arguments of a declared command, by name; never recorded.
    QMap<QString, QString> secrets;
    bool trust = false; ///< trusts the repositories concerned
    bool confirmed = false; ///< agrees to the loss of data
    /// After a stop was asked for: end what changes data at once as well. Without it such a command
    /// may finish within kFinishingGrace, because a half-finished migration may be impossible to
    /// undo.
    std::stop_token atOnce;
};

} // namespace devstack
