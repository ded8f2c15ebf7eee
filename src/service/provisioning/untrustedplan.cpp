// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/untrustedplan.h"

#include "plan/undone.h"

namespace devstack {

using namespace Qt::StringLiterals;

void markUntrusted(Plan &plan, const QStringList &idas, const QList<TrustQuestion> &questions)
{
    for (Step &step : plan.steps) {
        // An image that is here is used as it is, and what nobody can do no answer makes possible;
        // everything else waits for the answer.
        const bool isHere = step.kind == StepKind::Image && step.state == StepState::Satisfied;
        if (idas.contains(step.ida) && !isHere && !isUndone(step)) {
            step.state = StepState::Pending;
            step.reason = u"not trusted yet"_s;
        }
    }
    plan.isPartial = true;
    for (const TrustQuestion &question : questions) {
        QString warning = question.ida.isEmpty()
            ? u"devstack.yml carries commands and is not trusted yet."_s
            : u"%1 (%2) is not trusted yet."_s.arg(question.ida, question.path);
        if (!question.reach.isEmpty())
            warning += (question.ida.isEmpty() ? u" It runs: %1."_s : u" It could reach: %1."_s)
                           .arg(question.reach.join(u"; "_s));
        plan.warnings += warning;
    }
    plan.warnings
        += u"Nothing in them was run. “devstack up --trust” trusts them, once per repository."_s;
}

} // namespace devstack
