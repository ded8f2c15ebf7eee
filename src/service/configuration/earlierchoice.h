// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "store/choices.h"

#include <QByteArray>
#include <QString>

#include <stop_token>

namespace devstack {

class Workspace;

/// The state on disk before a choice, so that the choice can be undone. A value.
struct EarlierChoice
{
    QString ida;
    IdaChoice before; ///< personal
    IdaChoice after;
    QByteArray fileBefore; ///< devstack.yml; both empty when the choice did not touch it
    QByteArray fileAfter;

    /// There is something to put back.
    bool replaced() const { return before != after || fileBefore != fileAfter; }
    bool operator==(const EarlierChoice &) const = default;
};

/// Restores the files as they were before a choice, byte for byte, under the workspace's lock.
/// Errors: Conflict when a later choice or an edit changed devstack.yml (nothing is written then),
/// or when the workspace is in use.
Result<> putBack(Workspace &workspace, const EarlierChoice &earlier, std::stop_token stop);

} // namespace devstack
