// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/inferredmanifest.h"

#include "foreign/inspect/inferredruns.h"
#include "model/compose/serviceroles.h"
#include "model/compose/webport.h"
#include "model/manifest/validity.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Puts one manifest together, value by value, with what each was taken from.
class Inference
{
public:
    Inference(const RepositoryFacts &facts, const ComposeFile &compose, const KnownNames &names)
        : m_facts(facts)
        , m_compose(compose)
        , m_names(names)
    {
    }

    InferredManifest run()
    {
        if (m_compose.services.isEmpty())
            return std::move(m_result);
        primary();
        urls();
        provides();
        dependencies();
        bootstrap();
        clients();
        commands();
        lightVariant();
        return std::move(m_result);
    }

private:
    Manifest &manifest() { return m_result.manifest; }
    const ServiceEntry &primaryEntry() const
    {
        return *m_compose.services.constFind(m_result.manifest.primary);
    }

    Evidence at(const SourceMark &mark, const QString &text) const
    {
        SourceMark relative = mark;
        const QDir folder(m_compose.directory);
        if (QDir::isAbsolutePath(mark.file))
            relative.file = folder.relativeFilePath(mark.file);
        return {relative, text};
    }

    void primary()
    {
        manifest().primary = primaryService(m_compose);
        m_result.evidence.insert(u"primary"_s, at(primaryEntry().mark, manifest().primary + u':'));
    }

    void urls()
    {
        const ServiceEntry &service = primaryEntry();
        const PortMapping *best = webPort(service);
        if (!best)
            return;
        Url url;
        url.name = u"web"_s;
        url.url = u"http://localhost:%1/"_s.arg(best->host);
        url.health = m_facts.healthPath;
        url.mark = at(best->mark, {}).mark;
        manifest().urls += url;
        m_result.evidence.insert(u"urls.web"_s,
                                 at(best->mark, best->host + u':' + best->container));
        if (!m_facts.healthPath.isEmpty())
            m_result.evidence.insert(u"urls.web.health"_s, m_facts.healthEvidence);
    }

    void provide(const QString &host, const QString &service, const Evidence &evidence)
    {
        if (!isHostName(host) || manifest().provides.contains(host))
            return;
        manifest().provides.insert(host, service);
        m_result.evidence.insert(u"provides."_s + host, evidence);
    }

    /// Whether the repository is that service. A common word as the folder's name ("notes",
    /// "forum") says too little: then a file has to name one of the service's hosts, or git its
    /// remote.
    bool isKnownFor(const KnownService &self) const
    {
        static const QRegularExpression kCommonWord(u"\\A[a-z]+\\z"_s);
        if (m_facts.name == self.ida || !kCommonWord.match(m_facts.name).hasMatch())
            return true;
        if (!m_facts.remoteName.isEmpty())
            return m_facts.remoteName == self.ida || self.names.contains(m_facts.remoteName);
        const auto namesHost = [&](const ServiceEntry &service) {
            return self.hosts.contains(withDefaults(service.containerName).value_or(QString()))
                || self.hosts.contains(service.hostname);
        };
        return std::ranges::any_of(m_compose.services, namesHost);
    }

    void provides()
    {
        for (const ServiceEntry &service : m_compose.services) {
            const auto container = withDefaults(service.containerName);
            const SourceMark mark = service.keyMarks.value(u"container_name"_s, service.mark);
            // "db" or "memcached" is no name that others could mean.
            const bool isTelling
                = container && (container->contains(u'.') || service.name == manifest().primary);
            if (isTelling)
                provide(*container, service.name, at(mark, u"container_name: "_s + *container));
        }
        const KnownService *self = m_names.named(m_facts.name);
        if (!self || self->isInfrastructure() || m_facts.kind != RepositoryKind::Service
            || !isKnownFor(*self))
            return;
        for (const QString &host : self->hosts) {
            if (!host.contains(u"worker") && !host.contains(u"consumer"))
                provide(host, manifest().primary, {self->mark, u"hosts of "_s + self->ida});
        }
    }

    void dependencies()
    {
        for (const NameReference &reference : m_facts.references) {
            const KnownService *known = reference.source == NameReference::Source::Catalog
                ? m_names.named(reference.name)
                : m_names.find(reference.name);
            if (!known || known->isInfrastructure() || known == m_names.named(m_facts.name))
                continue;
            Dependency &dependency = manifest().dependencies[known->ida];
            if (dependency.name.isEmpty()) {
                dependency.name = known->ida;
                dependency.repository = known->url;
                dependency.purpose = reference.purpose;
                dependency.mark = reference.evidence.mark;
                m_result.evidence.insert(u"depends_on."_s + known->ida, reference.evidence);
            }
            dependency.purpose.run |= reference.purpose.run;
            dependency.purpose.provision |= reference.purpose.provision;
        }
    }

