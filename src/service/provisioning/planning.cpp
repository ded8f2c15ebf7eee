// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/planning.h"

#include "assembly/names.h"
#include "git/treedigest.h"
#include "model/compose/serviceroles.h"
#include "model/manifest/placeholders.h"
#include "service/definition/composeconfig.h"
#include "service/definition/inputdigest.h"
#include "service/definition/serviceinputs.h"
#include "service/observing/endings.h"
#include "service/observing/httpprobe.h"
#include "service/projects/assemblysummary.h"
#include "service/projects/mounteddata.h"
#include "service/provisioning/planfiles.h"
#include "service/schemas/schemasource.h"
#include "service/workspaceinternals.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QUrl>
#include <QUuid>

#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

PlanService::State planStateOf(ServiceVerdict verdict, Health health)
{
    using State = PlanService::State;
    switch (verdict) {
    case ServiceVerdict::Works:
        return health == Health::Healthy ? State::Healthy : State::Running;
    case ServiceVerdict::Starting:
    case ServiceVerdict::Held:
        return State::Starting;
    case ServiceVerdict::Unhealthy:
        return State::Unhealthy;
    case ServiceVerdict::Finished:
        return State::Finished;
    case ServiceVerdict::Paused:
        return State::Paused;
    case ServiceVerdict::Detached:
        return State::None; // it has to be made again
    case ServiceVerdict::Restarting:
    case ServiceVerdict::Failed:
    case ServiceVerdict::Stopped:
    case ServiceVerdict::NotStarted:
        break;
    }
    return State::Stopped;
}

namespace {

/// What was found out about an IDA that is trusted: what Compose made of its files, and what the
/// Engine has of it.
struct ObservedIda
{
    const QString &workspace; ///< id
    const Assembly &assembly;
    const EngineState &engine;
    QMap<QString, QString> dataVolumes; ///< key → actual name
    IdaGenerations generations;
    QStringList changedInputs; ///< of its model, since the last run
};

/// What binds a service of an assembled model to others; names are as the repository has them.
QList<PlanService::Tie> tiesOf(const QJsonObject &definition, const QMap<QString, QString> &names)
{
    using Bond = PlanService::Tie::Kind;
    QList<PlanService::Tie> ties;
    const auto add = [&](Bond kind, const QString &key) {
        if (names.contains(key))
            ties += PlanService::Tie {kind, names.value(key)};
    };
    const std::pair<QString, Bond> kinds[]
        = {{u"network_mode"_s, Bond::Network}, {u"ipc"_s, Bond::Ipc}, {u"pid"_s, Bond::Processes}};
    const QString own = u"service:"_s;
    for (const auto &[key, kind] : kinds) {
        if (const QString mode = definition.value(key).toString(); mode.startsWith(own))
            add(kind, mode.mid(own.size()));
    }
    const QJsonArray sources = definition.value(u"volumes_from"_s).toArray();
    for (const QJsonValue &source : sources)
        add(Bond::Volumes, source.toString().section(u':', 0, 0));
    const QJsonObject dependencies = definition.value(u"depends_on"_s).toObject();
    for (auto it = dependencies.begin(); it != dependencies.end(); ++it)
        add(it->toObject().value(u"restart"_s).toBool() ? Bond::Restart : Bond::Order, it.key());
    return ties;
}

/// Fills in one IDA: from its files, and from what was observed of it where there is something.
class IdaGatherer
{
public:
    /// `observed` is null for an IDA that is not trusted; all must outlive this.
    IdaGatherer(const WorkspaceDefinition &definition,
                const IdaDefinition &ida,
                const ObservedIda *observed)
        : m_definition(definition)
        , m_ida(ida)
        , m_observed(observed)
        // The assembly's manifest has the addresses with the ports as they are.
        , m_manifest(observed ? observed->assembly.manifest : ida.manifest)
    {
        if (observed)
            m_tree = git::TreeDigest::read(ida.path);
    }

