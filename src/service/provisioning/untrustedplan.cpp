// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/untrustedplan.h"

#include "model/compose/serviceroles.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

PlanRun
foreseenRun(const WorkspaceDefinition &definition, const IdaDefinition &ida, const ServiceRun &run)
{
    const IdaDefinition *other = run.ida.isEmpty() ? &ida : definition.find(run.ida);
    PlanRun plan;
    plan.ida = other ? other->name : run.ida;
    plan.service = run.service.isEmpty() && other ? other->manifest.primary : run.service;
    plan.argv = run.run.toVector();
    plan.as = run.as;
    plan.timeout = run.timeout;
    return plan;
}

/// With what stands for their argument vectors: placeholders are filled in from trusted files only.
PlanClient foreseenClient(const WorkspaceDefinition &definition,
                          const QString &provider,
                          const QString &what,
                          const QString &name)
{
    const IdaDefinition *ida = definition.find(provider);
    PlanClient client;
    client.provider = ida ? ida->name : provider;
    client.what = what;
    client.name = name;
    if (!ida || !ida->present) {
        client.problem = u"“%1” is not part of the workspace"_s.arg(provider);
        return client;
    }
    const auto &offer = what == u"user" ? ida->manifest.registerUser : ida->manifest.registerOauth;
    if (!offer) {
        client.problem = u"“%1” declares no register.%2"_s.arg(provider, what);
        return client;
    }
    client.service = offer->service.isEmpty() ? ida->manifest.primary : offer->service;
    client.argv = offer->run.arguments;
    return client;
}

} // namespace

PlanIda untrustedPlanIda(const WorkspaceDefinition &definition, const IdaDefinition &ida)
{
    PlanIda plan;
    plan.name = ida.name;
    plan.mode = ida.mode;
    for (auto it = ida.compose.services.begin(); it != ida.compose.services.end(); ++it) {
        PlanService service;
        service.name = it.key();
        service.key = ida.name + u'.' + it.key();
        service.hasBuild = it->build.has_value();
        service.image = it->image.isEmpty() ? ida.name + u'-' + it.key() : it->image;
        service.isDatabase = databaseKindOf(*it) != DatabaseKind::None;
        plan.services += service;
    }
    for (const ServiceRun &run : ida.manifest.bootstrap)
        plan.bootstrap += foreseenRun(definition, ida, run);
    for (const Url &url : ida.manifest.urls) {
        if (!url.health.isEmpty())
            plan.urls += {url.name, url.url, ida.manifest.primary, std::nullopt};
    }
    for (auto it = ida.manifest.clients.begin(); it != ida.manifest.clients.end(); ++it) {
        for (const ClientUser &user : it->users)
            plan.clients += foreseenClient(definition, it.key(), u"user"_s, user.name);
        for (const ClientOauth &oauth : it->oauth)
            plan.clients += foreseenClient(definition, it.key(), u"oauth"_s, oauth.id);
    }
    for (const ProviderRows &rows : ida.rows) {
        PlanClient client;
        client.provider = rows.provider;
        client.what = u"rows"_s;
        client.name = rows.name;
        client.service = rows.service;
        client.argv = rows.argv;
        client.as = rows.as;
        plan.clients += client;
    }
    plan.seedNames = ida.seedNames();
    for (auto it = ida.manifest.seeds.begin(); it != ida.manifest.seeds.end(); ++it) {
        for (const ServiceRun &run : it.value())
            plan.seeds[it.key()] += foreseenRun(definition, ida, run);
    }
    return plan;
}

void markUntrusted(Plan &plan, const QStringList &idas, const QList<TrustQuestion> &questions)
{
    for (Step &step : plan.steps) {
        if (idas.contains(step.ida)) {
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
            warning += u" It could reach: %1."_s.arg(question.reach.join(u"; "_s));
        plan.warnings += warning;
    }
    plan.warnings
        += u"Nothing in them was run. “devstack up --trust” trusts them, once per repository."_s;
}

} // namespace devstack
