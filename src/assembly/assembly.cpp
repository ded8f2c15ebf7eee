// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/assembly.h"

#include "assembly/passes.h"
#include "assembly/portmoves.h"
#include "core/enumnames.h"

#include <QJsonDocument>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumName<AssemblyNote::Level> kLevels[] {
    {AssemblyNote::Level::Info, u"info"},
    {AssemblyNote::Level::Warning, u"warning"},
    {AssemblyNote::Level::Problem, u"problem"},
};

/// How the services of the effective model that need this one wait for it.
QStringList conditionsOn(const QJsonObject &services, const QString &key)
{
    QStringList conditions;
    for (const auto &service : services) {
        const QJsonObject needs = service.toObject().value(u"depends_on"_s).toObject();
        if (needs.contains(key))
            conditions += needs.value(key).toObject().value(u"condition"_s).toString();
    }
    return conditions;
}

/// The file says itself that the Engine is not to start it again when it ended well. (Without a
/// word on that Compose does not start it again either, but then nobody meant anything by it.)
bool staysEnded(const QJsonObject &service)
{
    const QString restart = service.value(u"restart"_s).toString();
    const QString condition = service.value(u"deploy"_s)
                                  .toObject()
                                  .value(u"restart_policy"_s)
                                  .toObject()
                                  .value(u"condition"_s)
                                  .toString();
    return restart == u"no" || restart.startsWith(u"on-failure") || condition == u"none"
        || condition == u"on-failure";
}

/// Meant to end: others wait for its end, or it stays ended and nothing about it is made to be
/// talked to (ports, a health test, data, others that wait until it is healthy).
bool isOneShot(const AssembledService &facts, const QJsonObject &services)
{
    const QStringList conditions = conditionsOn(services, facts.key);
    if (conditions.contains(u"service_completed_successfully"))
        return true;
    const QJsonObject service = services.value(facts.key).toObject();
    return staysEnded(service) && facts.role != AssembledService::Role::Database
        && facts.ports.isEmpty() && service.value(u"healthcheck"_s).toObject().isEmpty()
        && !conditions.contains(u"service_healthy");
}

/// Nobody would miss it: when it ends by itself with 0, it has done what it does, as `docker
/// compose up -d` takes it. The Engine does not start it again, and nothing depends on it or talks
/// to it.
bool mayEnd(const AssembledService &facts, const QJsonObject &services)
{
    const QJsonObject service = services.value(facts.key).toObject();
    const QString restart = service.value(u"restart"_s).toString();
    const QString condition = service.value(u"deploy"_s)
                                  .toObject()
                                  .value(u"restart_policy"_s)
                                  .toObject()
                                  .value(u"condition"_s)
                                  .toString();
    const bool comesBack = restart == u"always" || restart == u"unless-stopped"
        || (restart.isEmpty() && condition == u"any");
    const QString own = u"service:"_s + facts.key;
    const bool isLivedIn = std::ranges::any_of(services, [&](const QJsonValue &value) {
        const QJsonObject other = value.toObject();
        return other.value(u"network_mode"_s) == own || other.value(u"ipc"_s) == own
            || other.value(u"pid"_s) == own;
    });
    return !comesBack && !isLivedIn && facts.role != AssembledService::Role::Database
        && facts.ports.isEmpty() && service.value(u"ports"_s).toArray().isEmpty()
        && service.value(u"expose"_s).toArray().isEmpty()
        && service.value(u"healthcheck"_s).toObject().isEmpty()
        && conditionsOn(services, facts.key).isEmpty();
}

} // namespace

QString toString(AssemblyNote::Level level)
{
    return nameOf<kLevels>(level);
}

Result<Assembly> assemble(const QJsonObject &resolved, const AssemblyInput &input)
{
    if (!resolved.value(u"services").isObject()) {
        return invalidInput(
            u"The compose model of %1 has no services."_s.arg(input.ida),
            {},
            u"Run `docker compose config` in the repository to see what Compose makes of it."_s);
    }
    if (input.mode != Mode::Develop && input.mode != Mode::Image)
        return invalidInput(u"%1 does not run here (mode external or off)."_s.arg(input.ida));

    Draft draft {.resolved = resolved,
                 .input = input,
                 .names = {input.workspace, input.ida, input.siblings},
                 .services = {},
                 .facts = {},
                 .aliases = {},
                 .leftOut = {},
                 .notes = {},
                 .lean = {}};
    passes::selectServices(draft);
    if (const auto named = passes::nameImages(draft); !named)
        return named.error();
    passes::rewriteMounts(draft);
    passes::holdDataParts(draft);
    passes::rewriteEnvironment(draft);
    passes::reachExternals(draft);
    passes::applySettings(draft);
    if (const auto referred = passes::rewriteReferences(draft); !referred)
        return referred.error();
    if (const auto published = passes::rewritePorts(draft); !published)
        return published.error();

    Assembly assembly;
    assembly.aliases = passes::joinNetworks(draft);
    assembly.project = draft.names.project();
    assembly.model = passes::ownResources(draft);
    assembly.model.insert(u"services", passes::labelServices(draft, assembly.model));
    assembly.model.insert(u"name", assembly.project);
    assembly.services = draft.facts.values();
    const QJsonObject services = assembly.model.value(u"services").toObject();
    for (AssembledService &service : assembly.services) {
        service.isOneShot = isOneShot(service, services);
        service.mayEnd = mayEnd(service, services);
    }
    assembly.notes = draft.notes;
    assembly.lean = draft.lean;
    assembly.manifest = followPorts(input.manifest, portMovesFor(input.ida, input.ports));
    return assembly;
}

QByteArray canonicalJson(const QJsonObject &object)
{
    // QJsonObject keeps its keys sorted.
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace devstack
