// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/commandgroups.h"
#include "cli/commands/textreporter.h"
#include "cli/json.h"
#include "cli/table.h"
#include "core/text.h"
#include "service/containers/clean.h"
#include "service/observing/doctor.h"
#include "service/workspace.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

#include <algorithm>
#include <functional>
#include <utility>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

Cell outcomeCell(DoctorCheck::Outcome outcome)
{
    switch (outcome) {
    case DoctorCheck::Outcome::Ok:
        return {u"✓ ok"_s, Tone::Good};
    case DoctorCheck::Outcome::Warning:
        return {u"▲ warning"_s, Tone::Warning};
    case DoctorCheck::Outcome::Problem:
        break;
    }
    return {u"✗ problem"_s, Tone::Bad};
}

Result<int> runDoctor(Context &context)
{
    const QList<DoctorCheck> checks = doctor(context.stop, context.invocation.workspace);
    if (context.stop.stop_requested())
        return cancelled();
    const auto problems
        = std::ranges::count(checks, DoctorCheck::Outcome::Problem, &DoctorCheck::outcome);
    const auto warnings
        = std::ranges::count(checks, DoctorCheck::Outcome::Warning, &DoctorCheck::outcome);
    Output &output = context.output;
    if (output.json()) {
        output.document(doctorJson(checks));
        return problems ? kFailed : kDone;
    }
    Table table({u"CHECK"_s, u"RESULT"_s, u"FINDING"_s});
    for (const DoctorCheck &check : checks) {
        table.addRow(
            {{check.id, Tone::Strong}, outcomeCell(check.outcome), {printable(check.message)}});
        if (!check.fix.isEmpty())
            table.addRow({{}, {}, {u"→ "_s + printable(check.fix), Tone::Accent}});
    }
    table.print(output);
    output.line();
    if (problems || warnings) {
        QStringList parts;
        if (problems)
            parts += counted(problems, u"problem"_s, u"problems"_s);
        if (warnings)
            parts += counted(warnings, u"warning"_s, u"warnings"_s);
        output.line(output.toned(u"Found "_s + parts.join(u" and "_s) + u'.',
                                 problems ? Tone::Bad : Tone::Warning));
    } else {
        output.line(output.toned(u"This machine is ready."_s, Tone::Good));
    }
    return problems ? kFailed : kDone;
}

QJsonObject occupiedJson(const QList<Reclaimable> &items, qint64 freed)
{
    QJsonArray array;
    for (const Reclaimable &item : items) {
        array += QJsonObject {{u"kind"_s, toString(item.kind)},
                              {u"name"_s, item.name},
                              {u"ida"_s, item.ida},
                              {u"bytes"_s, item.bytes},
                              {u"inUse"_s, item.inUse},
                              {u"why"_s, item.why}};
    }
    return {{u"items"_s, array}, {u"freed"_s, freed}};
}

void printOccupied(Output &output, const QList<Reclaimable> &items)
{
    Table table({u"KIND"_s, u"IDA"_s, u"NAME"_s, u"SIZE"_s, {}});
    qint64 total = 0;
    // What matters comes last, beside the question.
    QList<Reclaimable> sorted = items;
    std::ranges::stable_sort(sorted, std::ranges::greater(), &Reclaimable::inUse);
    for (const Reclaimable &item : std::as_const(sorted)) {
        total += std::max<qint64>(0, item.bytes);
        if (item.kind == Reclaimable::Kind::RunJournal)
            continue;
        table.addRow({{toString(item.kind)},
                      {printable(item.ida)},
                      {printable(item.name)},
                      {item.bytes < 0 ? u"?"_s : formatBytes(item.bytes), Tone::Plain, true},
                      item.inUse ? Cell {item.kept.isEmpty() ? u"in use"_s : item.kept, Tone::Dim}
                          : item.why.isEmpty()
                          ? Cell {u"can be freed"_s, Tone::Accent}
                          : Cell {QString(u"can be freed: "_s + item.why), Tone::Accent}});
    }
    const auto journals
        = std::ranges::count(items, Reclaimable::Kind::RunJournal, &Reclaimable::kind);
    if (!table.isEmpty())
        table.print(output);
    output.line(output.toned(
        u"%1 in all, with shared layers of images counted for each; %2."_s.arg(
            formatBytes(total), counted(journals, u"run journal"_s, u"run journals"_s)),
        Tone::Dim));
}

