// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "plan/plan.h"
#include "plan/planinput.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace devstack {

/// Labels of fingerprint parts. An executor that knows the image its command ran in reports it as a
/// fact under imagePart(service).
QString imagePart(const QString &service);
QString volumePart(const QString &ida, const QString &key);
/// The value of a volumePart(): the volume's name, its generation and its incarnation.
QString volumeIdentity(const QString &name, int generation, const QString &incarnation);
QString inputPart(const QString &glob);
/// Whether a provider took the rows that a script writes: "yes" or "no", known once they were
/// tried.
QString takenPart();
/// Of a step that makes a volume: the incarnation that it gave to it.
QString madePart();

/// The ids of the steps that make a data volume, and that bring a schema into it.
QString volumeStep(const QString &ida, const QString &key);
QString schemaStep(const QString &ida, const QString &key);
/// The id of the step that keeps the data of an IDA for resets: its databases stand still for it.
QString baseStep(const QString &ida);
/// The id of the step that applies a file of the engineer's own to an IDA's data.
QString fileStep(const QString &ida, const QString &fileName);

/// A short digest that keeps what may be secret (a client's argument vector) out of files.
QString digestOf(const QStringList &texts);

/// Which data the parts name, as a digest; empty when they name none. Data that is swapped away and
/// back (a reset, then its checkpoint) needs no step again that ran on it.
QString dataOf(const Fingerprint &parts);

/// Of a step that was begun and has no end: by the records it is not known why.
QString unfinishedText();

/// Why a step has to run again although it ran before, in plain words; empty when it need not.
QString reasonToRunAgain(const StepRecord &record, const Fingerprint &parts);

/// "18:20" for today, "2026-11-20 18:20" otherwise; local time.
QString timeText(const QDateTime &time, const QDateTime &now);

/// What is wrong with the container of a service ("app does not run"); empty: it is as it should
/// be.
QString reasonToStart(const PlanService &service, bool imageIsNew);

/// Whether the container that is there gives way to another one.
bool isReplaced(const PlanService &service, bool imageIsNew);

/// "a", "a; b", "a; b; and 3 more": several reasons in one line.
QString joined(const QStringList &reasons);

/// An argument vector for people, on one line, at most 100 characters.
QString commandText(const QStringList &argv);

} // namespace devstack
