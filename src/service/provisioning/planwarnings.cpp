// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/planwarnings.h"

#include "core/text.h"
#include "service/provisioning/removedcontainers.h"

#include <QSet>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QSet<QString> startedIdas(const Plan &plan)
{
    QSet<QString> idas;
    for (const Step &step : plan.steps) {
        if (step.kind == StepKind::Start && step.state == StepState::Pending)
            idas += step.ida;
    }
    return idas;
}

QString proposalsText(const MemoryForecast &memory)
{
    constexpr qsizetype kShown = 3;
    QStringList texts;
    for (const MemoryProposal &proposal :
         memory.proposals.first(qMin(kShown, memory.proposals.size()))) {
        const QString frees = proposal.frees > 0
            ? u", frees about %1"_s.arg(formatBytes(proposal.frees))
            : QString();
        texts += u"%1 (“%2”%3)"_s.arg(proposal.text, proposal.operation.toCommandLine(), frees);
    }
    return texts.join(u"; "_s);
}

} // namespace

QStringList planWarnings(const QString &workspaceId,
                         const ProvisionRound &run,
                         const Plan &plan,
                         const QStringList &idas)
{
    QStringList warnings;
    for (const ChoiceConflict &conflict : run.definition.conflicts) {
        if (idas.contains(conflict.ida))
            warnings += conflict.text();
    }
    for (const RemovedContainer &container : removedContainers(workspaceId, run, idas))
        warnings += u"%1/%2 ends: %3."_s.arg(container.ida, container.service, container.why);
    const QSet<QString> started = startedIdas(plan);
    for (auto it = run.assembled.idas.begin(); it != run.assembled.idas.end(); ++it) {
        for (const AssembledService &service : it->services) {
            for (const PortChoice &choice : service.ports) {
                if (choice.isMoved() && started.contains(it.key()))
                    warnings += u"%1/%2 listens on %3 instead of %4: %5."_s.arg(
                        it.key(),
                        service.name,
                        QString::number(choice.host),
                        QString::number(choice.original),
                        choice.reason);
            }
        }
    }
    if (run.memory && !run.memory->fits() && !started.isEmpty()) {
        warnings += run.memory->warning();
        if (!run.memory->proposals.isEmpty())
            warnings += u"To make room: %1."_s.arg(proposalsText(*run.memory));
    }
    return warnings;
}

Result<> requireMemory(const ProvisionRound &run, const Plan &plan, bool confirmed)
{
    if (confirmed || !run.memory || !run.memory->exceedsEngine() || startedIdas(plan).isEmpty())
        return ok();
    const QString proposals = proposalsText(*run.memory);
    return Error {
        Error::Kind::NeedsConfirmation,
        run.memory->warning(),
        {},
        (proposals.isEmpty() ? QString() : QString(u"To make room: "_s + proposals + u". "_s))
            + u"--yes starts it all the same."_s,
        {}};
}

} // namespace devstack
