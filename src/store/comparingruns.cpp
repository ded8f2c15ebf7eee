// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/comparingruns.h"

#include "core/enumnames.h"
#include "core/text.h"

#include <QHash>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

using Kind = RunDifference::Kind;

constexpr std::chrono::milliseconds kSameTime {500};
constexpr int kSamePart = 10; ///< a tenth
constexpr qsizetype kShownOfId = 12;

constexpr EnumName<Kind> kDifferenceKinds[] {
    {Kind::Result, u"result"},
    {Kind::Ida, u"ida"},
    {Kind::Commit, u"commit"},
    {Kind::Changes, u"changes"},
    {Kind::Mode, u"mode"},
    {Kind::Variant, u"variant"},
    {Kind::Configuration, u"configuration"},
    {Kind::Image, u"image"},
    {Kind::Step, u"step"},
    {Kind::State, u"state"},
    {Kind::Total, u"total"},
    {Kind::Time, u"time"},
};

bool isSameTime(std::chrono::milliseconds a, std::chrono::milliseconds b)
{
    const std::chrono::milliseconds apart = std::chrono::abs(a - b);
    return apart < kSameTime || apart * kSamePart < std::max(a, b);
}

QString shortId(const QString &id)
{
    const QString plain = id.startsWith(u"sha256:"_s) ? id.mid(7) : id;
    return plain.left(kShownOfId);
}

QString orNone(const QString &text)
{
    return text.isEmpty() ? u"none"_s : text;
}

/// What the IDAs were, of two runs that both recorded it.
class ThenComparison
{
public:
    QList<RunDifference> of(const QList<IdaAtRun> &a, const QList<IdaAtRun> &b)
    {
        for (const IdaAtRun &before : a) {
            const auto after = std::ranges::find(b, before.ida, &IdaAtRun::ida);
            if (after == b.end())
                m_found.append({Kind::Ida, before.ida, {}, u"there"_s, {}});
            else
                compare(before, *after);
        }
        for (const IdaAtRun &after : b) {
            if (std::ranges::find(a, after.ida, &IdaAtRun::ida) == a.end())
                m_found.append({Kind::Ida, after.ida, {}, {}, u"there"_s});
        }
        return m_found;
    }

private:
    void compare(const IdaAtRun &a, const IdaAtRun &b)
    {
        add(Kind::Commit, a.ida, shortId(a.commit), shortId(b.commit));
        if (a.dirty != b.dirty)
            m_found.append({Kind::Changes,
                            a.ida,
                            {},
                            a.dirty ? u"uncommitted changes"_s : u"none"_s,
                            b.dirty ? u"uncommitted changes"_s : u"none"_s});
        add(Kind::Mode, a.ida, a.mode, b.mode);
        add(Kind::Variant, a.ida, a.variant, b.variant);
        add(Kind::Configuration, a.ida, a.configuration, b.configuration);
        QStringList services = a.images.keys() + b.images.keys();
        services.removeDuplicates();
        services.sort();
        for (const QString &service : std::as_const(services)) {
            const QString before = a.images.value(service);
            const QString after = b.images.value(service);
            if (before != after)
                m_found.append({Kind::Image,
                                a.ida,
                                service,
                                before.isEmpty() ? u"not there yet"_s : shortId(before),
                                after.isEmpty() ? u"not there yet"_s : shortId(after)});
        }
    }

    void add(Kind kind, const QString &ida, const QString &a, const QString &b)
    {
        if (a != b)
            m_found.append({kind, ida, {}, orNone(a), orNone(b)});
    }

    QList<RunDifference> m_found;
};

QString stateText(const RunStep &step)
{
    const QString why
        = step.state == StepState::Failed ? step.reason.section(u'\n', 0, 0) : QString();
    return why.isEmpty() ? toString(step.state) : toString(step.state) + u": "_s + why;
}

/// It ran to an end, so that its time can be compared.
bool hasTime(const RunStep &step)
{
    return step.state == StepState::Done || step.state == StepState::Failed;
}

QHash<QString, const RunStep *> byId(const RunState &run)
{
    QHash<QString, const RunStep *> steps;
    for (const RunStep &step : run.steps)
        steps.insert(step.id, &step);
    return steps;
}

} // namespace

