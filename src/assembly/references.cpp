// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/passes.h"

#include <QMap>
#include <QSet>

namespace devstack::passes {

using namespace Qt::StringLiterals;

namespace {

/// The references of one service, rewritten one key at a time.
class References
{
    static inline const QString kContainer = u"container:"_s;

public:
    References(Draft &draft, const QString &name)
        : m_draft(draft)
        , m_name(name)
        , m_service(draft.services[name])
    {
    }

    Result<> rewrite(const QMap<QString, QSet<QString>> &linkTargets)
    {
        rewriteLinks(linkTargets);
        rewriteDependencies();
        rewriteVolumesFrom();
        for (const QString &key : {u"network_mode"_s, u"ipc"_s, u"pid"_s})
            rewriteNamespace(key);
        // Compose waits for the service that is named, whatever the Engine makes of it.
        if (m_service.value(u"uts").toString().startsWith(u"service:"))
            rewriteNamespace(u"uts"_s);
        rewriteContexts();
        dropExternalLinks();
        if (m_missing.isEmpty())
            return ok();
        return invalidInput(u"%1: the service %2 cannot run without %3, which is left out."_s.arg(
                                m_draft.input.ida, m_name, m_missing),
                            {},
                            u"Leave out both, or neither."_s);
    }

private:
    bool stays(const QString &service) const { return m_draft.services.contains(service); }
    QString key(const QString &service) const { return m_draft.names.serviceKey(service); }

    void rewriteLinks(const QMap<QString, QSet<QString>> &linkTargets)
    {
        QJsonArray kept;
        QJsonObject dependencies = m_service.value(u"depends_on").toObject();
        const QJsonArray links = m_service.value(u"links").toArray();
        for (const QJsonValue &link : links) {
            const QString target = link.toString().section(u':', 0, 0);
            const QString alias = link.toString().section(u':', 1);
            if (!dependencies.contains(target)) {
                dependencies.insert(
                    target,
                    QJsonObject {{u"condition"_s, u"service_started"_s}, {u"required"_s, true}});
            }
            if (alias.isEmpty() || alias == target || !stays(target))
                continue;
            const bool isTaken = stays(alias) || linkTargets.value(alias).size() > 1;
            if (isTaken) // the same word for two services: only a link keeps it to this container
                kept.append(QString(key(target) + u':' + alias));
            else if (!m_draft.aliases[target].contains(alias))
                m_draft.aliases[target].append(alias);
            if (!isTaken) {
                m_draft.note(m_name,
                             u"links: %1:%2 → depends_on"_s.arg(target, alias),
                             u"%1 answers to %2 on the private network."_s.arg(target, alias));
            }
        }
        m_service.remove(u"links");
        if (!kept.isEmpty())
            m_service.insert(u"links", kept);
        if (!dependencies.isEmpty())
            m_service.insert(u"depends_on", dependencies);
    }

    void rewriteDependencies()
    {
        QJsonObject rewritten;
        const QJsonObject dependencies = m_service.value(u"depends_on").toObject();
        for (auto it = dependencies.begin(); it != dependencies.end(); ++it) {
            if (!stays(it.key())) {
                m_draft.note(m_name,
                             u"depends_on: %1 dropped"_s.arg(it.key()),
                             m_draft.leftOut.value(it.key(), u"It does not run here."_s));
                continue;
            }
            QJsonObject dependency = it.value().toObject();
            if (dependency.value(u"condition").toString() == u"service_healthy"
                && !canBeHealthy(it.key())) {
                dependency.insert(u"condition", u"service_started"_s);
                m_draft.note(m_name,
                             u"depends_on: %1: service_healthy → service_started"_s.arg(it.key()),
                             u"It has no healthcheck; Devstack waits until it answers."_s);
            }
            rewritten.insert(key(it.key()), dependency);
        }
        m_service.remove(u"depends_on");
        if (!rewritten.isEmpty())
            m_service.insert(u"depends_on", rewritten);
    }

    /// An image may bring a healthcheck of its own, so only what is known to have none counts.
    bool canBeHealthy(const QString &service) const
    {
        const QJsonObject check = m_draft.services.value(service).value(u"healthcheck").toObject();
        if (check.value(u"disable").toBool()
            || check.value(u"test").toArray().at(0).toString() == u"NONE")
            return false;
        return !check.isEmpty()
            || m_draft.facts.value(service).role != AssembledService::Role::Database;
    }

    void rewriteVolumesFrom()
    {
        QJsonArray rewritten;
        const QJsonArray sources = m_service.value(u"volumes_from").toArray();
        for (const QJsonValue &value : sources) {
            const QString source = ownSource(value.toString());
            const QString service = source.section(u':', 0, 0);
            if (source.startsWith(u"container:")) {
                m_draft.problem(m_name, u"volumes_from: %1"_s.arg(source), outsideText());
                continue;
            }
            if (!stays(service))
                m_missing = service;
            rewritten.append(QString(key(service) + source.mid(service.size())));
        }
        if (m_service.contains(u"volumes_from"))
            m_service.insert(u"volumes_from", rewritten);
    }

