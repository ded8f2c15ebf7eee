// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "service/snapshots/snapshotlabels.h"
#include "service/workspace.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <stop_token>

namespace devstack {

/// A schema snapshot that the Engine has, or that an IDA names.
struct SnapshotView
{
    QString reference;
    QString digest; ///< of the registry it came from or went to; else the image's id
    qint64 bytes = -1; ///< -1: it is not here
    SnapshotLabels labels; ///< empty but for IDA and service where it is not here
    bool isHere = false;
    QStringList users; ///< IDAs whose new data begins with it
};

/// The snapshots on the Engine, and those that IDAs of the workspace name, by reference. Blocks.
Result<QList<SnapshotView>> snapshots(Workspace &workspace, std::stop_token stop);

/// The same name with its tag: "latest" where it has neither a tag nor a digest. Pure.
QString fullReference(const QString &reference);

/// "name:tag" of a snapshot that is to be made or sent; Error InvalidInput for what is none, or
/// names a digest.
Result<QString> snapshotReference(const QString &text);

/// Sends a snapshot to its registry. Errors: those of pushImage(), InvalidInput: it is none.
Result<> pushSnapshot(Workspace &workspace,
                      const QString &reference,
                      Reporter &reporter,
                      std::stop_token stop);

/// Brings the snapshot that its registry has now. Answers the IDAs whose data began with another
/// one of this name: their next reset begins with this one.
Result<QStringList> pullSnapshot(Workspace &workspace,
                                 const QString &reference,
                                 Reporter &reporter,
                                 std::stop_token stop);

/// Remembers that the name means the image `id` now: IDAs whose base was made from another one go
/// back to this one with their next reset. Answers these. Call under the workspace's lock.
Result<QStringList>
forgetReplaced(Workspace::Internals &internals, const QString &reference, const QString &id);

/// What was found by verifySnapshot().
struct VerifiedSnapshot
{
    QString reference;
    SnapshotLabels labels;
    QString ida; ///< whose server tried it
    QString service;
    int tables = 0; ///< that the server found
};

/// `name` is a snapshot, or an IDA, whose data begins with one. Unpacks the snapshot into a volume
/// of its own, starts the server of the IDA that uses it, or that it was made for, over it, and
/// counts. Nothing of the workspace changes. Errors: NotFound (no IDA of the workspace can try it),
/// Conflict (it does not suit the server), Failed (the server does not start over it, or tables are
/// missing).
Result<VerifiedSnapshot>
verifySnapshot(Workspace &workspace, const QString &name, Reporter &reporter, std::stop_token stop);

} // namespace devstack
