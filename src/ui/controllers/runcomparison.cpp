// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/runcomparison.h"

#include "core/text.h"
#include "model/operation/operation.h"
#include "ui/text/displaytext.h"
#include "ui/text/operationtext.h"
#include "ui/text/runfigures.h"

#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString groupText(RunDifference::Kind kind)
{
    using Kind = RunDifference::Kind;
    switch (kind) {
    case Kind::Result:
        return RunComparison::tr("Result");
    case Kind::Ida:
        return RunComparison::tr("Took part");
    case Kind::Commit:
        return RunComparison::tr("Commit");
    case Kind::Changes:
        return RunComparison::tr("Uncommitted changes");
    case Kind::Mode:
        return RunComparison::tr("Mode");
    case Kind::Variant:
        return RunComparison::tr("Variant");
    case Kind::Configuration:
        return RunComparison::tr("Configuration");
    case Kind::Image:
        return RunComparison::tr("Image");
    case Kind::Step:
        return RunComparison::tr("Step in one only");
    case Kind::State:
        return RunComparison::tr("State of a step");
    case Kind::Total:
        return RunComparison::tr("Total time");
    case Kind::Time:
        return RunComparison::tr("Time of a step");
    }
    return {};
}

DifferenceRow differenceRow(const RunDifference &one)
{
    using Kind = RunDifference::Kind;
    DifferenceRow row;
    row.about = groupText(one.kind);
    row.name = one.ida;
    if (!one.what.isEmpty())
        row.name += (row.name.isEmpty() ? QString() : u" · "_s) + one.what;
    if (row.name.isEmpty())
        row.name = RunComparison::tr("the whole run");
    row.a = one.a.isEmpty() ? u"–"_s : one.a;
    row.b = one.b.isEmpty() ? u"–"_s : one.b;
    if (one.longer.count() != 0)
        row.change = (one.longer.count() > 0 ? u"+"_s : u"−"_s)
            + formatDuration(std::chrono::abs(one.longer));
    row.slower = one.longer.count() > 0;
    row.machine = one.kind == Kind::Commit || one.kind == Kind::Image;
    return row;
}

} // namespace

RunComparison::RunComparison(WorkspaceHub &hub, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
{
    connect(&hub, &WorkspaceHub::sourceChanged, this, &RunComparison::close);
}

ComparedRun RunComparison::comparedRun(const RunState &run)
{
    if (run.header.id.isEmpty())
        return {};
    return {titleOf(run.header),
            whenText(run.header.start, QDateTime::currentDateTimeUtc()),
            outcomeOf(run),
            run.isRunning() ? QString() : formatDuration(run.duration),
            runmark::ofRun(run)};
}

QString RunComparison::summary() const
{
    const int count = m_rows.count();
    return count == 0 ? tr("Nothing differs in what was recorded.")
        : count == 1  ? tr("1 difference")
                      : tr("%1 differences").arg(count);
}

QString RunComparison::note() const
{
    if (!isOpen() || (m_a.idasThen && m_b.idasThen))
        return {};
    return m_a.idasThen ? tr("The second run did not record commits, modes, configurations and "
                             "images; they are not compared.")
        : m_b.idasThen  ? tr("The first run did not record commits, modes, configurations and "
                             "images; they are not compared.")
                        : tr("Neither run recorded commits, modes, configurations and images; they "
                             "are not compared.");
}

QString RunComparison::command() const
{
    return commandLine({u"compare"_s, m_a.header.id, m_b.header.id});
}

void RunComparison::compare(const QString &one, const QString &other)
{
    const RunState *a = m_hub.run(one);
    const RunState *b = m_hub.run(other);
    if (!a || !b || a == b)
        return;
    const bool isInOrder = a->header.start <= b->header.start;
    m_a = isInOrder ? *a : *b;
    m_b = isInOrder ? *b : *a;
    update();
}

void RunComparison::swap()
{
    std::swap(m_a, m_b);
    update();
}

void RunComparison::close()
{
    m_a = {};
    m_b = {};
    update();
}

void RunComparison::update()
{
    QList<DifferenceRow> rows;
    for (const RunDifference &one : differencesOf(m_a, m_b)) {
        rows += differenceRow(one);
        rows.last().key = QString::number(rows.size());
    }
    m_rows.setRows(std::move(rows));
    emit changed();
}

} // namespace devstack