Result<int> runClean(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const auto items = occupied(**workspace, context.stop);
    if (!items)
        return items.error();
    Output &output = context.output;
    if (!output.json())
        printOccupied(output, *items);
    QList<Reclaimable> free = *items;
    free.removeIf([](const Reclaimable &item) { return item.inUse; });
    if (free.isEmpty()) {
        if (output.json())
            output.document(occupiedJson(*items, 0));
        output.line(u"Everything is in use or kept: there is nothing to free."_s);
        return kDone;
    }
    QStringList consequences;
    for (const Reclaimable &item : std::as_const(free))
        consequences += u"removes the %1 %2"_s.arg(toString(item.kind), item.name)
            + (item.why.isEmpty() ? QString() : QString(u" ("_s + item.why + u')'));
    consequences += freedText(free);
    if (!context.confirm(consequences, u"Remove these?"_s)) {
        const Error refusal = unconfirmed(u"Nothing was removed."_s).because(freedText(free));
        if (output.json()) {
            QJsonObject document = occupiedJson(*items, 0);
            document.insert(u"error"_s, errorJson(refusal));
            output.document(document);
        }
        return refusal;
    }
    OperationRequest request = context.request({});
    request.confirmed = true;
    qint64 freed = 0;
    {
        TextReporter reporter(output);
        const auto done = clean(**workspace, request, reporter, context.stop);
        if (!done)
            return done.error();
        freed = *done;
    }
    if (output.json())
        output.document(occupiedJson(*items, freed));
    output.line(output.toned(u"Freed %1."_s.arg(formatBytes(freed)), Tone::Good));
    return kDone;
}

Result<int> runUi(Context &context)
{
    const QString name = u"devstack-desktop"_s;
    const QString beside = QCoreApplication::applicationDirPath() + u'/' + name;
    const QString program
        = QFileInfo(beside).isExecutable() ? beside : QStandardPaths::findExecutable(name);
    if (program.isEmpty())
        return notFound(u"The desktop program is not installed."_s,
                        u"Install devstack-desktop beside this program or in PATH."_s);
    const bool offscreen = !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
    if (!offscreen && qEnvironmentVariableIsEmpty("DISPLAY")
        && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")) {
        return failed(u"There is no display for a window."_s,
                      u"Run this in a graphical session; “devstack status” shows the same here."_s);
    }
    // Without a workspace the program opens its welcome page, so none is no error; a wrong one is.
    QStringList arguments;
    if (const auto workspace = context.workspace())
        arguments += (*workspace)->folder();
    else if (!context.invocation.workspace.isEmpty()
             || workspace.error().kind != Error::Kind::NotFound)
        return workspace.error();
    qint64 pid = 0;
    if (!QProcess::startDetached(program, arguments, {}, &pid))
        return failed(u"“%1” could not be started."_s.arg(program));
    if (context.output.json())
        context.output.document({{u"program"_s, program}, {u"pid"_s, pid}});
    return kDone;
}

} // namespace

QList<Command> machineCommands()
{
    return {
        {u"doctor"_s,
         {},
         u"Check this machine; each finding says what to do."_s,
         u"Needs no workspace. Exit code 1 when there is a problem; warnings do not count."_s,
         {},
         0,
         0,
         runDoctor},
        {u"clean"_s,
         {},
         u"Show disk usage and remove unused data."_s,
         u"Frees images and data of IDAs that are gone, data of discarded resets, checkpoints made "
         u"by the program except the newest of each IDA, and old run journals. Asks first. Keeps "
         u"checkpoints that you saved or protected."_s,
         {},
         0,
         0,
         runClean},
        {u"ui"_s, {}, u"Open the desktop program on this workspace."_s, {}, {}, 0, 0, runUi},
    };
}

} // namespace devstack::cli
