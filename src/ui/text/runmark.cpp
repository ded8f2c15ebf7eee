// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/runmark.h"

#include <QCoreApplication>

namespace devstack::runmark {

namespace {

/// The word of a journal; a word of a later version counts as waiting.
Value fromJournal(QStringView said)
{
    if (said == u"satisfied")
        return Satisfied;
    if (said == u"running")
        return Running;
    if (said == u"done")
        return Done;
    if (said == u"failed")
        return Failed;
    if (said == u"skipped")
        return Skipped;
    if (said == u"cancelled")
        return Cancelled;
    return said == u"interrupted" ? Interrupted : Pending;
}

} // namespace

Value ofStep(const RunStep &step)
{
    return fromJournal(step.state);
}

Value ofRun(const RunState &run)
{
    return run.isRunning() ? Running : fromJournal(run.result);
}

QString word(Value value)
{
    const auto text
        = [](const char *source) { return QCoreApplication::translate("RunMark", source); };
    switch (value) {
    case Pending:
        return text("pending");
    case Satisfied:
        return text("satisfied");
    case Running:
        return text("running");
    case Done:
        return text("done");
    case Failed:
        return text("failed");
    case Skipped:
        return text("skipped");
    case Cancelled:
        return text("cancelled");
    case Interrupted:
        return text("interrupted");
    }
    return {};
}

} // namespace devstack::runmark
