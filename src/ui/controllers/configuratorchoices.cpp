// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/configurator.h"

#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

Operation
Configurator::choiceOf(Operation::Verb verb, const QString &ida, const QString &value) const
{
    Operation choice;
    choice.verb = verb;
    choice.idas = {ida.isEmpty() ? m_ida : ida};
    choice.value = value;
    choice.shared = m_shared;
    return choice;
}

void Configurator::chooseMode(mode::Value mode,
                              const QString &url,
                              const QString &image,
                              const QString &ida)
{
    Operation choice = choiceOf(Operation::Verb::Mode, ida, toString(Mode(mode)));
    choice.url = url.trimmed();
    if (const QString primary = image.trimmed(); !primary.isEmpty())
        choice.images.insert(QString(), primary);
    choose(choice);
}

void Configurator::chooseVariant(const QString &variant)
{
    choose(choiceOf(Operation::Verb::Variant, {}, variant));
}

void Configurator::chooseConfiguration(const QString &configuration)
{
    choose(choiceOf(Operation::Verb::Use, {}, configuration));
}

void Configurator::settleConflict(const QString &key, int choice)
{
    for (const ChoiceConflict &conflict : m_study.config.conflicts) {
        if (toString(conflict.matter) == key && choice >= 0 && choice < conflict.choices.size()) {
            follow(Operation(conflict.choices.at(choice)));
            return;
        }
    }
}

void Configurator::saveMemory(int proposal)
{
    if (m_study.memory && proposal >= 0 && proposal < m_study.memory->proposals.size())
        follow(Operation(m_study.memory->proposals.at(proposal).operation));
}

void Configurator::follow(const Operation &proposal)
{
    if (proposal.verb == Operation::Verb::Stop)
        stop(proposal.ida());
    else if (proposal.lacksAddress())
        emit addressWanted(proposal.ida());
    else
        choose(proposal);
}

void Configurator::stop(const QString &ida)
{
    m_stopping = ida;
    m_actions.stop(ida);
}

void Configurator::choose(const Operation &choice)
{
    if (!m_hub.source() || choice.ida().isEmpty())
        return;
    setLoading(true);
    m_hub.source()->choose(choice, [this](const Result<ChoiceOutcome> &answer) {
        if (answer) {
            m_actions.dismissProblem();
            tell(*answer);
        } else {
            m_actions.report(answer.error());
        }
        refresh();
    });
}

void Configurator::tell(const ChoiceOutcome &outcome)
{
    Outcome told;
    const QString about = outcome.ida.isEmpty() ? tr("The workspace") : outcome.ida;
    told.text = outcome.changed
        ? tr("%1: %2 is now %3 (was %4).").arg(about, outcome.what, outcome.after, outcome.before)
        : tr("%1: %2 was already %3.").arg(about, outcome.what, outcome.after);
    told.notes = outcome.notes;
    if (outcome.earlier.replaced())
        told.earlier = outcome.earlier;
    setOutcome(told);
}

void Configurator::tellStopped(const Operation &operation)
{
    if (m_stopping.isEmpty() || operation.verb != Operation::Verb::Stop
        || operation.ida() != m_stopping)
        return;
    Outcome told;
    told.text = tr("%1 was stopped. Its data stays.").arg(m_stopping);
    told.stopped = std::exchange(m_stopping, {});
    setOutcome(told);
    refresh();
}

void Configurator::undo()
{
    if (!m_hub.source() || !undoable())
        return;
    const Outcome last = m_outcome;
    dismissOutcome();
    if (!last.stopped.isEmpty()) {
        m_actions.start(last.stopped);
        return;
    }
    setLoading(true);
    m_hub.source()->putBack(*last.earlier, [this, last](const Result<> &result) {
        if (result) {
            m_actions.dismissProblem();
            setOutcome({tr("%1 is as it was before.").arg(last.earlier->ida), {}, {}, {}});
        } else {
            m_actions.report(result.error());
        }
        refresh();
    });
}

void Configurator::dismissOutcome()
{
    setOutcome({});
}

void Configurator::setOutcome(const Outcome &outcome)
{
    m_outcome = outcome;
    emit outcomeChanged();
}

} // namespace devstack
