// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/planning.h"

#include "assembly/names.h"
#include "git/treedigest.h"
#include "model/manifest/placeholders.h"
#include "service/assembling/assemblysummary.h"
#include "service/definition/inputdigest.h"
#include "service/observing/httpprobe.h"
#include "service/workspaceinternals.h"

#include <QCryptographicHash>
#include <QDir>
#include <QUrl>
#include <QUuid>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

PlanService::State stateOf(const ContainerInfo &container)
{
    using State = PlanService::State;
    if (container.state == ContainerState::Running) {
        switch (container.health) {
        case Health::Starting:
            return State::Starting;
        case Health::Healthy:
            return State::Healthy;
        case Health::Unhealthy:
            return State::Unhealthy;
        case Health::None:
            return State::Running;
        }
    }
    if (container.state == ContainerState::Exited && container.exitCode == 0)
        return State::Finished;
    return State::Stopped;
}

/// Fills in one IDA.
class IdaGatherer
{
public:
    IdaGatherer(Workspace::Internals &internals,
                const WorkspaceDefinition &definition,
                const IdaDefinition &ida,
                const Assembly &assembly,
                const EngineState &engine)
        : m_parts(internals)
        , m_definition(definition)
        , m_ida(ida)
        , m_assembly(assembly)
        , m_engine(engine)
        , m_tree(git::TreeDigest::read(ida.path))
    {
    }

    Result<PlanIda> gather(const QMap<QString, QString> &dataVolumes,
                           const IdaGenerations &generations)
    {
        PlanIda plan;
        plan.name = m_ida.name;
        plan.mode = m_ida.mode;
        addServices(plan);
        for (auto it = dataVolumes.begin(); it != dataVolumes.end(); ++it) {
            PlanVolume volume;
            volume.key = it.key();
            volume.name = it.value();
            volume.generation = generations.generation(it.key());
            volume.exists = m_engine.volumes.contains(it.value());
            volume.incarnation = m_engine.volumes.value(it.value())
                                     .labels.value(QString::fromUtf16(label::kIncarnation));
            plan.volumes += volume;
        }
        for (const ServiceRun &run : m_ida.manifest.bootstrap)
            plan.bootstrap += planRun(run);
        for (const Url &url : m_assembly.manifest.urls) {
            if (const QString address = healthAddress(url); !address.isEmpty())
                plan.urls += {url.name, address, serviceOf(url), std::nullopt};
        }
        if (const auto added = addClients(plan); !added)
            return added.error();
        plan.seedNames = m_ida.seedNames();
        for (auto it = m_ida.manifest.seeds.begin(); it != m_ida.manifest.seeds.end(); ++it) {
            for (const ServiceRun &run : it.value())
                plan.seeds[it.key()] += planRun(run);
        }
        return plan;
    }

private:
    void addServices(PlanIda &plan)
    {
        const QJsonObject model = m_assembly.model.value(u"services"_s).toObject();
        for (const AssembledService &service : m_assembly.services) {
            const QJsonObject definition = model.value(service.key).toObject();
            PlanService entry;
            entry.name = service.name;
            entry.key = service.key;
            entry.isDatabase = service.role == AssembledService::Role::Database;
            entry.isOneShot = service.isOneShot;
            entry.image = service.image;
            entry.hasBuild = service.builds;
            if (service.builds)
                entry.buildDigest = buildDigest(definition.value(u"build"_s).toObject());
            const ImageInfo *image = m_engine.image(service.image);
            entry.imagePresent = image != nullptr;
            if (image)
                entry.imageId = image->id;
            entry.effectiveHash = service.hash;
            entry.hasHealthcheck = !definition.value(u"healthcheck"_s).toObject().isEmpty()
                && !definition.value(u"healthcheck"_s).toObject().value(u"disable"_s).toBool();
            const ContainerInfo *container
                = m_engine.container(m_parts.id, m_ida.name, service.name);
            if (container && !lacksNetwork(m_engine, *container, m_assembly.model, service.key)) {
                entry.runningHash = container->labels.value(QString::fromUtf16(label::kHash));
                entry.runningImageId = container->imageId;
                entry.state = stateOf(*container);
            }
            plan.services += entry;
        }
    }

    QString buildDigest(const QJsonObject &build) const
    {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(canonicalJson(build));
        const QString context = build.value(u"context"_s).toString();
        const QString relative = QDir(m_ida.path).relativeFilePath(context);
        if (m_tree && !relative.startsWith(u".."))
            hash.addData(m_tree->of(relative == u"." ? QString() : relative).toLatin1());
        return QString::fromLatin1(hash.result().toHex());
    }

    PlanRun planRun(const ServiceRun &run) const
    {
        PlanRun plan;
        const IdaDefinition *target = run.ida.isEmpty() ? &m_ida : m_definition.find(run.ida);
        plan.ida = target ? target->name : run.ida;
        plan.service = run.service.isEmpty() && target ? target->manifest.primary : run.service;
        plan.argv = run.run.toVector();
        plan.as = run.as;
        plan.timeout = run.timeout;
        for (const QString &glob : run.inputs)
            plan.inputs.insert(glob, inputDigest(m_ida.path, glob));
        return plan;
    }