    void bootstrap()
    {
        int number = 0;
        for (const InferredRun &run :
             inferredBootstrap(m_facts, m_compose, manifest().primary, &m_result.leftOut)) {
            manifest().bootstrap += run.run;
            m_result.evidence.insert(u"bootstrap.%1"_s.arg(number++), run.evidence);
        }
    }

    void clients()
    {
        for (auto it = m_facts.clients.begin(); it != m_facts.clients.end(); ++it) {
            const KnownService *known = m_names.find(it.key());
            if (!known || known->isInfrastructure())
                continue;
            ClientNeeds &needs = manifest().clients[known->ida];
            needs.users += it->users;
            needs.oauth += it->oauth;
            const SourceMark mark
                = it->users.isEmpty() ? it->oauth.first().mark : it->users.first().mark;
            m_result.evidence.insert(u"clients."_s + known->ida, {mark, it.key()});
        }
    }

    void commands()
    {
        for (const QString &verb : {u"shell"_s, u"dbshell"_s, u"migrate"_s, u"static"_s}) {
            if (const auto run = inferredCommand(verb, m_facts, m_compose, manifest().primary)) {
                manifest().commands.insert(verb, run->run);
                m_result.evidence.insert(u"commands."_s + verb, run->evidence);
            }
        }
        const OfferedVerb *test = m_facts.verb(u"test"_s);
        if (!test || m_facts.kind != RepositoryKind::Service)
            return;
        ServiceRun run;
        run.service = manifest().primary;
        run.run.arguments = QStringList {u"make"_s, test->target};
        run.mark = test->evidence.mark;
        manifest().commands.insert(u"test"_s, run);
        m_result.evidence.insert(u"commands.test"_s, test->evidence);
    }

    /// Whether one of the services that stay names `service` as a host in its environment.
    bool isUsed(const ServiceEntry &service, const QStringList &leftOut) const
    {
        const auto names = [](const QString &value, const QString &host) {
            return !host.isEmpty()
                && QRegularExpression(u"(^|[^A-Za-z0-9_.-])"_s + QRegularExpression::escape(host)
                                      + u"($|[^A-Za-z0-9_.-])"_s)
                       .match(value)
                       .hasMatch();
        };
        for (const ServiceEntry &other : m_compose.services) {
            if (other.name == service.name || leftOut.contains(other.name))
                continue;
            for (const QString &value : other.environment) {
                if (names(value, service.name) || names(value, service.containerName))
                    return true;
            }
        }
        return false;
    }

    void lightVariant()
    {
        Variant light;
        for (const ServiceEntry &service : m_compose.services) {
            if (service.name == manifest().primary)
                continue;
            const ServiceRole role = roleOf(service);
            const bool isFrontEnd = service.name.contains(u"frontend") || service.name == u"watch"_s
                || service.name.contains(u"watcher");
            if (role == ServiceRole::Worker || role == ServiceRole::Search || isFrontEnd)
                light.without += service.name;
        }
        // What a service that stays names as its host is needed; that may need others in turn.
        for (bool changed = true; changed;) {
            changed = false;
            for (const QString &name : QStringList(light.without)) {
                if (isUsed(*m_compose.services.constFind(name), light.without)) {
                    light.without.removeAll(name);
                    changed = true;
                }
            }
        }
        if (light.without.isEmpty())
            return;
        // Without workers tasks run where they are made.
        for (const ServiceEntry &service : m_compose.services) {
            for (const QString &key : {u"CELERY_ALWAYS_EAGER"_s, u"CELERY_TASK_ALWAYS_EAGER"_s}) {
                if (!light.without.contains(service.name) && service.environment.contains(key))
                    light.environment[service.name].insert(key, EnvironmentValue {u"true"_s, {}});
            }
        }
        const ServiceEntry &first = *m_compose.services.constFind(light.without.first());
        light.mark = at(first.mark, {}).mark;
        m_result.evidence.insert(u"variants.light"_s, at(first.mark, first.name + u':'));
        manifest().variants.insert(u"light"_s, light);
    }

    const RepositoryFacts &m_facts;
    const ComposeFile &m_compose;
    const KnownNames &m_names;
    InferredManifest m_result;
};

} // namespace

InferredManifest
inferredManifest(const RepositoryFacts &facts, const ComposeFile &compose, const KnownNames &names)
{
    return Inference(facts, compose, names).run();
}

} // namespace devstack
