// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/statetext.h"

#include "cli/exitcode.h"
#include "core/errorcode.h"
#include "core/text.h"
#include "service/observing/verdict.h"

#include <QRegularExpression>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

/// "40 s", "12 min", "5 h", "3 days": how long ago it was, roughly.
QString ageText(const QDateTime &then)
{
    const qint64 seconds = qMax<qint64>(then.secsTo(QDateTime::currentDateTimeUtc()), 0);
    if (seconds < 60)
        return u"%1 s"_s.arg(seconds);
    if (seconds < 60 * 60)
        return u"%1 min"_s.arg(seconds / 60);
    constexpr qint64 kDay = 24 * 60 * 60;
    return seconds < 2 * kDay ? u"%1 h"_s.arg(seconds / 3600) : u"%1 days"_s.arg(seconds / kDay);
}

} // namespace

namespace {

Cell cellOf(Condition condition, const QString &word)
{
    switch (condition) {
    case Condition::Unhealthy:
        return {u"▲ "_s + word, Tone::Bad};
    case Condition::Running:
        return {u"● "_s + word, Tone::Good};
    case Condition::Partial:
    case Condition::Starting:
        return {u"◐ "_s + word, Tone::Warning};
    case Condition::External:
        return {u"◆ "_s + word, Tone::Accent};
    case Condition::Absent:
        return {u"◌ "_s + word, Tone::Dim};
    case Condition::Stopped:
    case Condition::Off:
    case Condition::Unknown:
        break;
    }
    return {u"○ "_s + word, Tone::Dim};
}

} // namespace

Cell stateCell(const IdaView &ida, const EngineView &engine)
{
    return cellOf(conditionOf(ida, engine), stateWord(ida, engine));
}

Cell stateCell(const ServiceView &service, const EngineView &engine)
{
    return cellOf(conditionOf(service, engine), stateWord(service, engine));
}

namespace {

/// "devstack start credentials": the one next thing to do; empty: nothing.
QString commandFor(NextAction next, const QString &ida, const QString &service)
{
    const QString target
        = service.isEmpty() || next != NextAction::Logs ? ida : ida + u'/' + service;
    return next == NextAction::None ? QString() : u"devstack %1 %2"_s.arg(toString(next), target);
}

/// Why what is not as wanted is so: one line each, with what to do and what failed services wrote
/// last.
void printReasons(Output &output, const QList<IdaView> &idas)
{
    const auto say = [&](const QString &who, const QString &reason, const QString &todo) {
        output.line(output.toned(u"▸ "_s, Tone::Warning) + printable(who) + u": "_s
                    + printable(reason)
                    + (todo.isEmpty() ? QString() : output.toned(u"  → "_s + todo, Tone::Accent)));
    };
    for (const IdaView &ida : idas) {
        bool isTold = ida.reason.isEmpty();
        for (const ServiceView &service : ida.services) {
            const bool isNews = service.takesPart && !service.lastLines.isEmpty();
            if (!isNews && (service.reason != ida.reason || isTold))
                continue;
            isTold = isTold || service.reason == ida.reason;
            const QString since = service.endedAt.isValid()
                ? u", %1 ago"_s.arg(ageText(service.endedAt))
                : QString();
            say(ida.name, service.reason + since, commandFor(service.next, ida.name, service.name));
            for (const QString &line : service.lastLines)
                output.line(output.toned(u"    "_s + printable(line), Tone::Dim));
        }
        if (!isTold)
            say(ida.name, ida.reason, commandFor(ida.next, ida.name, {}));
    }
}

} // namespace

