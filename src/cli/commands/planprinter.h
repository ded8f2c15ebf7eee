// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/command.h"
#include "cli/output.h"
#include "plan/planrunner.h"
#include "service/operations/runoperation.h"

#include <QElapsedTimer>
#include <QJsonObject>

namespace devstack::cli {

/// The code of the page about a step that failed, "DS404": by what it says, else by its kind. Empty
/// for steps that did not fail and those that have no page.
QString stepCode(const StepInfo &step);

/// The document of a plan, with the codes of the steps that failed.
QJsonObject planJson(const Plan &plan);

/// Shows a run on stderr: a line per step as it ends, its output when it failed, and at a terminal
/// one line that tells what runs now and how much is left.
class PlanPrinter final : public PlanObserver
{
public:
    explicit PlanPrinter(Output &output);
    ~PlanPrinter() override;

    void waiting(const QString &what) override;
    void planStarted(const Plan &plan) override;
    void stepStarted(const Step &step) override;
    void stepProgress(const Step &step, const Progress &progress) override;
    void stepFinished(const Step &step) override;
    void planFinished(const Plan &plan) override;
    void stopping(const QList<Step> &running) override;

private:
    void showLive();
    void clearLive();

    Output &m_output;
    QElapsedTimer m_sinceShown;
    QElapsedTimer m_clock;
    QMap<QString, QString> m_running; ///< id → what it does
    StepCount m_count;
    bool m_liveShown = false;
};

/// Runs an operation as the command line asks for it.
Result<OperationResult> resultOf(const Context &context,
                                 Workspace &workspace,
                                 const Operation &operation,
                                 const OperationRequest &request,
                                 PlanPrinter &printer);
/// The same, of one that has a plan.
Result<Plan> planOf(const Context &context,
                    Workspace &workspace,
                    const Operation &operation,
                    const OperationRequest &request,
                    PlanPrinter &printer);

/// Prints a plan as a table of steps with their reasons.
void printPlan(Output &output, const Plan &plan, bool withSatisfied);

/// How a finished run ended, as the last line, and the exit code for it.
/// `more`: fields for its document beside those of the plan. `operation`: what was run; a failed
/// reset is continued by another command than its own.
int concludeRun(Output &output,
                const Plan &plan,
                const QJsonObject &more = {},
                const Operation &operation = {});

} // namespace devstack::cli
