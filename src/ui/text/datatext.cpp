// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/datatext.h"

#include "core/text.h"
#include "service/schemas/fetchdump.h"
#include "ui/text/displaytext.h"
#include "ui/text/runfigures.h"

#include <QCoreApplication>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

using Start = DatabaseView::Start;
using Base = DatabaseView::Base;

struct InData
{
    Q_DECLARE_TR_FUNCTIONS(Data)
};

/// "today 20:58", "1 Nov (28 days ago)".
QString ageText(const QDateTime &time, const QDateTime &now)
{
    constexpr qint64 kNamedDays = 7;
    const qint64 days = time.toLocalTime().date().daysTo(now.toLocalTime().date());
    const QString when = whenText(time, now);
    return days < kNamedDays ? when : InData::tr("%1 (%2 days ago)").arg(when).arg(days);
}

/// The newest run of one of the verbs that did something to the IDA and is over.
const RunState *
newestOf(const QList<RunState> &runs, const QString &ida, const QList<Operation::Verb> &verbs)
{
    const auto found = std::ranges::find_if(runs, [&](const RunState &run) {
        const auto &operation = run.header.operation;
        // A refused one has no steps.
        if (!operation || !verbs.contains(operation->verb) || !run.isOver() || run.steps.isEmpty())
            return false;
        const QStringList &idas = operation->idas.isEmpty() ? run.header.idas : operation->idas;
        return idas.isEmpty() || idas.contains(ida);
    });
    return found == runs.end() ? nullptr : &*found;
}

/// The beginning of a digest, as long as people compare.
QString shortDigest(const QString &digest)
{
    constexpr qsizetype kShown = 12;
    const qsizetype colon = digest.indexOf(u':');
    return digest.left(colon + 1 + kShown);
}

QStringList snapshotLines(const DatabaseView &database, const QDateTime &now)
{
    if (!database.labels)
        return {InData::tr("Not on this machine. A reset pulls it first.")};
    const SnapshotLabels &labels = *database.labels;
    QStringList lines;
    lines += QStringList({labels.product.text(),
                          InData::tr("%1 tables").arg(labels.tables),
                          labels.hasRows ? InData::tr("with rows") : InData::tr("schema only"),
                          sizeText(database.bytes)})
                 .join(u" · "_s);
    QString made = InData::tr("Made %1 from %2").arg(ageText(database.made, now), labels.source);
    if (!labels.commit.isEmpty())
        made += InData::tr(", commit %1").arg(labels.commit.left(8));
    lines += made;
    lines += shortDigest(database.digest);
    return lines;
}

QStringList dumpLines(const DatabaseView &database, const QDateTime &now)
{
    if (isWebDump(database.source))
        return {InData::tr("A dump from the web, fetched once"), database.source};
    if (!database.isHere)
        return {InData::tr("A dump. The file is not there any more."), database.source};
    return {InData::tr("Dump · %1 · changed %2")
                .arg(sizeText(database.bytes), ageText(database.made, now)),
            database.source};
}

} // namespace

QString sizeText(qint64 bytes)
{
    return bytes < 0 ? u"–"_s : formatBytes(bytes);
}

QString resetTitle(const IdaView &ida)
{
    return ida.hasSchema ? InData::tr("Reset to production schema")
                         : InData::tr("Reset to fresh data");
}

QString resetText(const IdaView &ida, const QDateTime &now)
{
    const QString keeps = InData::tr("The present data is kept as a checkpoint.");
    if (ida.keptSince.isValid())
        return InData::tr("Goes back to how the data was %1, then runs what came later. ")
                   .arg(whenText(ida.keptSince, now))
            + keeps;
    if (!ida.schemas.isEmpty())
        return InData::tr("Begins with %1, then runs pending migrations, clients and seeds. ")
                   .arg(ida.schemas.join(u", "_s))
            + keeps;
    return InData::tr("Begins with empty databases, then runs migrations, clients and seeds. ")
        + keeps;
}

QString sourceText(const DatabaseView &database)
{
    switch (database.start) {
    case Start::Migrations:
        return InData::tr("what the migrations make");
    case Start::Dump:
        return nameOfDump(database.source);
    case Start::Snapshot:
        break;
    }
    return database.source;
}

QString briefText(const DatabaseView &database, const QDateTime &now)
{
    if (database.start == Start::Migrations)
        return {};
    if (database.start == Start::Dump || !database.labels)
        return factLines(database, now).first();
    return u"%1 · %2"_s.arg(database.labels->product.text(),
                            InData::tr("%1 tables").arg(database.labels->tables));
}

