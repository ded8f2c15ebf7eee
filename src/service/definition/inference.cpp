// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/inference.h"

#include "core/secrets.h"
#include "core/text.h"
#include "git/repositoryurl.h"
#include "service/definition/composeconfig.h"
#include "service/definition/inferencecache.h"

#include <QDir>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostEvidence = 50;

/// Who answers to a host name in a workspace.
class Answering
{
public:
    Answering(const QList<IdaDefinition> &idas, const KnownNames &names)
        : m_idas(idas)
        , m_names(names)
    {
        for (qsizetype at = 0; at < idas.size(); ++at) {
            const IdaDefinition &ida = idas.at(at);
            for (const QString &host : ida.manifest.provides.keys())
                m_hosts.insert(host, at);
            if (ida.external) {
                for (const QString &host : ida.external->names)
                    m_hosts.insert(host, at);
            }
        }
        for (qsizetype at = 0; at < idas.size(); ++at) {
            for (const ServiceEntry &service : idas.at(at).compose.services) {
                const auto name = withDefaults(service.containerName);
                if (name && name->contains(u'.') && !m_hosts.contains(*name))
                    m_hosts.insert(*name, at);
            }
        }
    }

    const KnownService *known(const NameReference &reference) const
    {
        return reference.source == NameReference::Source::Catalog ? m_names.named(reference.name)
                                                                  : m_names.find(reference.name);
    }

    /// Null when nobody of the workspace does.
    const IdaDefinition *ida(const NameReference &reference) const
    {
        const auto host = m_hosts.constFind(reference.name);
        if (host != m_hosts.constEnd())
            return &m_idas.at(*host);
        if (reference.source == NameReference::Source::Catalog) {
            if (const IdaDefinition *found = named(reference.name))
                return found;
        }
        const KnownService *service = known(reference);
        return service && !service->isInfrastructure() ? of(*service) : nullptr;
    }

    const IdaDefinition *of(const KnownService &service) const
    {
        if (const IdaDefinition *found = named(service.ida))
            return found;
        for (const QString &host : service.hosts) {
            if (const auto at = m_hosts.constFind(host); at != m_hosts.constEnd())
                return &m_idas.at(*at);
        }
        for (const IdaDefinition &ida : m_idas) {
            QString repository = ida.repository.section(u'/', -1).section(u':', -1);
            if (repository.endsWith(u".git"))
                repository.chop(4);
            if (repository == service.repository)
                return &ida;
        }
        for (const QString &name : service.names) {
            if (const IdaDefinition *found = named(name))
                return found;
        }
        return nullptr;
    }

private:
    const IdaDefinition *named(const QString &name) const
    {
        for (const IdaDefinition &ida : m_idas) {
            if (ida.name == name || ida.otherName == name)
                return &ida;
        }
        return nullptr;
    }

    const QList<IdaDefinition> &m_idas;
    const KnownNames &m_names;
    QHash<QString, qsizetype> m_hosts;
};

void makeAbsolute(SourceMark &mark, const QString &folder)
{
    if (!mark.file.isEmpty() && QDir::isRelativePath(mark.file))
        mark.file = folder + u'/' + mark.file;
}

/// Marks of a manifest are absolute, as those of a declared one.
void makeAbsolute(Manifest &manifest, const QString &folder)
{
    for (ServiceRun &run : manifest.bootstrap)
        makeAbsolute(run.mark, folder);
    for (ServiceRun &run : manifest.commands)
        makeAbsolute(run.mark, folder);
    for (Url &url : manifest.urls)
        makeAbsolute(url.mark, folder);
    for (Variant &variant : manifest.variants)
        makeAbsolute(variant.mark, folder);
}

void addUnresolved(WorkspaceDefinition &definition,
                   const IdaDefinition &ida,
                   const NameReference &reference)
{
    for (UnresolvedName &known : definition.unresolved) {
        if (known.from == ida.name && known.name == reference.name) {
            if (known.evidence.size() < kMostEvidence)
                known.evidence += reference.evidence;
            return;
        }
    }
    definition.unresolved += UnresolvedName {ida.name, reference.name, {reference.evidence}};
}

/// The arrow to an IDA that a reference means: nobody waits for a library.
DependencyEdge
arrowTo(const IdaDefinition &to, const IdaDefinition &from, DependencyPurpose purpose)
{
    if (to.isLibrary)
        return {from.name, to.name, {false, false}, false, true, {}};
    const bool isOptional = !to.present || from.compose.manifest.declared;
    return {from.name, to.name, purpose, false, isOptional, {}};
}

/// Arrows to the libraries of the workspace from those that install them.
void connectLibraries(WorkspaceDefinition &definition)
{
    for (const IdaDefinition &library : definition.idas) {
        if (!library.isLibrary)
            continue;
        for (const IdaDefinition &user : definition.idas) {
            if (!user.inference || user.name == library.name)
                continue;
            for (const Distribution &one : library.inference->facts.published) {
                const auto found = user.inference->facts.requirements.constFind(one.key());
                if (found == user.inference->facts.requirements.constEnd())
                    continue;
                DependencyEdge edge = arrowTo(library, user, {});
                edge.evidence = {{found->mark, masked(found->text)}};
                definition.graph.addEdge(edge);
            }
        }
    }
}

