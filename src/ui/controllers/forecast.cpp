// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/forecast.h"

#include "core/text.h"
#include "ui/text/displaytext.h"

#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

Forecast::Forecast(WorkspaceHub &hub, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
{
    connect(&hub, &WorkspaceHub::sourceChanged, this, &Forecast::close);
}

void Forecast::ask(const Operation &operation)
{
    if (!m_hub.source())
        return;
    m_operation = operation;
    m_problem = {};
    m_planned.reset();
    m_steps.setRows({});
    m_proposals.setRows({});
    askAgain();
}

void Forecast::ask(const QString &ida)
{
    Operation up;
    up.verb = Operation::Verb::Up;
    if (!ida.isEmpty())
        up.idas = {ida};
    ask(up);
}

void Forecast::askAgain()
{
    if (!m_operation || !m_hub.source())
        return;
    m_reading = true;
    emit changed();
    m_hub.source()->askPlan(m_operation->idas,
                            m_newest.only([this](const Result<PlannedUp> &answer) {
                                m_reading = false;
                                m_problem = answer ? Error() : answer.error();
                                if (answer)
                                    show(*answer);
                                emit changed();
                            }));
}

void Forecast::show(const PlannedUp &planned)
{
    m_planned = planned;
    QList<StepRow> steps;
    for (const Step &step : planned.plan.steps) {
        if (step.state == StepState::Satisfied)
            continue;
        const runmark::Value mark = runmark::ofStep(step);
        steps.append(
            {step.id,
             step.ida,
             toString(step.kind),
             step.title,
             mark,
             runmark::word(mark),
             step.reason,
             step.isFinal() ? QString() : clockText(double(step.expected.count()) / 1000)});
    }
    m_steps.setRows(std::move(steps));
    m_savings.clear();
    QList<ProposalRow> rows;
    for (const MemoryProposal &one :
         planned.memory ? planned.memory->proposals : QList<MemoryProposal>()) {
        if (one.operation.lacksAddress())
            continue;
        m_savings += one.operation;
        rows.append({one.operation.toCommandLine(),
                     one.text,
                     one.frees > 0 ? formatBytes(one.frees) : QString()});
    }
    m_proposals.setRows(std::move(rows));
}

QString Forecast::time() const
{
    if (!m_planned || m_planned->time.steps == 0)
        return {};
    const QString clock = clockText(double(m_planned->time.time.count()) / 1000);
    return m_planned->time.measured == m_planned->time.steps ? tr("usually %1").arg(clock)
                                                             : tr("about %1").arg(clock);
}

QString Forecast::timeNote() const
{
    if (!m_planned || m_planned->time.steps == 0)
        return {};
    const TimeForecast &time = m_planned->time;
    if (time.measured == time.steps)
        return tr("as long as these steps took here before");
    return time.measured == 0 ? tr("a guess: none of these steps ran here before")
                              : tr("%1 of %2 steps ran here before; the others are a guess")
                                    .arg(time.measured)
                                    .arg(time.steps);
}

QString Forecast::memory() const
{
    if (!m_planned || !m_planned->memory || m_planned->memory->budget <= 0)
        return {};
    const MemoryForecast &memory = *m_planned->memory;
    return tr("about %1 of %2")
        .arg(formatBytes(memory.total + memory.others), formatBytes(memory.budget));
}

double Forecast::memoryShare() const
{
    if (!m_planned || !m_planned->memory || m_planned->memory->budget <= 0)
        return 0;
    const MemoryForecast &memory = *m_planned->memory;
    return double(memory.total + memory.others) / double(memory.budget);
}

QString Forecast::memoryWarning() const
{
    return m_planned && m_planned->memory ? m_planned->memory->warning() : QString();
}

bool Forecast::isBeyond() const
{
    return m_planned && m_planned->memory && m_planned->memory->exceedsEngine();
}

QStringList Forecast::warnings() const
{
    if (!m_planned)
        return {};
    QStringList texts = m_planned->plan.warnings;
    // Told above, with its figures and with buttons.
    if (const QString memory = memoryWarning(); !memory.isEmpty()) {
        texts.removeAll(memory);
        texts.removeIf([](const QString &text) { return text.startsWith(u"To make room:"); });
    }
    return texts;
}

void Forecast::save(int proposal)
{
    if (proposal >= 0 && proposal < m_savings.size() && !m_reading)
        emit savingWanted(m_savings.at(proposal));
}

void Forecast::confirm()
{
    if (!m_operation || m_reading)
        return;
    const Operation operation = *m_operation;
    const bool isAgreed = isBeyond();
    close();
    emit confirmed(operation, isAgreed);
}

void Forecast::close()
{
    m_newest.forget();
    m_operation.reset();
    m_reading = false;
    m_problem = {};
    emit changed();
}

} // namespace devstack