    /// The service of this IDA whose container has a name, by its file or by plain Compose; empty:
    /// none has.
    QString ownService(const QString &container) const
    {
        const QString project = m_draft.resolved.value(u"name").toString();
        const QJsonObject all = m_draft.resolved.value(u"services").toObject();
        for (auto it = all.begin(); it != all.end(); ++it) {
            const QString named = it->toObject().value(u"container_name"_s).toString();
            if (container == (named.isEmpty() ? project + u'-' + it.key() + u"-1"_s : named))
                return it.key();
        }
        return {};
    }

    /// "container:NAME:ro" as "SERVICE:ro", where it is one of this IDA; else as it is.
    QString ownSource(const QString &source)
    {
        if (!source.startsWith(kContainer))
            return source;
        const QString name = source.section(u':', 1, 1);
        const QString own = ownService(name);
        if (own.isEmpty())
            return source;
        const QString rewritten = own + source.sliced(kContainer.size() + name.size());
        m_draft.note(m_name,
                     u"volumes_from: %1 → %2"_s.arg(source, rewritten),
                     u"It is the container of a service of this IDA."_s);
        return rewritten;
    }

    /// The Engine starts nothing in the memory of a container that does not offer it.
    void tellUnshared(const QString &target)
    {
        const QString mode = m_draft.services.value(target).value(u"ipc").toString();
        if (mode.isEmpty() || mode == u"private" || mode == u"none")
            m_draft.warn(m_name,
                         u"ipc: service:%1"_s.arg(target),
                         u"The Engine will refuse it unless it shares memory by itself: add “ipc: "
                         u"shareable” to “%1”."_s.arg(target));
    }

    static QString outsideText()
    {
        return u"It names a container outside of this IDA, so the service is not started. Name a "
               u"service, or leave this one out (“without”)."_s;
    }

    static QString sharedWithMachine(const QString &field)
    {
        if (field == u"network_mode")
            return u"It is shared with the machine, so this service is not isolated and its ports "
                   u"cannot move."_s;
        return field == u"pid"
            ? u"It is shared with the machine: this service sees all processes there."_s
            : u"It is shared with the machine, so this service is not isolated."_s;
    }

    void rewriteNamespace(const QString &field)
    {
        const QString written = m_service.value(field).toString();
        const QString own = written.startsWith(kContainer)
            ? ownService(written.sliced(kContainer.size()))
            : QString();
        const QString value = own.isEmpty() ? written : u"service:"_s + own;
        const QString target = value.section(u':', 1);
        if (!own.isEmpty())
            m_draft.note(m_name,
                         u"%1: %2 → service:%3"_s.arg(field, written, own),
                         u"It is the container of a service of this IDA."_s);
        if (value.startsWith(u"service:")) {
            if (!stays(target))
                m_missing = target;
            m_service.insert(field, QString(u"service:" + key(target)));
            if (field == u"ipc")
                tellUnshared(target);
        } else if (value.startsWith(u"container:")) {
            m_service.remove(field);
            m_draft.problem(m_name, u"%1: %2"_s.arg(field, value), outsideText());
        } else if (value == u"host") {
            m_draft.warn(m_name, u"%1: host"_s.arg(field), sharedWithMachine(field));
        } else if (field == u"network_mode" && value == u"bridge") {
            m_service.remove(field);
            m_draft.note(
                m_name,
                u"network_mode: bridge dropped"_s,
                u"Names do not resolve on the default bridge; the private network has them."_s);
        }
    }

    void rewriteContexts()
    {
        QJsonObject build = m_service.value(u"build").toObject();
        QJsonObject contexts = build.value(u"additional_contexts").toObject();
        const QStringList names = contexts.keys();
        for (const QString &name : names) {
            const QString value = contexts.value(name).toString();
            if (!value.startsWith(u"service:"))
                continue;
            const QString target = value.mid(8);
            if (!stays(target))
                m_missing = target;
            contexts.insert(name, QString(u"service:" + key(target)));
        }
        if (contexts.isEmpty())
            return;
        build.insert(u"additional_contexts", contexts);
        m_service.insert(u"build", build);
    }

    void dropExternalLinks()
    {
        const QJsonArray links = m_service.take(u"external_links").toArray();
        for (const QJsonValue &link : links) {
            m_draft.warn(
                m_name,
                u"external_links: %1 dropped"_s.arg(link.toString()),
                u"Services of other IDAs are reached by their name on the workspace network."_s);
        }
    }

    Draft &m_draft;
    const QString &m_name;
    QJsonObject &m_service;
    QString m_missing;
};

QMap<QString, QSet<QString>> collectLinkTargets(const Draft &draft)
{
    QMap<QString, QSet<QString>> targets;
    for (const QJsonObject &service : draft.services) {
        const QJsonArray links = service.value(u"links").toArray();
        for (const QJsonValue &link : links) {
            const QString alias = link.toString().section(u':', 1);
            if (!alias.isEmpty())
                targets[alias].insert(link.toString().section(u':', 0, 0));
        }
    }
    return targets;
}

} // namespace

Result<> rewriteReferences(Draft &draft)
{
    const QMap<QString, QSet<QString>> linkTargets = collectLinkTargets(draft);
    const QStringList names = draft.services.keys();
    for (const QString &name : names) {
        if (const auto rewritten = References(draft, name).rewrite(linkTargets); !rewritten)
            return rewritten;
    }
    return ok();
}

} // namespace devstack::passes