/// The databases of every settings module that a service is started with, each once.
QList<SettingsDatabase> databasesOf(const Checkout &checkout, const ComposeFile &compose)
{
    QList<SettingsDatabase> databases;
    QSet<QString> modules;
    for (const ServiceEntry &service : compose.services) {
        const QString module = service.environment.value(u"DJANGO_SETTINGS_MODULE"_s);
        if (module.isEmpty() || modules.contains(module))
            continue;
        modules += module;
        databases += settingsDatabases(checkout, module);
    }
    return databases;
}

} // namespace

std::shared_ptr<const IdaInference> inferenceOf(const IdaDefinition &ida, const KnownNames &names)
{
    const ComposeFile &compose = ida.compose;
    const QString model = ida.composeKey + u'\n' + composeKey(ida);
    return InferenceCache::instance().get(
        ida.path, compose.files, model, [&](QStringList *consulted) {
            const Checkout checkout(ida.path);
            auto inference = std::make_shared<IdaInference>();
            inference->facts = readFacts(checkout, compose);
            inference->inferred = inferredManifest(inference->facts, compose, names);
            inference->databases = databasesOf(checkout, compose);
            *consulted = checkout.consulted() + KnownNames::overlayFiles();
            return inference;
        });
}

void adoptInferred(IdaDefinition &ida, const KnownNames &names)
{
    ida.inference = inferenceOf(ida, names);
    if (ida.compose.manifest.declared)
        return;
    Manifest inferred = ida.inference->inferred.manifest;
    inferred.dependencies.clear();
    inferred.clients.clear();
    makeAbsolute(inferred, ida.path);
    ida.manifest = merged(inferred, ida.manifest);
}

QList<IdaDefinition> seemingIdas(const WorkspaceDefinition &definition, const KnownNames &names)
{
    const Answering answering(definition.idas, names);
    QList<IdaDefinition> seeming;
    for (const IdaDefinition &ida : definition.idas) {
        if (!ida.inference || ida.compose.manifest.declared || ida.isLibrary)
            continue;
        for (const NameReference &reference : ida.inference->facts.references) {
            const KnownService *known = answering.known(reference);
            const auto isIt = [&](const IdaDefinition &other) { return other.name == known->ida; };
            if (!known || known->isInfrastructure() || answering.ida(reference)
                || std::ranges::any_of(seeming, isIt))
                continue;
            IdaDefinition absent;
            absent.name = known->ida;
            absent.repository = known->url;
            seeming += absent;
        }
    }
    return seeming;
}

void connectInferred(WorkspaceDefinition &definition, const KnownNames &names)
{
    const QList<IdaDefinition> idas = definition.idas;
    const Answering answering(idas, names);
    QSet<std::pair<QString, QString>> declared;
    for (const DependencyEdge &edge : definition.graph.edges())
        declared.insert({edge.from, edge.to});
    QMap<std::pair<QString, QString>, DependencyEdge> found;
    QList<std::pair<QString, QString>> order;
    for (const IdaDefinition &ida : idas) {
        if (!ida.inference || ida.isLibrary) // what runs nothing needs nobody
            continue;
        for (const NameReference &reference : ida.inference->facts.references) {
            const IdaDefinition *to = answering.ida(reference);
            if (!to) {
                if (reference.certain || answering.known(reference))
                    addUnresolved(definition, ida, reference);
                continue;
            }
            const std::pair<QString, QString> key {ida.name, to->name};
            if (to->name == ida.name || declared.contains(key))
                continue;
            if (!found.contains(key)) {
                order += key;
                found.insert(key, arrowTo(*to, ida, reference.purpose));
            }
            DependencyEdge &edge = found[key];
            edge.purpose.run |= reference.purpose.run && !to->isLibrary;
            edge.purpose.provision |= reference.purpose.provision && !to->isLibrary;
            if (edge.evidence.size() < kMostEvidence)
                edge.evidence += reference.evidence;
        }
    }
    for (const auto &key : std::as_const(order))
        definition.graph.addEdge(found.value(key));
    connectLibraries(definition);
    for (IdaDefinition &ida : definition.idas) {
        if (!ida.inference || ida.compose.manifest.declared)
            continue;
        adoptProviderNeeds(ida, [&](const QString &host) -> const IdaDefinition * {
            NameReference reference;
            reference.name = host;
            const IdaDefinition *provider = answering.ida(reference);
            return provider && provider->name != ida.name ? provider : nullptr;
        });
    }
}

QSet<QString> inferredNames(const IdaDefinition &ida)
{
    QSet<QString> names;
    if (ida.inference) {
        for (const NameReference &reference : ida.inference->facts.references)
            names += reference.name;
    }
    return names;
}

QStringList seemingNeeds(const WorkspaceDefinition &definition, const QStringList &idas)
{
    QStringList lines;
    QSet<QString> told;
    for (const DependencyEdge &edge : definition.graph.edges()) {
        const IdaDefinition *to = definition.find(edge.to);
        if (edge.declared || !to || to->present || told.contains(edge.to)
            || !idas.contains(edge.from) || idas.contains(edge.to))
            continue;
        told.insert(edge.to);
        lines += u"“%1” seems to need “%2” (%3). Add it with “devstack add URL” if it does."_s.arg(
            printable(edge.from),
            printable(edge.to),
            edge.evidence.isEmpty() ? QString() : edge.evidence.first().mark.toString());
    }
    return lines;
}

} // namespace devstack
