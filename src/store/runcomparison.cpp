// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/runcomparison.h"

#include "core/enumnames.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr EnumName<RunDifference::Kind> kKinds[] {
    {RunDifference::Kind::Commit, u"commit"},
    {RunDifference::Kind::Mode, u"mode"},
    {RunDifference::Kind::Variant, u"variant"},
    {RunDifference::Kind::Configuration, u"configuration"},
    {RunDifference::Kind::Result, u"result"},
    {RunDifference::Kind::Step, u"step"},
    {RunDifference::Kind::Time, u"time"},
};

constexpr qsizetype kShortCommit = 10;

/// Only a step that did something has a time that means something.
bool hasRun(const RunStep &step)
{
    return step.state == StepState::Done || step.state == StepState::Failed;
}

bool isNotable(std::chrono::milliseconds a, std::chrono::milliseconds b)
{
    const auto difference = a > b ? a - b : b - a;
    return difference >= 1s && difference * 5 >= std::max(a, b);
}

QString secondsText(std::chrono::milliseconds time)
{
    return QString::number(double(time.count()) / 1000, 'f', 1) + u" s"_s;
}

/// How the step ended, with the reason of one that failed.
QString outcomeOf(const RunStep &step)
{
    const QString state = toString(step.state);
    return step.state == StepState::Failed && !step.reason.isEmpty() ? state + u": "_s + step.reason
                                                                     : state;
}

/// With the mark of changed files.
QString shortCommit(const QString &commit)
{
    return commit.left(kShortCommit) + (commit.endsWith(u'+') ? u"+"_s : QString());
}

void compareBeginnings(const RunState &a, const RunState &b, QList<RunDifference> &found)
{
    using Kind = RunDifference::Kind;
    for (auto it = a.beginnings.cbegin(); it != a.beginnings.cend(); ++it) {
        const auto other = b.beginnings.constFind(it.key());
        if (other == b.beginnings.cend())
            continue;
        const auto compare = [&](Kind kind, const QString &was, const QString &is) {
            if (was != is)
                found += {kind, it.key(), {}, was, is, 0ms};
        };
        compare(Kind::Commit, shortCommit(it->commit), shortCommit(other->commit));
        compare(Kind::Mode, it->mode, other->mode);
        compare(Kind::Variant, it->variant, other->variant);
        compare(Kind::Configuration, it->configuration, other->configuration);
    }
}

void compareSteps(const RunState &a, const RunState &b, QList<RunDifference> &found)
{
    using Kind = RunDifference::Kind;
    QHash<QString, const RunStep *> second;
    for (const RunStep &step : b.steps)
        second.insert(step.id, &step);
    QList<RunDifference> times;
    QSet<QString> seen;
    for (const RunStep &step : a.steps) {
        seen += step.id;
        const RunStep *other = second.value(step.id);
        const QString was = step.state == StepState::Satisfied ? QString() : outcomeOf(step);
        const QString is = other == nullptr || other->state == StepState::Satisfied
            ? QString()
            : outcomeOf(*other);
        if (was != is)
            found += {Kind::Step, step.ida, step.title, was, is, 0ms};
        else if (other != nullptr && hasRun(step) && isNotable(step.duration, other->duration))
            times += {Kind::Time,
                      step.ida,
                      step.title,
                      secondsText(step.duration),
                      secondsText(other->duration),
                      other->duration - step.duration};
    }
    for (const RunStep &step : b.steps) {
        if (!seen.contains(step.id) && step.state != StepState::Satisfied)
            found += {Kind::Step, step.ida, step.title, {}, outcomeOf(step), 0ms};
    }
    const auto size
        = [](const RunDifference &one) { return one.slower < 0ms ? -one.slower : one.slower; };
    std::ranges::stable_sort(times, std::ranges::greater(), size);
    found += times;
}

bool isOfTheSameVerb(const RunState &a, const RunState &b)
{
    if (a.header.operation && b.header.operation)
        return a.header.operation->verb == b.header.operation->verb;
    return a.header.command.section(u' ', 0, 1) == b.header.command.section(u' ', 0, 1);
}

} // namespace

QString toString(RunDifference::Kind kind)
{
    return nameOf<kKinds>(kind);
}

QList<RunDifference> differencesBetween(const RunState &a, const RunState &b)
{
    using Kind = RunDifference::Kind;
    QList<RunDifference> found;
    compareBeginnings(a, b, found);
    if (a.result != b.result)
        found += {Kind::Result, {}, {}, toString(a.result), toString(b.result), 0ms};
    compareSteps(a, b, found);
    if (isNotable(a.duration, b.duration))
        found += {Kind::Time,
                  {},
                  {},
                  secondsText(a.duration),
                  secondsText(b.duration),
                  b.duration - a.duration};
    return found;
}

bool tellsBeginnings(const RunState &a, const RunState &b)
{
    return !a.beginnings.isEmpty() && !b.beginnings.isEmpty();
}

const RunState *peerOf(const RunState &run, const QList<RunState> &runs)
{
    const RunState *any = nullptr;
    for (const RunState &other : runs) {
        if (!other.isOver() || other.header.start >= run.header.start || other.header.id == run.header.id
            || !isOfTheSameVerb(run, other))
            continue;
        if (other.result == RunResult::Done && !other.foundNothingToDo())
            return &other;
        if (any == nullptr)
            any = &other;
    }
    return any;
}

} // namespace devstack
