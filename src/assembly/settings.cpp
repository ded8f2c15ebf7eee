// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/lean.h"
#include "assembly/passes.h"

namespace devstack::passes {

using namespace Qt::StringLiterals;

namespace {

/// Databases need time to write what they hold. Nobody's time is cut: an application that ends
/// cleanly may need all that Compose gives it.
void setGrace(AssembledService::Role role, QJsonObject &service)
{
    if (role == AssembledService::Role::Database && !service.contains(u"stop_grace_period"))
        service.insert(u"stop_grace_period", u"30s"_s);
}

void stripStartInterval(Draft &draft, const QString &name, QJsonObject &service)
{
    QJsonObject check = service.value(u"healthcheck").toObject();
    if (draft.input.hasStartInterval || !check.contains(u"start_interval"))
        return;
    check.remove(u"start_interval");
    service.insert(u"healthcheck", check);
    draft.note(name,
               u"healthcheck: start_interval dropped"_s,
               u"This Engine is older than API 1.44 and would refuse it."_s);
}

} // namespace

void applySettings(Draft &draft)
{
    const QStringList names = draft.services.keys();
    for (const QString &name : names) {
        QJsonObject &service = draft.services[name];
        setGrace(draft.facts.value(name).role, service);
        stripStartInterval(draft, name, service);
        if (!draft.input.lean)
            continue;
        const LeanChange change = applyLean(service, draft.input.leanRulesOff);
        for (const QString &what : change.what)
            draft.note(name, what, change.why);
        if (!change.what.isEmpty())
            draft.lean.append({name, change.rule, change.what, change.why, change.untried});
    }
}

} // namespace devstack::passes