    /// The service that publishes the URL's port, else the primary one.
    QString serviceOf(const Url &url) const
    {
        const int port = QUrl(url.url).port(80);
        for (const AssembledService &service : m_assembly.services) {
            for (const PortChoice &choice : service.ports) {
                if (choice.host == port)
                    return service.name;
            }
        }
        return m_ida.manifest.primary;
    }

    Result<> addClients(PlanIda &plan) const
    {
        // The assembly's manifest has the redirect addresses with the ports as they are.
        for (auto it = m_assembly.manifest.clients.begin(); it != m_assembly.manifest.clients.end();
             ++it) {
            const IdaDefinition *provider = m_definition.find(it.key());
            const QString name = provider ? provider->name : it.key();
            for (const ClientUser &user : it->users) {
                const auto client
                    = planClient(name, provider, u"user"_s, user.name, placeholdersOf(user));
                if (!client)
                    return client.error();
                plan.clients += *client;
            }
            for (const ClientOauth &oauth : it->oauth) {
                const auto client
                    = planClient(name, provider, u"oauth"_s, oauth.id, placeholdersOf(oauth));
                if (!client)
                    return client.error();
                plan.clients += *client;
            }
        }
        for (const ProviderRows &rows : m_ida.rows) {
            PlanClient client;
            client.provider = rows.provider;
            client.what = u"rows"_s;
            client.name = rows.name;
            client.service = rows.service;
            client.argv = rows.argv;
            client.as = rows.as;
            plan.clients += client;
        }
        return ok();
    }

    static Result<PlanClient> planClient(const QString &provider,
                                         const IdaDefinition *definition,
                                         const QString &what,
                                         const QString &name,
                                         const PlaceholderValues &values)
    {
        PlanClient client;
        client.provider = provider;
        client.what = what;
        client.name = name;
        if (!definition || !definition->present) {
            client.problem = u"“%1” is not part of the workspace"_s.arg(provider);
            return client;
        }
        const auto &offer = what == u"user" ? definition->manifest.registerUser
                                            : definition->manifest.registerOauth;
        if (!offer) {
            client.problem = u"“%1” declares no register.%2"_s.arg(provider, what);
            return client;
        }
        const auto argv = expandPlaceholders(offer->run.arguments, values);
        if (!argv)
            return argv.error().at(offer->mark);
        client.argv = *argv;
        client.timeout = offer->timeout;
        client.service = offer->service.isEmpty() ? definition->manifest.primary : offer->service;
        return client;
    }

    Workspace::Internals &m_parts;
    const WorkspaceDefinition &m_definition;
    const IdaDefinition &m_ida;
    const Assembly &m_assembly;
    const EngineState &m_engine;
    Result<git::TreeDigest> m_tree;
};

/// Asks the health addresses of IDAs whose services all run; the others would only cost time.
void askHealth(QList<PlanIda> &idas, std::stop_token stop)
{
    QList<PlanUrl *> urls;
    QStringList addresses;
    for (PlanIda &ida : idas) {
        const bool runs = std::ranges::none_of(ida.services, [](const PlanService &service) {
            return service.state == PlanService::State::None
                || service.state == PlanService::State::Stopped;
        });
        for (PlanUrl &url : ida.urls) {
            if (runs) {
                urls += &url;
                addresses += url.url;
            }
        }
    }
    const QList<HttpAnswer> answers = probe(addresses, std::chrono::seconds(3), stop);
    for (qsizetype i = 0; i < urls.size(); ++i)
        urls[i]->healthy = answers[i].healthy();
}

} // namespace

Result<PlanInput> planInput(Workspace::Internals &internals,
                            const WorkspaceDefinition &definition,
                            const AssembledWorkspace &assembled,
                            const EngineState &engine,
                            const QStringList &idas,
                            const OperationRequest &request,
                            std::stop_token stop)
{
    PlanInput input;
    input.graph = definition.graph;
    input.incarnation = QUuid::createUuid().toString(QUuid::WithoutBraces);
    input.records
        = internals.withState([](WorkspaceState &state) { return state.stepRecords().all(); });
    for (const QString &name : idas) {
        const IdaDefinition *ida = definition.find(name);
        PlanIda plan;
        if (ida->runsHere()) {
            const auto gathered
                = IdaGatherer(internals, definition, *ida, assembled.idas[name], engine)
                      .gather(assembled.dataVolumes.value(name), assembled.generations.value(name));
            if (!gathered)
                return gathered.error();
            plan = *gathered;
        }
        plan.name = name;
        plan.mode = ida->mode;
        if (request.seeds.contains(name))
            plan.seedNames = request.seeds.value(name);
        plan.selected = request.idas.isEmpty() || request.idas.contains(name);
        input.idas += plan;
    }
    askHealth(input.idas, stop);
    if (stop.stop_requested())
        return cancelled();
    return input;
}

PlanInput cloneInput(const WorkspaceDefinition &definition, const QStringList &absent)
{
    PlanInput input;
    input.graph = definition.graph;
    for (const QString &name : absent) {
        const IdaDefinition *ida = definition.find(name);
        PlanIda plan;
        plan.name = name;
        plan.absent = true;
        plan.url = ida->repository;
        plan.ref = ida->ref;
        input.idas += plan;
    }
    return input;
}

} // namespace devstack