void printStatus(Output &output,
                 const WorkspaceSnapshot &snapshot,
                 const QStringList &idas,
                 const QDateTime &measured)
{
    const EngineView &engine = snapshot.engine;
    const bool available = engine.availability == EngineView::Availability::Available;
    output.line(output.toned(snapshot.name, Tone::Strong) + u"  "_s
                + output.toned(snapshot.path, Tone::Dim) + u"  "_s
                + (available ? output.toned(
                       u"● Docker %1 · %2"_s.arg(engine.version, engine.context), Tone::Good)
                             : output.toned(u"▲ "_s + engine.error.message, Tone::Bad)));
    if (!available && !engine.error.hint.isEmpty()) {
        const auto code = codeOf(engine.error);
        output.line(u"  "_s + engine.error.hint
                    + (code ? u" [%1]"_s.arg(toString(*code)) : QString()));
    }
    const auto sayStrays = [&] {
        for (const StrayContainers &stray : snapshot.strays)
            output.line(output.toned(u"!  "_s + stray.text(), Tone::Warning));
    };
    if (snapshot.idas.isEmpty()) {
        output.line(noRepositoriesText());
        sayStrays();
        return;
    }

    Table table({u"IDA / SERVICE"_s, u"STATE"_s, u"PORTS"_s, u"MEMORY"_s, u"ADDRESS"_s});
    QList<IdaView> shown;
    for (const IdaView &ida : snapshot.idas) {
        if (!idas.isEmpty() && !idas.contains(ida.name))
            continue;
        shown += ida;
        const QString choice = QStringList {toString(ida.mode), ida.branch, ida.variant}
                                   .filter(QRegularExpression(u"."_s))
                                   .join(u" · "_s);
        const bool isNothing
            = ida.mode == Mode::Off && (ida.kind == u"library" || ida.kind == u"monorepo");
        const QString url = isNothing ? u"nothing to run"_s
            : ida.urls.isEmpty()      ? choice
                                      : ida.urls.first().url;
        table.addRow({{ida.name, Tone::Strong},
                      stateCell(ida, engine),
                      {},
                      {ida.memory ? formatBytes(ida.memory) : QString(), Tone::Plain, true},
                      {url, ida.urls.isEmpty() || isNothing ? Tone::Dim : Tone::Accent}});
        const bool isElsewhere = ida.mode == Mode::External || ida.mode == Mode::Off;
        for (const ServiceView &service : ida.services) {
            // Of what runs elsewhere or not at all, only what is still here.
            if (isElsewhere && service.container.isEmpty())
                continue;
            QStringList ports;
            for (const PortView &port : service.ports) {
                ports += port.wanted && port.host && port.wanted != port.host
                    ? u"%1→%2"_s.arg(port.wanted).arg(port.host)
                    : service.state == ServiceState::Running && !port.host
                    ? u"%1 not published"_s.arg(port.wanted)
                    : !available && port.given && port.given != port.wanted
                    ? u"%1→%2"_s.arg(port.wanted).arg(port.given)
                    : port.host ? QString::number(port.host)
                    : available ? u"(%1)"_s.arg(port.wanted) // nothing publishes it now
                                : QString::number(port.wanted);
            }
            table.addRow(
                {{u"  "_s + service.name},
                 stateCell(service, engine),
                 {ports.join(u' ')},
                 {service.memory ? formatBytes(service.memory) : QString(), Tone::Plain, true},
                 {service.waiting, Tone::Warning}});
        }
    }
    table.print(output);
    if (available)
        printReasons(output, shown);
    if (idas.isEmpty())
        sayStrays();
    if (snapshot.unfinished) {
        output.line(output.toned(
            printable(unfinishedText(*snapshot.unfinished, QDate::currentDate())), Tone::Warning));
    }
    if (measured.isValid()) {
        output.line(
            output.toned(u"Memory as measured %1 ago."_s.arg(ageText(measured)), Tone::Dim));
    }
}

QString noRepositoriesText()
{
    return u"No repositories yet. “devstack add URL” adds one, with its dependencies."_s;
}

QString unfinishedText(const UnfinishedRun &run, QDate today)
{
    const qsizetype count = run.missing.size();
    const RunStep &first = run.missing.first();
    const QDateTime begun = run.header.start.toLocalTime();
    const QString when = begun.toString(begun.date() == today ? u"HH:mm"_s : u"yyyy-MM-dd HH:mm"_s);
    const QString end
        = run.result == RunResult::Failed ? toString(run.result) : u"was "_s + toString(run.result);
    const QString steps = count == 1 ? u"1 step is"_s : u"%1 steps are"_s.arg(count);
    return u"!  Provisioning is incomplete: “%1”, begun at %2, %3; %4 missing (%5: %6%7). “%8” "
           u"continues it."_s.arg(run.header.command,
                                  when,
                                  end,
                                  steps,
                                  first.ida,
                                  first.title,
                                  count > 1 ? u", …"_s : QString(),
                                  continuationOf(run.header));
}

void reportConflicts(Output &output, const WorkspaceSnapshot &snapshot)
{
    for (const ChoiceConflict &conflict : snapshot.conflicts) {
        output.note(output.tonedErr(conflict.isSettled() ? u"note: "_s : u"conflict: "_s,
                                    conflict.isSettled() ? Tone::Warning : Tone::Bad)
                    + printable(conflict.text()));
        if (!conflict.isSettled() && !conflict.choices.isEmpty())
            output.note(u"  choose: "_s + printable(conflict.commands().join(u"  or  "_s)));
    }
}

void reportReadings(Output &output, const WorkspaceSnapshot &snapshot)
{
    for (const QString &note : snapshot.readings)
        output.note(note);
}

void reportEngine(Output &output, const EngineView &engine)
{
    if (engine.availability != EngineView::Availability::Available)
        output.warning(engine.error.within(u"What runs is not known"_s));
}

int codeFor(const EngineView &engine)
{
    return engine.availability == EngineView::Availability::Available ? kDone : kNoEngine;
}

int reportProblems(Output &output, const WorkspaceSnapshot &snapshot, const QStringList &idas)
{
    int code = kDone;
    for (const IdaView &ida : snapshot.idas) {
        if (!idas.isEmpty() && !idas.contains(ida.name))
            continue;
        for (const Error &warning : ida.warnings)
            output.warning(warning);
        for (const Error &problem : ida.problems) {
            output.problem(problem);
            code = kUsage;
        }
    }
    return code;
}

} // namespace devstack::cli