    Result<PlanIda> gather()
    {
        PlanIda plan;
        plan.name = m_ida.name;
        plan.mode = m_ida.mode;
        if (m_observed) {
            addServices(plan);
            addVolumes(plan);
            addSchemas(plan);
        } else {
            addWrittenServices(plan);
        }
        for (const ServiceRun &run : m_ida.manifest.bootstrap)
            plan.bootstrap += planRun(run);
        addUrls(plan);
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
    void addServices(PlanIda &plan) const
    {
        const Assembly &assembly = m_observed->assembly;
        const EngineState &engine = m_observed->engine;
        const QJsonObject model = assembly.model.value(u"services"_s).toObject();
        QMap<QString, QString> names;
        for (const AssembledService &service : assembly.services)
            names.insert(service.key, service.name);
        for (const AssembledService &service : assembly.services) {
            const QJsonObject definition = model.value(service.key).toObject();
            PlanService entry;
            entry.name = service.name;
            entry.key = service.key;
            entry.ties = tiesOf(definition, names);
            entry.isDatabase = service.role == AssembledService::Role::Database;
            entry.isOneShot = service.isOneShot;
            entry.image = service.image;
            entry.hasBuild = service.builds;
            if (service.builds)
                entry.buildDigest = buildDigest(definition.value(u"build"_s).toObject());
            const ImageInfo *image = engine.image(service.image);
            entry.imagePresent = image != nullptr;
            if (image)
                entry.imageId = image->id;
            entry.effectiveHash = service.hash;
            entry.hasHealthcheck = !definition.value(u"healthcheck"_s).toObject().isEmpty()
                && !definition.value(u"healthcheck"_s).toObject().value(u"disable"_s).toBool();
            const ContainerInfo *container
                = engine.container(m_observed->workspace, m_ida.name, service.name);
            if (container)
                entry.lostNetwork = lostNetwork(*container, service);
            if (container && !lacksNetwork(engine, *container, assembly.model, service.key)) {
                entry.runningHash = container->labels.value((label::kHash));
                if (entry.runningHash != entry.effectiveHash)
                    entry.changedInputs
                        = inputsOfService(m_observed->changedInputs, m_ida, service.name);
                entry.hasOtherData = !otherData(assembly.model, service.key, *container).isEmpty();
                entry.runningImageId = container->imageId;
                entry.outlived = outlived(entry.ties, *container);
                const ServiceVerdict verdict = judge(factsOf(container, service));
                entry.state = planStateOf(verdict, container->health);
                entry.isOneShot = entry.isOneShot || verdict == ServiceVerdict::Finished;
            }
            plan.services += entry;
        }
    }

    /// Of what a service shares: the one whose container was made after its own, so that it cannot
    /// be the one that it was given. Empty: none.
    QString outlived(const QList<PlanService::Tie> &ties, const ContainerInfo &container) const
    {
        using Bond = PlanService::Tie::Kind;
        for (const PlanService::Tie &tie : ties) {
            const ContainerInfo *other
                = m_observed->engine.container(m_observed->workspace, m_ida.name, tie.service);
            if (tie.kind != Bond::Restart && tie.kind != Bond::Order && other
                && other->created > container.created)
                return tie.service;
        }
        return {};
    }

    /// The services as the compose file has them; nothing of it was given to Compose.
    void addWrittenServices(PlanIda &plan) const
    {
        for (auto it = m_ida.compose.services.begin(); it != m_ida.compose.services.end(); ++it) {
            if (!m_ida.runs(*it) || m_ida.without().contains(it.key()))
                continue;
            PlanService service;
            service.name = it.key();
            service.key = m_ida.name + u'.' + it.key();
            service.hasBuild = it->build.has_value();
            service.image = it->image.isEmpty() ? m_ida.name + u'-' + it.key() : it->image;
            service.isDatabase = databaseKindOf(*it) != DatabaseKind::None;
            plan.services += service;
        }
    }

    /// A copy that was cut off is none: once it is whole, nothing lies below it any more.
    static bool isWhole(const PlanVolume &wanted, const VolumeInfo &volume)
    {
        return wanted.origin.isEmpty() || volume.options.value(u"type"_s) == u"overlay";
    }

    void addVolumes(PlanIda &plan) const
    {
        const auto &volumes = m_observed->engine.volumes;
        const auto &names = m_observed->dataVolumes;
        for (auto it = names.begin(); it != names.end(); ++it) {
            PlanVolume volume;
            volume.key = it.key();
            volume.name = it.value();
            volume.generation = m_observed->generations.generation(it.key());
            volume.origin = m_observed->generations.origin(it.key());
            // Not by what lies below: nothing does once it was copied.
            volume.beginsWithBase = !volume.origin.ancestors.isEmpty()
                && m_observed->generations.bases.value(it.key()).ancestors
                    == volume.origin.ancestors;
            volume.exists = volumes.contains(it.value()) && isWhole(volume, volumes[it.value()]);
            volume.incarnation = volumes.value(it.value()).labels.value((label::kIncarnation));
            plan.volumes += volume;
        }
    }

    /// What new data begins with.
    void addSchemas(PlanIda &plan) const
    {
        for (const SchemaSource &source : schemaSources(m_ida, m_observed->assembly.services)) {
            plan.schema += source;
            plan.schemaDigests.insert(source.volume, schemaDigest(source));
        }
    }

    void addUrls(PlanIda &plan) const
    {
        for (const Url &url : m_manifest.urls) {
            if (const QString address = healthAddress(url); !address.isEmpty())
                plan.urls += {url.name, address, serviceOf(url), std::nullopt};
        }
    }

    QString buildDigest(const QJsonObject &build) const
    {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        const QString context = build.value(u"context"_s).toString();
        const QString relative = QDir(m_ida.path).relativeFilePath(context);
        if (!m_tree || !*m_tree || relative.startsWith(u"..")) {
            hash.addData(canonicalJson(build));
        } else {
            // By its content alone, it is the same in another workspace and on another machine.
            QJsonObject portable = build;
            portable.remove(u"context"_s);
            hash.addData(canonicalJson(portable));
            hash.addData((*m_tree)->of(relative == u"." ? QString() : relative).toLatin1());
        }
        return QString::fromLatin1(hash.result().toHex());
    }

    PlanRun planRun(const ServiceRun &run) const
    {
        const IdaDefinition *target = run.ida.isEmpty() ? &m_ida : m_definition.find(run.ida);
        PlanRun plan;
        plan.command.ida = target ? target->name : run.ida;
        plan.command.service
            = run.service.isEmpty() && target ? target->manifest.primary : run.service;
        plan.command.argv = run.run.toVector();
        plan.command.as = run.as;
        plan.command.timeout = run.timeout;
        if (m_observed) {
            for (const QString &glob : run.inputs)
                plan.inputs.insert(glob, inputDigest(m_ida.path, glob));
        }
        return plan;
    }

    /// The service that publishes the URL's port, else the primary one.
    QString serviceOf(const Url &url) const
    {
        if (!m_observed)
            return m_ida.manifest.primary;
        const int port = QUrl(url.url).port(80);
        for (const AssembledService &service : m_observed->assembly.services) {
            for (const PortChoice &choice : service.ports) {
                if (choice.host == port)
                    return service.name;
            }
        }
        return m_ida.manifest.primary;
    }

    Result<> addClients(PlanIda &plan) const
    {
        for (auto it = m_manifest.clients.begin(); it != m_manifest.clients.end(); ++it) {
            for (const ClientUser &user : it->users) {
                const auto client
                    = planClient(it.key(), u"user"_s, user.name, placeholdersOf(user));
                if (!client)
                    return client.error();
                plan.clients += *client;
            }
            for (const ClientOauth &oauth : it->oauth) {
                const auto client
                    = planClient(it.key(), u"oauth"_s, oauth.id, placeholdersOf(oauth));
                if (!client)
                    return client.error();
                plan.clients += *client;
            }
        }
        for (const ProviderCall &call : m_ida.calls)
            plan.clients += {call.what,
                             call.name,
                             true,
                             {call.provider, call.service, call.argv, call.as, {}},
                             {},
                             {}};
        for (const UnmetNeed &need : m_ida.unmet) {
            plan.clients += {
                need.what, need.name, true, {need.provider, {}, {}, {}, {}}, need.why, need.hint};
        }
        return ok();
    }

    Result<PlanClient> planClient(const QString &key,
                                  const QString &what,
                                  const QString &name,
                                  const PlaceholderValues &values) const
    {
        const IdaDefinition *provider = m_definition.find(key);
        PlanClient client;
        client.command.ida = provider ? provider->name : key;
        client.what = what;
        client.name = name;
        if (!provider || !provider->present) {
            client.problem = u"“%1” is not part of the workspace"_s.arg(client.command.ida);
            client.hint = u"Add its repository: “devstack add URL”."_s;
            return client;
        }
        const Manifest &manifest = provider->manifest;
        const auto &offer = what == u"user" ? manifest.registerUser : manifest.registerOauth;
        if (!offer) {
            client.problem = u"“%1” declares no register.%2"_s.arg(client.command.ida, what);
            client.hint
                = u"Declare how it registers them under idas.%1.manifest.register in devstack.yml."_s
                      .arg(client.command.ida);
            return client;
        }
        client.command.service = offer->service.isEmpty() ? manifest.primary : offer->service;
        client.command.timeout = offer->timeout;
        client.command.argv = offer->run.arguments;
        // Placeholders are filled in from trusted files only.
        if (!m_observed)
            return client;
        const auto argv = expandPlaceholders(offer->run.arguments, values);
        if (!argv)
            return argv.error().at(offer->mark);
        client.command.argv = *argv;
        return client;
    }

    const WorkspaceDefinition &m_definition;
    const IdaDefinition &m_ida;
    const ObservedIda *m_observed;
    const Manifest &m_manifest;
    std::optional<Result<git::TreeDigest>> m_tree;
};

/// What an IDA's model is made from and is another one than at the last run.
QStringList changedSinceRun(Workspace::Internals &internals,
                            const AssembledWorkspace &assembled,
                            const QString &ida)
{
    const auto folder = internals.idaFolder(ida);
    const auto summary = folder ? readSummary(*folder) : Result<AssemblySummary>(folder.error());
    if (!summary || summary->inputs.isEmpty())
        return {};
    return changedInputs(summary->inputs, assembled.inputs.value(ida));
}

/// Asks the health addresses of IDAs whose services all run; the others would only cost time.
void askHealth(QList<PlanIda> &idas, std::stop_token stop)
{
    QList<PlanUrl *> urls;
    QStringList addresses;
    for (PlanIda &ida : idas) {
        const bool runs = std::ranges::none_of(ida.services, [](const PlanService &service) {
            return service.state == PlanService::State::None
                || service.state == PlanService::State::Stopped
                || service.state == PlanService::State::Paused;
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

/// Finds out of services that may end whether they did so by themselves.
void askHowTheyEnded(const Workspace::Internals &internals,
                     EngineState &engine,
                     const Assembly &assembly,
                     const QString &ida,
                     const std::stop_token &stop)
{
    Endings endings;
    for (const AssembledService &service : assembly.services) {
        const ContainerInfo *found = engine.container(internals.id, ida, service.name);
        if (!service.mayEnd || service.isOneShot || !found || found->stopAsked
            || found->state != ContainerState::Exited || found->exitCode.value_or(0) != 0)
            continue;
        endings.ask(*internals.engineClient, {*found}, 1, stop);
    }
    endings.addTo(engine.containers);
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
    EngineState known = engine;
    addSeenEndings(known.containers, input.records);
    for (const QString &name : idas) {
        const IdaDefinition *ida = definition.find(name);
        PlanIda plan;
        if (ida->runsHere()) {
            askHowTheyEnded(internals, known, assembled.idas[name], name, stop);
            const ObservedIda observed {internals.id,
                                        assembled.idas[name],
                                        known,
                                        assembled.dataVolumes.value(name),
                                        assembled.generations.value(name),
                                        changedSinceRun(internals, assembled, name)};
            const auto gathered = IdaGatherer(definition, *ida, &observed).gather();
            if (!gathered)
                return gathered.error();
            plan = *gathered;
            const auto files = planFiles(internals, *ida, request.seeds.value(name));
            if (!files)
                return files.error();
            plan.files = *files;
        }
        plan.name = name;
        plan.mode = ida->mode;
        if (request.seeds.contains(name)) {
            plan.seedNames = request.seeds.value(name);
            plan.seedNames.removeIf([&](const QString &seed) {
                return !ida->manifest.seeds.contains(seed) && ida->keptFile(seed);
            });
        }
        plan.selected = request.idas.isEmpty() || request.idas.contains(name);
        input.idas += plan;
    }
    askHealth(input.idas, stop);
    if (stop.stop_requested())
        return cancelled();
    return input;
}

Result<PlanIda> untrustedPlanIda(const WorkspaceDefinition &definition, const IdaDefinition &ida)
{
    return IdaGatherer(definition, ida, nullptr).gather();
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
