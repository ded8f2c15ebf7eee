// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/runs.h"

#include "core/text.h"
#include "plan/undone.h"
#include "service/observing/unfinishedrun.h"
#include "ui/text/displaytext.h"
#include "ui/text/operationtext.h"

#include <QCoreApplication>

#include <algorithm>
#include <tuple>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString titleOf(const RunState &run)
{
    return titleOf(run.header);
}

bool isOurs(const RunState &run)
{
    return run.header.pid == QCoreApplication::applicationPid();
}

/// Seconds by which one bar may reach into the next on the same level: journals round times.
constexpr double kTouching = 0.05;

/// How long a journal may take to be seen.
constexpr std::chrono::milliseconds kJournalPatience {1000};
/// More than these fill the page; the cards have them all.
constexpr qsizetype kMostUrls = 4;
const QString kExpectedRun = u"expected"_s;

double secondsAfterStart(const RunState &run, const QDateTime &time)
{
    return double(run.header.start.msecsTo(time)) / 1000;
}

} // namespace

Runs::Runs(WorkspaceHub &hub, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
    , m_output(20'000)
{
    m_clock.setInterval(std::chrono::milliseconds(500));
    connect(&m_clock, &QTimer::timeout, this, &Runs::tick);
    m_patience.setSingleShot(true);
    m_patience.setInterval(kJournalPatience);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_expected.reset();
        showNow();
    });
    connect(&hub, &WorkspaceHub::runsChanged, this, &Runs::update);
    connect(&hub, &WorkspaceHub::snapshotChanged, this, &Runs::updateUrls);
    connect(&hub, &WorkspaceHub::sourceChanged, this, [this] {
        m_wanted.clear();
        m_going.clear();
        m_known.clear();
        m_expected.reset();
    });
}

Runs::~Runs() = default;

void Runs::update()
{
    QList<RunRow> rows;
    QStringList going;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const RunState &run : m_hub.runs()) {
        const runmark::Value result = runmark::ofRun(run);
        rows.append({run.header.id,
                     titleOf(run),
                     whenText(run.header.start, now),
                     result,
                     outcomeOf(run),
                     run.isRunning() ? QString() : formatDuration(run.duration)});
        if (run.isRunning())
            going.append(run.header.id);
        else if (run.isOver() && m_going.contains(run.header.id))
            emit ended(run.header.id, titleOf(run), run.result, isOurs(run));
    }
    // A run that begins takes the page, whatever was looked at before.
    for (const QString &id : going) {
        if (!m_going.contains(id)) {
            m_wanted.clear();
            m_expected.reset();
        }
    }
    // So does one that was over before it was seen to go on.
    const bool first = m_known.isEmpty();
    for (const RunState &run : m_hub.runs()) {
        if (m_known.contains(run.header.id))
            continue;
        m_known.insert(run.header.id);
        if (!first) {
            m_wanted.clear();
            m_expected.reset();
        }
    }
    const bool other = going.size() != m_going.size();
    m_going = going;
    m_runs.setRows(std::move(rows));
    if (other)
        emit activeChanged();
    showNow();
}

void Runs::showNow()
{
    if (m_expected) {
        show(*m_expected);
        return;
    }
    const auto wanted = std::ranges::find_if(
        m_hub.runs(), [this](const RunState &run) { return run.header.id == m_wanted; });
    if (wanted != m_hub.runs().end())
        show(*wanted);
    else
        show(m_hub.runs().isEmpty() ? RunState() : m_hub.runs().first());
}

void Runs::expect(const Operation &operation)
{
    m_patience.stop();
    m_wanted.clear();
    m_expected.emplace();
    m_expected->header.id = kExpectedRun;
    m_expected->header.command = operation.toCommandLine();
    m_expected->header.idas = operation.idaNames();
    m_expected->header.pid = QCoreApplication::applicationPid();
    m_expected->header.start = QDateTime::currentDateTimeUtc();
    m_expected->header.operation = operation;
    showNow();
}

void Runs::expectNoMore()
{
    if (m_expected)
        m_patience.start();
}

