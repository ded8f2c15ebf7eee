// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/runs.h"

#include "core/text.h"
#include "ui/text/displaytext.h"
#include "ui/text/operationtext.h"

#include <QCoreApplication>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString titleOf(const RunState &run)
{
    return titleOf(run.header);
}

/// What fits into a banner.

/// Seconds by which one bar may reach into the next on the same level: journals round times.
constexpr double kTouching = 0.05;

double secondsAfterStart(const RunState &run, const QDateTime &time)
{
    return double(run.header.start.msecsTo(time)) / 1000;
}

} // namespace

Runs::Runs(WorkspaceHub &hub, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
    , m_runs({u"key"_s, u"title"_s, u"when"_s, u"result"_s, u"duration"_s})
    , m_lanes({u"ida"_s, u"duration"_s, u"levels"_s, u"bars"_s})
    , m_steps(
          {u"key"_s, u"ida"_s, u"kind"_s, u"title"_s, u"progress"_s, u"reason"_s, u"duration"_s})
    , m_output(20'000)
{
    m_clock.setInterval(std::chrono::milliseconds(500));
    connect(&m_clock, &QTimer::timeout, this, &Runs::tick);
    connect(&hub, &WorkspaceHub::runsChanged, this, &Runs::update);
    connect(&hub, &WorkspaceHub::sourceChanged, this, [this] {
        m_wanted.clear();
        m_going.clear();
    });
}

Runs::~Runs() = default;

void Runs::update()
{
    QList<QVariantList> rows;
    QStringList going;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const RunState &run : m_hub.runs()) {
        rows.append({run.header.id,
                     titleOf(run),
                     whenText(run.header.start, now),
                     toString(run.result),
                     run.isRunning() ? QString() : formatDuration(run.duration)});
        if (run.isRunning())
            going.append(run.header.id);
        else if (m_going.contains(run.header.id))
            emit ended(
                titleOf(run), run.result, run.header.pid == QCoreApplication::applicationPid());
    }
    // A run that begins takes the page, whatever was looked at before.
    for (const QString &id : going) {
        if (!m_going.contains(id))
            m_wanted.clear();
    }
    m_going = going;
    m_runs.setRows(rows);
    const auto wanted = std::ranges::find_if(
        m_hub.runs(), [this](const RunState &run) { return run.header.id == m_wanted; });
    if (wanted != m_hub.runs().end())
        show(*wanted);
    else
        show(m_hub.runs().isEmpty() ? RunState() : m_hub.runs().first());
}

void Runs::setCurrent(const QString &id)
{
    m_wanted = id;
    update();
}

void Runs::show(const RunState &run)
{
    if (run.header.id != m_run.header.id)
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
    if (m_going.isEmpty())
        m_clock.stop();
    else if (!m_clock.isActive())
        m_clock.start();
    emit changed();
    emit stepChanged();
}

QString Runs::interestingStep() const
{
    for (StepState state : {StepState::Failed, StepState::Running}) {
        for (const RunStep &step : m_run.steps) {
            if (step.state == state)
                return step.id;
        }
    }
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
    emit ticked();
}

void Runs::updateLanes()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QStringList idas;
    QHash<QString, QList<QVariantList>> bars;
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
        bars[step.ida].append(
            {step.id,
             toString(step.kind),
             toString(step.state),
             from,
             to,
             int(level - free.begin()),
             u"%1 · %2\n%3"_s.arg(step.title, clockText(to - from), step.reason)});
    }
    QList<QVariantList> rows;
    for (const QString &ida : idas) {
        auto &model = m_bars[ida];
        if (!model)
            model = std::make_unique<RowsModel>(QStringList {
                u"key"_s, u"kind"_s, u"progress"_s, u"from"_s, u"to"_s, u"level"_s, u"tip"_s});
        model->setRows(bars.value(ida));
        const bool going = std::ranges::any_of(m_run.steps, [&ida](const RunStep &step) {
            return step.ida == ida && !step.isFinal();
        });
        const QString duration = ends.contains(ida) ? clockText(ends.value(ida)) : QString();
        rows.append({ida,
                     going && m_run.isRunning() ? QString(duration + u" …"_s) : duration,
                     std::max(1, int(levels.value(ida).size())),
                     QVariant::fromValue(model.get())});
    }
    m_lanes.setRows(rows);
}

void Runs::updateSteps()
{
    // By IDA, in the order of the plan within each: a plan interleaves them.
    QStringList idas;
    for (const RunStep &step : m_run.steps)
        idas.append(step.ida);
    idas.removeDuplicates();
    QList<RunStep> steps = m_run.steps;
    std::ranges::stable_sort(
        steps, {}, [&idas](const RunStep &step) { return idas.indexOf(step.ida); });
    QList<QVariantList> rows;
    for (const RunStep &step : steps) {
        rows.append({step.id,
                     step.ida,
                     toString(step.kind),
                     step.title,
                     toString(step.state),
                     step.reason,
                     step.duration.count() > 0 ? formatDuration(step.duration) : QString()});
    }
    m_steps.setRows(rows);
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
    emit stepChanged();
    emit ticked();
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
    return m_run.header.pid == QCoreApplication::applicationPid();
}

QString Runs::verb() const
{
    return m_run.header.operation ? m_run.header.operation->words().first() : QString();
}

QString Runs::elapsed() const
{
    return clockText(m_figures.elapsed);
}

QString Runs::left() const
{
    return m_figures.left < 0 ? QString() : clockText(m_figures.left);
}

QString Runs::criticalPath() const
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

QString Runs::stepTitle() const
{
    return step() ? u"%1 · %2"_s.arg(step()->ida, toString(step()->kind)) : QString();
}

QString Runs::stepReason() const
{
    return step() ? step()->reason : QString();
}

QString Runs::stepState() const
{
    return step() ? toString(step()->state) : QString();
}

QString Runs::stepTime() const
{
    const RunStep *at = step();
    if (!at)
        return {};
    const double expected = double(at->expected.count()) / 1000;
    if (at->state == StepState::Running && at->started.isValid()) {
        const double taken = double(at->started.msecsTo(QDateTime::currentDateTimeUtc())) / 1000;
        return expected > 0 ? tr("%1 of about %2").arg(clockText(taken), clockText(expected))
                            : clockText(taken);
    }
    if (at->isFinal())
        return at->duration.count() > 0 ? formatDuration(at->duration) : QString();
    return expected > 0 ? tr("about %1").arg(clockText(expected)) : QString();
}

QString Runs::stepDetail() const
{
    return step() ? lastLines(step()->detail) : QString();
}

QString Runs::stepHint() const
{
    return step() ? step()->hint : QString();
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
        const QString text
            = tr("%1 · %2 of %3").arg(titleOf(run)).arg(figures.done).arg(figures.total);
        return figures.left < 0 ? text
                                : tr("%1 · about %2 left").arg(text, clockText(figures.left));
    }
    return {};
}

double Runs::statusShare() const
{
    for (const RunState &run : m_hub.runs()) {
        if (run.isRunning() && !run.steps.isEmpty())
            return double(std::ranges::count_if(run.steps, &RunStep::isFinal))
                / double(run.steps.size());
    }
    return 0;
}

} // namespace devstack
