// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/configurator.h"
#include "ui/source/recordedcommand.h"

#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

void Configurator::chooseMode(const QString &mode,
                              const QString &url,
                              const QString &image,
                              const QString &ida)
{
    choose({ChoiceOrder::Matter::Mode,
            ida.isEmpty() ? m_ida : ida,
            mode,
            url.trimmed(),
            image.trimmed(),
            m_shared});
}

void Configurator::chooseVariant(const QString &variant)
{
    choose({ChoiceOrder::Matter::Variant, m_ida, variant, {}, {}, m_shared});
}

void Configurator::chooseConfiguration(const QString &configuration)
{
    choose({ChoiceOrder::Matter::Configuration, m_ida, configuration, {}, {}, m_shared});
}

void Configurator::follow(const QString &command)
{
    const RecordedCommand parsed = RecordedCommand::parse(command);
    const auto order = ChoiceOrder::parse(command);
    if (parsed.verb == u"stop" && parsed.words.size() == 1) {
        m_stopping = parsed.words.first();
        m_actions.stop(m_stopping);
    } else if (!order) {
        m_actions.copy(command);
    } else if (order->lacksAddress()) {
        emit addressWanted(order->ida);
    } else {
        choose(*order);
    }
}

void Configurator::choose(const ChoiceOrder &order)
{
    if (!m_hub.source() || order.ida.isEmpty())
        return;
    setLoading(true);
    m_hub.source()->choose(order, [this](const Result<ChoiceOutcome> &answer) {
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
        ? tr("%1: %2 is %3 now, before it was %4.")
              .arg(about, outcome.what, outcome.after, outcome.before)
        : tr("%1: %2 was %3 already.").arg(about, outcome.what, outcome.after);
    told.notes = outcome.notes;
    if (outcome.earlier.replaced())
        told.earlier = outcome.earlier;
    setOutcome(told);
}

void Configurator::tellStopped(const QString &command)
{
    if (m_stopping.isEmpty() || command != m_actions.commandFor(u"stop"_s, m_stopping))
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