bool Runs::resumable() const
{
    if (m_run.result == RunResult::Failed) {
        const auto &operation = m_run.header.operation;
        return operation && !m_run.steps.isEmpty() && continuationOf(*operation) != *operation;
    }
    return m_run.result == RunResult::Cancelled || m_run.result == RunResult::Interrupted
        || m_run.result == RunResult::Waiting;
}

QString Runs::refusalPlace() const
{
    return m_run.error
        ? u"%1:%2"_s.arg(m_run.error->where.file, QString::number(m_run.error->where.line))
        : QString();
}

QString Runs::refusalDetail() const
{
    if (!m_run.error)
        return {};
    // Of a tool's words the last ones tell; of a question all do.
    return waiting() ? m_run.error->detail.trimmed() : lastLines(m_run.error->detail);
}

QString Runs::refusalHint() const
{
    if (waiting())
        return tr("Resume shows what each of them could reach, and asks again.");
    return m_run.error ? m_run.error->hint : QString();
}

void Runs::setCurrent(const QString &id)
{
    m_wanted = id;
    m_expected.reset();
    update();
}

void Runs::show(const RunState &run)
{
    const bool another = run.header.id != m_run.header.id;
    const bool turned = another || run.result != m_run.result || run.error != m_run.error
        || noteOf(run) != noteOf(m_run) || outcomeOf(run) != outcomeOf(m_run)
        || problemOf(run) != problemOf(m_run);
    if (another)
        m_stepChosen = false;
    m_run = run;
    m_figures = figuresOf(m_run, QDateTime::currentDateTimeUtc());
    if (!m_stepChosen || !step()) {
        const QString id = interestingStep();
        if (id != m_selectedStep) {
            m_selectedStep = id;
            emit selectedStepChanged();
        }
    }
    updateSteps();
    updateOutput(false);
    tick();
    if (m_going.isEmpty() && !m_expected)
        m_clock.stop();
    else if (!m_clock.isActive())
        m_clock.start();
    if (another)
        emit currentChanged();
    if (turned)
        emit resultChanged();
    updateStep();
    updateUrls();
}

void Runs::updateUrls()
{
    QStringList urls;
    const bool starts = m_run.header.operation
        && (m_run.header.operation->verb == Operation::Verb::Up
            || m_run.header.operation->verb == Operation::Verb::Reset
            || m_run.header.operation->verb == Operation::Verb::Restore);
    if (starts && m_run.result == RunResult::Done) {
        for (const QString &name : m_run.header.idas) {
            const IdaView *ida = m_hub.snapshot().ida(name);
            if (urls.size() < kMostUrls && ida && ida->state == IdaState::Running
                && !ida->urls.isEmpty())
                urls += ida->urls.first().url;
        }
    }
    if (std::exchange(m_urls, urls) != urls)
        emit urlsChanged();
}

QString Runs::interestingStep() const
{
    for (StepState state : {StepState::Failed, StepState::Running}) {
        for (const RunStep &step : m_run.steps) {
            if (step.state == state)
                return step.id;
        }
    }
    if (const auto undone = std::ranges::find_if(m_run.steps, isUndone);
        undone != m_run.steps.end())
        return undone->id;
    QString last;
    for (const RunStep &step : m_run.steps) {
        if (step.state == StepState::Done || last.isEmpty())
            last = step.id;
    }
    return last;
}

void Runs::tick()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_figures = figuresOf(m_run, now);
    m_span = std::max(1.0, m_figures.elapsed + std::max(0.0, m_figures.left));
    updateLanes();
    const std::tuple figures {
        m_figures.count.done, m_figures.count.total, m_figures.count.satisfied, pathText()};
    if (figures != std::tie(m_done, m_total, m_checked, m_criticalPath)) {
        std::tie(m_done, m_total, m_checked, m_criticalPath) = figures;
        emit figuresChanged();
    }
    emit ticked();
}

