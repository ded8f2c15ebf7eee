// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/databases/databaseviews.h"
#include "service/observing/snapshot.h"
#include "service/operations/runoperation.h"
#include "store/runstate.h"
#include "ui/text/severity.h"

#include <QDateTime>
#include <QStringList>

#include <chrono>

namespace devstack {

/// "41 MB"; "–": not known.
QString sizeText(qint64 bytes);

/// What a reset of the IDA is called everywhere: “Reset to production schema” where new data begins
/// with a schema, else “Reset to fresh data”.
QString resetTitle(const IdaView &ida);

/// What a reset of the IDA keeps and begins with, for people who were not asked yet.
QString resetText(const IdaView &ida, const QDateTime &now);

/// With what the data begins: the snapshot's name, the dump's file name; “what the migrations
/// make”.
QString sourceText(const DatabaseView &database);

/// The most telling of it, for a row: “MariaDB 10.11 · 214 tables”; empty: nothing is known.
QString briefText(const DatabaseView &database, const QDateTime &now);

/// What is known of it, a line each: digest, product, tables, age, origin.
QStringList factLines(const DatabaseView &database, const QDateTime &now);

/// How what a reset goes back to stands to what new data begins with: in a word or two, as a
/// sentence, and how much it matters.
QString standingWord(const DatabaseView &database);
QString standingText(const DatabaseView &database, const QDateTime &now);
severity::Value standingSeverity(const DatabaseView &database);

/// Who decided with what the data begins; empty: there was nothing to decide.
QString decidedText(const DatabaseView &database);

/// “a layer over the kept data”.
QString mechanismText(VolumeMechanism mechanism);

/// “ready in 1.6 s, done in 2.4 s, a layer over the kept data”.
QString figuresText(const ResetFigures &figures);

/// How long a recorded reset took until its databases answered, and as a whole.
struct ResetTimes
{
    std::chrono::milliseconds ready {0}; ///< zero: they never did
    std::chrono::milliseconds done {0};
};
ResetTimes resetTimesOf(const RunState &run);

/// The newest run that reset the IDA and is over; null: there is none. `runs`: newest first.
const RunState *lastResetOf(const QList<RunState> &runs, const QString &ida);

/// The same where no other data was brought back since then.
const RunState *undoableResetOf(const QList<RunState> &runs, const QString &ida);

/// “Last reset today 20:58: ready in 1.6 s, done in 2.4 s, a layer over the kept data.”
/// `mechanism`: how the data came, where it is still that of the reset.
QString
lastResetText(const RunState &run, std::optional<VolumeMechanism> mechanism, const QDateTime &now);

} // namespace devstack
