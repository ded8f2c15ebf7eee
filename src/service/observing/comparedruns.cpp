// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/comparedruns.h"

#include "core/text.h"
#include "store/journalreader.h"
#include "store/runjournal.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kListed = 6;

/// Those that are over, newest first.
QList<RunState> finishedRuns(const QString &folder)
{
    QList<RunState> runs;
    for (const QString &journal : runJournals(folder)) {
        if (auto run = readRun(journal); run && run->isOver())
            runs += std::move(*run);
    }
    std::ranges::stable_sort(
        runs, std::ranges::greater(), [](const RunState &run) { return run.header.start; });
    return runs;
}

Error noSuchRun(const QString &name, const QList<RunState> &runs)
{
    QStringList lines;
    for (qsizetype i = 0; i < std::min(kListed, runs.size()); ++i) {
        const RunHeader &header = runs.at(i).header;
        lines += u"%1  %2  %3"_s.arg(QString::number(i + 1), header.id, printable(header.command));
    }
    return notFound(u"There is no run “%1” in this workspace."_s.arg(printable(name)),
                    lines.isEmpty() ? u"The newest 20 are kept; none is over yet."_s
                                    : u"The newest, which can be named by number or id:\n"_s
                            + lines.join(u'\n'));
}

Result<const RunState *> theRun(const QString &name, const QList<RunState> &runs)
{
    bool isNumber = false;
    const int place = name.toInt(&isNumber);
    if (isNumber && place >= 1 && place <= runs.size())
        return &runs.at(place - 1);
    const RunState *found = nullptr;
    for (const RunState &run : runs) {
        if (name.isEmpty() || !run.header.id.startsWith(name, Qt::CaseInsensitive))
            continue;
        if (found != nullptr)
            return invalidInput(
                u"More than one run begins with “%1”."_s.arg(printable(name)),
                {},
                u"“%1” and “%2” are two of them."_s.arg(found->header.id, run.header.id));
        found = &run;
    }
    return found != nullptr ? Result<const RunState *>(found) : noSuchRun(name, runs);
}

} // namespace

Result<ComparedRuns> compareRuns(Workspace &workspace, const QString &a, const QString &b)
{
    const QList<RunState> runs = finishedRuns(workspace.runsFolder());
    const auto second = b.isEmpty() ? theRun(u"1"_s, runs) : theRun(b, runs);
    if (!second)
        return second.error();
    auto first = a.isEmpty() ? Result<const RunState *>(peerOf(**second, runs)) : theRun(a, runs);
    if (!first)
        return first.error();
    if (*first == nullptr)
        return notFound(u"There is no earlier run like “%1” to compare it with."_s.arg(
                            printable((*second)->header.command)),
                        u"Name two runs: “devstack compare A B”."_s);
    return ComparedRuns {**first, **second, differencesBetween(**first, **second)};
}

} // namespace devstack