void Runs::updateLanes()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QStringList idas;
    QHash<QString, QList<BarRow>> bars;
    QHash<QString, double> ends;
    QHash<QString, double> planned; // where the next pending bar of an IDA may begin
    QHash<QString, QList<double>> levels; // where the bars of each level of a lane end
    for (const RunStep &step : m_run.steps) {
        if (!idas.contains(step.ida))
            idas.append(step.ida);
        double from = -1;
        double to = -1;
        if (step.started.isValid()) {
            from = secondsAfterStart(m_run, step.started);
            to = step.isFinal() ? from + weightOf(step) : secondsAfterStart(m_run, now);
            ends[step.ida] = std::max(ends.value(step.ida), to);
        } else if (step.state == StepState::Pending && m_run.isRunning()) {
            from = std::max({m_figures.elapsed, planned.value(step.ida)});
            to = from + std::max(weightOf(step), m_span / 60);
        }
        if (from < 0)
            continue;
        planned[step.ida] = std::max(planned.value(step.ida), to);
        m_span = std::max(m_span, to);
        // Steps of one IDA that run side by side are drawn one below the other.
        QList<double> &free = levels[step.ida];
        auto level
            = std::ranges::find_if(free, [from](double end) { return end <= from + kTouching; });
        if (level == free.end())
            level = free.insert(free.end(), to);
        *level = to;
        bars[step.ida].append({step.id,
                               toString(step.kind),
                               runmark::ofStep(step),
                               from,
                               to,
                               int(level - free.begin()),
                               u"%1 · %2\n%3"_s.arg(step.title,
                                                    step.isFinal() ? formatDuration(step.duration)
                                                                   : clockText(to - from),
                                                    step.reason)});
    }
    QList<LaneRow> rows;
    for (const QString &ida : idas) {
        auto &model = m_bars[ida];
        if (!model)
            model = std::make_unique<ListModel<BarRow>>();
        model->setRows(bars.value(ida));
        // A lane without a bar says nothing.
        if (bars.value(ida).isEmpty())
            continue;
        const bool going = std::ranges::any_of(m_run.steps, [&ida](const RunStep &step) {
            return step.ida == ida && !step.isFinal();
        });
        const bool goesOn = going && m_run.isRunning();
        const QString duration = !ends.contains(ida) ? QString()
            : goesOn                                 ? clockText(ends.value(ida)) + u" …"_s
                     : formatDuration(std::chrono::milliseconds(qint64(1000 * ends.value(ida))));
        rows.append({ida, duration, std::max(1, int(levels.value(ida).size())), model.get()});
    }
    m_lanes.setRows(std::move(rows));
}

void Runs::updateSteps()
{
    // By IDA, in the order of the plan within each: a plan interleaves them.
    QHash<QString, qsizetype> places;
    for (const RunStep &step : m_run.steps) {
        if (!places.contains(step.ida))
            places.insert(step.ida, places.size());
    }
    QList<RunStep> steps = m_run.steps;
    std::ranges::stable_sort(
        steps, {}, [&places](const RunStep &step) { return places.value(step.ida); });
    QList<StepRow> rows;
    for (const RunStep &step : steps) {
        const runmark::Value progress = runmark::ofStep(step);
        rows.append({step.id,
                     step.ida,
                     toString(step.kind),
                     step.title,
                     progress,
                     runmark::word(progress),
                     step.reason,
                     step.duration.count() > 0 ? formatDuration(step.duration) : QString()});
    }
    m_steps.setRows(std::move(rows));
}

void Runs::updateOutput(bool anew)
{
    const QString of = m_run.header.id + u'\n' + m_selectedStep;
    const RunStep *shownStep = step();
    const qsizetype lines = shownStep ? shownStep->output.size() : 0;
    if (anew || of != m_outputOf || lines < m_outputLines) {
        m_output.clear();
        m_outputLines = 0;
        m_outputOf = of;
    }
    QList<LogRow> added;
    for (qsizetype i = m_outputLines; i < lines; ++i) {
        const OutputLine &line = shownStep->output.at(i);
        LogRow shownLine {{}, {}, levelOf(line.text), parseAnsi(line.text)};
        if (line.stream == OutputLine::Stream::Note)
            shownLine.content.runs = {{0, int(shownLine.content.text.size()), -1, false, true}};
        added.append(shownLine);
    }
    m_outputLines = lines;
    m_output.append(added);
}

