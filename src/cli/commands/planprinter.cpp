// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/planprinter.h"

#include "cli/commands/textreporter.h"
#include "cli/exitcode.h"
#include "cli/table.h"
#include "core/errorcode.h"
#include "core/gracefulstop.h"
#include "core/text.h"
#include "service/observing/unfinishedrun.h"
#include "service/operations/runoperation.h"

#include <QJsonArray>

#include <algorithm>
#include <optional>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

/// What the failure of such a step mostly is.
std::optional<ErrorCode> usualCode(StepKind kind)
{
    switch (kind) {
    case StepKind::Clone:
        return ErrorCode::CloneRefused;
    case StepKind::Image:
        return ErrorCode::ImageRefused;
    case StepKind::Build:
        return ErrorCode::BuildFailed;
    case StepKind::Schema:
        return ErrorCode::SchemaRefused;
    case StepKind::Start:
        return ErrorCode::ServiceEnded;
    case StepKind::Ready:
    case StepKind::Health:
        return ErrorCode::NeverHealthy;
    case StepKind::Bootstrap:
    case StepKind::Client:
    case StepKind::Seed:
        return ErrorCode::CommandFailed;
    default:
        return std::nullopt;
    }
}

Cell stepCell(StepState state)
{
    switch (state) {
    case StepState::Pending:
        return {u"○ needed"_s, Tone::Accent};
    case StepState::Satisfied:
        return {u"✓ satisfied"_s, Tone::Dim};
    case StepState::Running:
        return {u"◐ running"_s, Tone::Warning};
    case StepState::Done:
        return {u"● done"_s, Tone::Good};
    case StepState::Failed:
        return {u"▲ failed"_s, Tone::Bad};
    case StepState::Skipped:
        return {u"– skipped"_s, Tone::Dim};
    case StepState::Cancelled:
        return {u"– cancelled"_s, Tone::Warning};
    case StepState::Unknown:
        break;
    }
    return {};
}

/// A line that wraps could not be taken back: one column stays free.
qsizetype liveWidth(const Output::Style &style)
{
    constexpr qsizetype kUsual = 80;
    const int columns = style.errWidth ? style.errWidth() : 0;
    return (columns > 0 ? columns : kUsual) - 1;
}

QString stepCount(qsizetype steps)
{
    return counted(steps, u"step"_s, u"steps"_s);
}

} // namespace

QString stepCode(const StepInfo &step)
{
    if (step.state != StepState::Failed)
        return {};
    const auto known = codeOf(failed(step.reason, step.hint).because(step.detail));
    const auto code = known ? known : usualCode(step.kind);
    return code ? toString(*code) : QString();
}

QJsonObject planJson(const Plan &plan)
{
    QJsonObject document = planToJson(plan);
    QJsonArray steps = document.value(u"steps"_s).toArray();
    for (qsizetype i = 0; i < steps.size(); ++i) {
        if (const QString code = stepCode(plan.steps[i]); !code.isEmpty()) {
            QJsonObject step = steps[i].toObject();
            step.insert(u"code"_s, code);
            steps[i] = step;
        }
    }
    document.insert(u"steps"_s, steps);
    return document;
}

PlanPrinter::PlanPrinter(Output &output)
    : m_output(output)
{
    m_clock.start();
}

PlanPrinter::~PlanPrinter()
{
    clearLive();
}

void PlanPrinter::waiting(const QString &what)
{
    m_output.note(printable(what));
}

void PlanPrinter::planStarted(const Plan &plan)
{
    m_count = countOf(plan.steps);
    for (const QString &warning : plan.warnings)
        m_output.note(m_output.tonedErr(u"note: "_s, Tone::Warning) + printable(warning));
}

void PlanPrinter::stepStarted(const Step &step)
{
    m_running.insert(step.id, step.ida + u": "_s + step.title);
    showLive();
}

void PlanPrinter::stepProgress(const Step &step, const Progress &progress)
{
    m_running.insert(step.id,
                     step.ida + u": "_s
                         + (progress.text.isEmpty() ? step.title : progressText(progress)));
    if (!m_sinceShown.isValid() || m_sinceShown.elapsed() > 100)
        showLive();
}

void PlanPrinter::stepFinished(const Step &step)
{
    clearLive();
    m_count.done += step.state == StepState::Done ? 1 : 0;
    m_running.remove(step.id);
    const Cell state = stepCell(step.state);
    QString line = u"%1  %2  %3"_s.arg(m_output.tonedErr(state.text.left(1), state.tone),
                                       m_output.tonedErr(printable(step.ida), Tone::Strong),
                                       printable(step.title));
    if (step.state == StepState::Done)
        line += u"  "_s + m_output.tonedErr(formatDuration(step.duration), Tone::Dim);
    else if (!step.reason.isEmpty())
        line += u"  "_s + m_output.tonedErr(printable(step.reason), state.tone);
    if (step.state == StepState::Done && !step.hint.isEmpty())
        line += u"\n     "_s + printable(step.hint);
    if (step.state == StepState::Failed) {
        m_output.complaint(line);
        for (const QString &detail : step.detail.split(u'\n', Qt::SkipEmptyParts))
            m_output.complaint(u"     "_s + printable(detail));
        const QString code = stepCode(step);
        QString next = printable(step.hint);
        if (!code.isEmpty())
            next += (next.isEmpty() ? u"["_s : u" ["_s) + code + u']';
        if (!next.isEmpty())
            m_output.complaint(u"     "_s + next);
    } else {
        m_output.note(line);
    }
    showLive();
}