QString toString(RunDifference::Kind kind)
{
    return nameOf<kDifferenceKinds>(kind);
}

QList<RunDifference> differencesOf(const RunState &a, const RunState &b)
{
    QList<RunDifference> found;
    if (a.result != b.result)
        found.append({Kind::Result, {}, {}, toString(a.result), toString(b.result)});
    if (a.idasThen && b.idasThen)
        found += ThenComparison().of(*a.idasThen, *b.idasThen);

    const auto before = byId(a);
    const auto after = byId(b);
    QList<RunDifference> states;
    QList<RunDifference> times;
    for (const RunStep &step : a.steps) {
        const RunStep *other = after.value(step.id);
        if (!other) {
            found.append({Kind::Step, step.ida, step.title, stateText(step), {}});
            continue;
        }
        if (step.state != other->state)
            states.append({Kind::State, step.ida, step.title, stateText(step), stateText(*other)});
        if (hasTime(step) && hasTime(*other) && !isSameTime(step.duration, other->duration))
            times.append({Kind::Time,
                          step.ida,
                          step.title,
                          formatDuration(step.duration),
                          formatDuration(other->duration),
                          other->duration - step.duration});
    }
    for (const RunStep &step : b.steps) {
        if (!before.contains(step.id))
            found.append({Kind::Step, step.ida, step.title, {}, stateText(step)});
    }
    found += states;
    if (a.isOver() && b.isOver() && !isSameTime(a.duration, b.duration))
        found.append({Kind::Total,
                      {},
                      {},
                      formatDuration(a.duration),
                      formatDuration(b.duration),
                      b.duration - a.duration});
    std::ranges::stable_sort(times, std::ranges::greater(), [](const RunDifference &time) {
        return std::chrono::abs(time.longer);
    });
    return found + times;
}

QString notRecordedText(const RunState &a, const RunState &b)
{
    if (a.idasThen && b.idasThen)
        return {};
    const QString what
        = u"recorded commits, modes, configurations and images: they are not compared."_s;
    return a.idasThen ? u"The second run has not "_s + what
        : b.idasThen  ? u"The first run has not "_s + what
                      : u"Neither run has "_s + what;
}

Result<RunState> runNamed(const QList<RunState> &runs, const QString &name)
{
    const QString hint = u"“devstack compare --list” shows the runs and their numbers."_s;
    static const QStringList kFiles {u".yml"_s, u".yaml"_s, u".json"_s, u".lock"_s, u".jsonl"_s};
    if (name.contains(u'/')
        || std::ranges::any_of(kFiles, [&](const QString &end) { return name.endsWith(end); }))
        return invalidInput(
            u"“%1” is a file: runs are compared, locks are not yet."_s.arg(printable(name)),
            {},
            hint);
    bool isNumber = false;
    const int number = name.toInt(&isNumber);
    // Ids are dates: a short number is a place in the list.
    if (isNumber && name.size() <= 4) {
        if (number >= 1 && number <= runs.size())
            return runs.at(number - 1);
        return notFound(
            u"There is no run %1: %2 recorded."_s.arg(
                printable(name), runs.size() == 1 ? u"1 is"_s : u"%1 are"_s.arg(runs.size())),
            hint);
    }
    QList<RunState> found;
    for (const RunState &run : runs) {
        if (run.header.id == name)
            return run;
        if (!name.isEmpty() && run.header.id.startsWith(name))
            found.append(run);
    }
    if (found.size() > 1)
        return invalidInput(
            u"%1 runs begin with “%2”."_s.arg(found.size()).arg(printable(name)), {}, hint);
    if (found.isEmpty())
        return notFound(u"No run is called “%1”."_s.arg(printable(name)), hint);
    return found.first();
}

std::optional<RunState> lastGoodBefore(const QList<RunState> &runs, const RunState &run)
{
    const auto at
        = std::ranges::find(runs, run.header.id, [](const RunState &one) { return one.header.id; });
    std::optional<RunState> any;
    for (auto one = at == runs.end() ? runs.begin() : at + 1; one != runs.end(); ++one) {
        if (one->result != RunResult::Done)
            continue;
        if (one->header.command == run.header.command)
            return *one;
        if (!any)
            any = *one;
    }
    return any;
}

} // namespace devstack