void Runs::setSelectedStep(const QString &id)
{
    m_stepChosen = true;
    if (id == m_selectedStep)
        return;
    m_selectedStep = id;
    updateOutput(true);
    emit selectedStepChanged();
    updateStep();
    emit ticked();
}

void Runs::updateStep()
{
    ShownStep shown;
    if (const RunStep *at = step())
        shown = {u"%1 · %2"_s.arg(at->ida, at->title),
                 at->reason,
                 runmark::ofStep(*at),
                 lastLines(at->detail),
                 at->hint};
    if (shown == m_step)
        return;
    m_step = shown;
    emit stepChanged();
}

const RunStep *Runs::step() const
{
    const auto at = std::ranges::find(m_run.steps, m_selectedStep, &RunStep::id);
    return at == m_run.steps.end() ? nullptr : &*at;
}

QString Runs::title() const
{
    return titleOf(m_run);
}

QString Runs::subtitle() const
{
    return tr("started %1").arg(whenText(m_run.header.start, QDateTime::currentDateTimeUtc()));
}

bool Runs::ours() const
{
    return isOurs(m_run);
}

bool Runs::isOf(Operation::Verb verb) const
{
    return m_run.header.operation && m_run.header.operation->verb == verb;
}

QString Runs::elapsed() const
{
    // As the list of runs has it: three ways to write one time would look like three times.
    return m_run.isRunning() ? clockText(m_figures.elapsed) : formatDuration(m_run.duration);
}

QString Runs::left() const
{
    return m_figures.left < 0 ? QString() : clockText(m_figures.left);
}

QString Runs::pathText() const
{
    QStringList kinds;
    QString ida;
    for (const QString &id : m_figures.criticalPath) {
        const auto at = std::ranges::find(m_run.steps, id, &RunStep::id);
        if (at == m_run.steps.end() || weightOf(*at) <= 0)
            continue;
        const QString kind = toString(at->kind);
        kinds << (at->ida == ida ? kind : u"%1: %2"_s.arg(at->ida, kind));
        ida = at->ida;
    }
    return kinds.join(u" → "_s);
}

QString Runs::stepTime() const
{
    const RunStep *at = step();
    if (!at)
        return {};
    const double expected = double(at->expected.count()) / 1000;
    if (runmark::ofStep(*at) == runmark::Running && at->started.isValid()) {
        const double taken = double(at->started.msecsTo(QDateTime::currentDateTimeUtc())) / 1000;
        // What takes no time as a rule has no usual time to compare with.
        if (taken > expected + 1 && expected >= 1)
            return tr("%1, longer than usual (%2)").arg(clockText(taken), clockText(expected));
        return expected > 0 ? tr("%1 of about %2").arg(clockText(taken), clockText(expected))
                            : clockText(taken);
    }
    if (at->isFinal())
        return at->duration.count() > 0 ? formatDuration(at->duration) : QString();
    return expected > 0 ? tr("about %1").arg(clockText(expected)) : QString();
}

int Runs::active() const
{
    return int(m_going.size());
}

QString Runs::statusText() const
{
    for (const RunState &run : m_hub.runs()) {
        if (!run.isRunning())
            continue;
        const RunFigures figures = figuresOf(run, QDateTime::currentDateTimeUtc());
        const StepCount &count = figures.count;
        const QString text = run.steps.isEmpty()
            ? tr("%1 · planning").arg(titleOf(run))
            : tr("%1 · %2 of %3").arg(titleOf(run)).arg(count.done).arg(count.total);
        return figures.left < 0 ? text
                                : tr("%1 · about %2 left").arg(text, clockText(figures.left));
    }
    return {};
}

double Runs::statusShare() const
{
    for (const RunState &run : m_hub.runs()) {
        if (run.isRunning())
            return shareOf(figuresOf(run, QDateTime::currentDateTimeUtc()));
    }
    return 0;
}

} // namespace devstack
