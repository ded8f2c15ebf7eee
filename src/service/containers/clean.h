// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "service/request.h"

#include <QList>
#include <QString>

#include <stop_token>

namespace devstack {

class Workspace;

/// Something the workspace occupies on disk and could free.
struct Reclaimable
{
    enum class Kind { Image, Volume, Checkpoint, RunJournal };
    Kind kind = Kind::Image;
    QString name;
    QString ida;
    qint64 bytes = 0; ///< -1: unknown
    bool inUse = false; ///< listed, never freed
    QString kept; ///< why it is never freed although nothing uses it; empty: something does
    QString why {}; ///< of data that would be freed: whose it is; empty: old data of an IDA
};

/// "image", "volume", "checkpoint", "journal".
QString toString(Reclaimable::Kind kind);

/// What of this would be freed, in one sentence: "This frees 2 images and 15 run journals: 1.2 GB."
/// Pure.
QString freedText(const QList<Reclaimable> &items);

/// What the workspace occupies.
Result<QList<Reclaimable>> occupied(Workspace &workspace, std::stop_token stop);
/// Frees what is not in use: images of IDAs that are gone or have nothing left here, data of
/// forgotten IDAs, checkpoints that the program made by itself (except each IDA's newest; never
/// protected or saved ones), old journals. Needs `confirmed`. Answers the bytes freed.
Result<qint64> clean(Workspace &workspace,
                     const OperationRequest &request,
                     Reporter &reporter,
                     std::stop_token stop);

} // namespace devstack