void PlanPrinter::planFinished(const Plan &)
{
    clearLive();
}

void PlanPrinter::stopping(const QList<Step> &running)
{
    QStringList finishing;
    for (const Step &step : running) {
        if (finishesWhenStopped(step.kind))
            finishing += u"“%1” of %2"_s.arg(step.title, step.ida);
    }
    clearLive();
    if (!finishing.isEmpty()) {
        m_output.note(
            m_output.tonedErr(printable(finishingText(finishing.join(u", "_s))), Tone::Warning));
    }
    showLive();
}

void PlanPrinter::showLive()
{
    if (m_running.isEmpty() || m_output.style().quiet || !m_output.style().interactive)
        return;
    clearLive();
    m_sinceShown.start();
    const QString text = u"◐ %1 of %2 · %3 · %4"_s.arg(m_count.done)
                             .arg(m_count.total)
                             .arg(formatDuration(std::chrono::milliseconds(m_clock.elapsed())),
                                  printable(m_running.values().join(u" · "_s)));
    m_output.rawErr() << shortened(text, liveWidth(m_output.style()));
    m_output.rawErr().flush();
    m_liveShown = true;
}

void PlanPrinter::clearLive()
{
    if (!m_liveShown)
        return;
    m_output.rawErr() << "\r\x1b[K";
    m_output.rawErr().flush();
    m_liveShown = false;
}

void printPlan(Output &output, const Plan &plan, bool withSatisfied)
{
    Table table({u"IDA"_s, u"STEP"_s, u"STATE"_s, u"WHY"_s});
    int left = 0;
    for (const Step &step : plan.steps) {
        if (step.state == StepState::Satisfied && !withSatisfied) {
            ++left;
            continue;
        }
        table.addRow({{step.ida, Tone::Strong},
                      {step.title},
                      stepCell(step.state),
                      {step.reason, Tone::Dim}});
    }
    if (!table.isEmpty())
        table.print(output);
    for (const QString &warning : plan.warnings)
        output.line(output.toned(u"note: "_s, Tone::Warning) + printable(warning));
    if (left > 0)
        output.line(
            output.toned((left == 1 ? u"1 step is satisfied; --all shows it."_s
                                    : u"%1 steps are satisfied; --all shows them."_s.arg(left)),
                         Tone::Dim));
    if (plan.isPartial && plan.warnings.isEmpty())
        output.line(
            output.toned(u"More steps are planned once the repositories are cloned."_s, Tone::Dim));
    else if (table.isEmpty())
        output.line(u"Nothing to do."_s);
}

Result<OperationResult> resultOf(const Context &context,
                                 Workspace &workspace,
                                 const Operation &operation,
                                 const OperationRequest &request,
                                 PlanPrinter &printer)
{
    SilentReporter silent;
    return runOperation(workspace, operation, request, printer, silent, context.stop);
}

Result<Plan> planOf(const Context &context,
                    Workspace &workspace,
                    const Operation &operation,
                    const OperationRequest &request,
                    PlanPrinter &printer)
{
    const auto result = resultOf(context, workspace, operation, request, printer);
    return result ? Result<Plan>(result->plan.value_or(Plan())) : Result<Plan>(result.error());
}

namespace {

/// "run the same command again", or the command that goes on where that would begin anew.
QString toContinue(const Operation &operation)
{
    const Operation next = continuationOf(operation);
    return next == operation ? u"run the same command again"_s
                             : u"“%1” goes on from here"_s.arg(next.toCommandLine());
}

QString sentence(const QString &text)
{
    return text.left(1).toUpper() + text.mid(1);
}

} // namespace

int concludeRun(Output &output,
                const Plan &plan,
                const QJsonObject &more,
                const Operation &operation)
{
    const bool isSame = continuationOf(operation) == operation;
    const QString next = toContinue(operation) + (isSame ? u" to continue."_s : u"."_s);
    const StepCount count = countOf(plan.steps);
    const auto failed = std::ranges::count(plan.steps, StepState::Failed, &Step::state);
    const QString time = formatDuration(plan.duration);
    if (output.json()) {
        QJsonObject document = planJson(plan);
        for (auto it = more.begin(); it != more.end(); ++it)
            document.insert(it.key(), it.value());
        output.document(document);
    }
    switch (plan.result) {
    case RunResult::Failed:
        output.complaint(
            output.tonedErr(u"Failed: %1 of %2 steps. When that is mended, %3"_s.arg(failed)
                                .arg(count.total)
                                .arg(next),
                            Tone::Bad));
        return kFailed;
    case RunResult::Cancelled:
        output.complaint(
            output.tonedErr(u"Cancelled after %1. %2"_s.arg(time, sentence(next)), Tone::Warning));
        return kCancelled;
    case RunResult::Planned:
    case RunResult::Running:
    case RunResult::Waiting:
    case RunResult::Done:
    case RunResult::Interrupted:
    case RunResult::Unknown:
        break;
    }
    output.note(
        plan.steps.isEmpty()
            ? (plan.warnings.isEmpty() ? u"Nothing to do."_s : u"Nothing else to do."_s)
            : count.done == 0
            ? u"Nothing to do: %1 satisfied."_s.arg(stepCount(count.satisfied))
            : output.tonedErr(u"Done: %1 in %2, %3 already satisfied."_s.arg(
                                  stepCount(count.done), time, QString::number(count.satisfied)),
                              Tone::Good));
    return kDone;
}

} // namespace devstack::cli