QStringList factLines(const DatabaseView &database, const QDateTime &now)
{
    switch (database.start) {
    case Start::Migrations:
        return {InData::tr("No dump or snapshot is named: new data begins empty.")};
    case Start::Dump:
        return dumpLines(database, now);
    case Start::Snapshot:
        break;
    }
    return snapshotLines(database, now);
}

QString standingWord(const DatabaseView &database)
{
    switch (database.base) {
    case Base::None:
        return InData::tr("no base yet");
    case Base::Older:
        return InData::tr("older base");
    case Base::Fits:
        break;
    }
    return database.start == Start::Migrations ? InData::tr("migrated") : InData::tr("in use");
}

QString standingText(const DatabaseView &database, const QDateTime &now)
{
    const QString when = whenText(database.keptSince, now);
    const bool isNamed = database.start != Start::Migrations;
    switch (database.base) {
    case Base::None:
        return isNamed ? InData::tr("No data was made from it yet.")
                       : InData::tr("No data is kept yet that a reset could go back to.");
    case Base::Older:
        return isNamed
            ? InData::tr(
                  "The base of %1 was made from something else. The next reset makes it from this.")
                  .arg(when)
            : InData::tr(
                  "The base of %1 was made from a dump or a snapshot. The next reset makes it "
                  "anew.")
                  .arg(when);
    case Base::Fits:
        break;
    }
    return isNamed ? InData::tr("The present base was made from it, %1.").arg(when)
                   : InData::tr("The present base was made %1.").arg(when);
}

severity::Value standingSeverity(const DatabaseView &database)
{
    const bool isGone
        = database.start == Start::Dump && !isWebDump(database.source) && !database.isHere;
    if (isGone || database.base == Base::Older)
        return severity::Warning;
    return database.base == Base::Fits && database.start != Start::Migrations ? severity::Good
                                                                              : severity::None;
}

QString decidedText(const DatabaseView &database)
{
    if (!database.isChosen)
        return database.start == Start::Migrations ? QString()
                                                   : InData::tr("Named by the repository.");
    return database.declared.isEmpty()
        ? InData::tr("Chosen by you, on this machine only. The repository names nothing.")
        : InData::tr("Chosen by you, on this machine only. The repository names %1.")
              .arg(nameOfDump(database.declared));
}

QString mechanismText(VolumeMechanism mechanism)
{
    switch (mechanism) {
    case VolumeMechanism::Empty:
        return InData::tr("made anew");
    case VolumeMechanism::Overlay:
        return InData::tr("a layer over the kept data");
    case VolumeMechanism::Copy:
        break;
    }
    return InData::tr("a copy of the kept data");
}

QString figuresText(const ResetFigures &figures)
{
    return InData::tr("ready in %1, done in %2, %3")
        .arg(formatDuration(figures.ready),
             formatDuration(figures.done),
             mechanismText(figures.mechanism));
}

ResetTimes resetTimesOf(const RunState &run)
{
    ResetTimes times;
    times.done = run.duration;
    for (const RunStep &step : run.steps) {
        if (step.kind != StepKind::Ready || step.state != StepState::Done
            || !step.started.isValid())
            continue;
        const std::chrono::milliseconds since(run.header.start.msecsTo(step.started));
        times.ready = std::max(times.ready, since + step.duration);
    }
    return times;
}

const RunState *lastResetOf(const QList<RunState> &runs, const QString &ida)
{
    return newestOf(runs, ida, {Operation::Verb::Reset});
}

const RunState *undoableResetOf(const QList<RunState> &runs, const QString &ida)
{
    const RunState *reset = lastResetOf(runs, ida);
    const RunState *newest
        = newestOf(runs, ida, {Operation::Verb::Reset, Operation::Verb::Restore});
    return newest == reset ? reset : nullptr;
}

QString
lastResetText(const RunState &run, std::optional<VolumeMechanism> mechanism, const QDateTime &now)
{
    const QString when = whenText(run.header.start, now);
    if (run.result != RunResult::Done)
        return InData::tr("Last reset %1: %2.").arg(when, outcomeOf(run));
    const ResetTimes times = resetTimesOf(run);
    QStringList parts;
    if (times.ready.count() > 0)
        parts += InData::tr("ready in %1").arg(formatDuration(times.ready));
    parts += InData::tr("done in %1").arg(formatDuration(times.done));
    if (mechanism)
        parts += mechanismText(*mechanism);
    return InData::tr("Last reset %1: %2.").arg(when, parts.join(u", "_s));
}

} // namespace devstack
