// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/inferredvalues.h"

#include "core/secrets.h"
#include "service/definition/inference.h"

#include <QDir>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Collects the values of one IDA in the order of the manifest's keys.
class InferredValueList
{
public:
    InferredValueList(const WorkspaceDefinition &definition, const IdaDefinition &ida)
        : m_definition(definition)
        , m_ida(ida)
        , m_inferred(ida.inference->inferred.manifest)
        , m_evidence(ida.inference->inferred.evidence)
    {
    }

    QList<InferredValue> all()
    {
        // A repository that declares itself gets arrows, as evidence, and nothing else.
        const bool isDeclared = m_ida.compose.manifest.declared;
        if (!isDeclared)
            addPrimary();
        addDependencies();
        addDatabases();
        if (isDeclared)
            return m_values;
        addProvides();
        addUrls();
        addVariants();
        addRuns();
        addClients();
        return m_values;
    }

private:
    InferredValue &
    add(const QString &name, const QString &value, SourceMark mark, const QString &why = {})
    {
        if (!mark.file.isEmpty() && QDir::isRelativePath(mark.file))
            mark.file = m_ida.path + u'/' + mark.file;
        m_values += InferredValue {name, {}, value, mark, why};
        return m_values.last();
    }

    SourceMark markOf(const QString &key) const { return m_evidence.value(key).mark; }

    void addPrimary()
    {
        if (!m_inferred.primary.isEmpty() && m_ida.manifest.primary == m_inferred.primary)
            add(u"primary"_s, m_inferred.primary, markOf(u"primary"_s));
    }

    void addDependencies()
    {
        for (const DependencyEdge &edge : m_definition.graph.edges()) {
            if (edge.from != m_ida.name || edge.declared || edge.evidence.isEmpty())
                continue;
            QStringList purposes;
            if (edge.purpose.run)
                purposes += u"run"_s;
            if (edge.purpose.provision)
                purposes += u"provision"_s;
            const qsizetype more = edge.evidence.size() - 1;
            add(u"depends_on."_s + edge.to,
                purposes.join(u", "_s),
                edge.evidence.first().mark,
                more > 0 ? u"And %1 more."_s.arg(more) : QString());
        }
    }

    void addDatabases()
    {
        for (const SettingsDatabase &database : m_ida.inference->databases) {
            const QString host
                = database.host.text.isEmpty() ? database.host.variable : database.host.text;
            const QString name
                = database.name.text.isEmpty() ? database.name.variable : database.name.text;
            if (!name.isEmpty())
                add(u"database."_s + name,
                    host,
                    database.mark,
                    u"Created by the server's image unless something else creates it."_s);
        }
    }

    void addProvides()
    {
        for (auto it = m_inferred.provides.begin(); it != m_inferred.provides.end(); ++it) {
            if (m_ida.manifest.provides.value(it.key()) == it.value())
                add(u"provides."_s + it.key(), it.value(), markOf(u"provides."_s + it.key()));
        }
    }

    void addUrls()
    {
        for (const Url &url : m_inferred.urls) {
            const QString key = u"urls."_s + url.name;
            const auto isIt
                = [&](const Url &other) { return other.name == url.name && other.url == url.url; };
            if (std::ranges::none_of(m_ida.manifest.urls, isIt))
                continue;
            add(key, url.url, markOf(key));
            if (!url.health.isEmpty())
                add(key + u".health"_s, url.health, markOf(key + u".health"_s));
        }
    }

    void addVariants()
    {
        for (auto it = m_inferred.variants.begin(); it != m_inferred.variants.end(); ++it) {
            if (m_ida.manifest.variants.value(it.key()).without != it->without)
                continue;
            add(u"variants."_s + it.key(),
                u"without "_s + it->without.join(u", "_s),
                markOf(u"variants."_s + it.key()),
                m_ida.variant == it.key() ? u"In use."_s : u"Not in use."_s);
        }
    }

    void addRun(const QString &name, const ServiceRun &run)
    {
        const QString as = run.as.toText();
        InferredValue &value
            = add(name, masked(run.run.toText().simplified()), run.mark, masked(as));
        value.service = run.service.isEmpty() ? m_ida.manifest.primary : run.service;
        if (!value.why.isEmpty())
            value.why[0] = value.why[0].toUpper();
    }

    void addRuns()
    {
        // Those of devstack.yml replace the whole list.
        const bool isInferred = !m_inferred.bootstrap.isEmpty()
            && m_ida.manifest.bootstrap.size() == m_inferred.bootstrap.size()
            && m_ida.manifest.bootstrap.first().run == m_inferred.bootstrap.first().run;
        for (qsizetype at = 0; isInferred && at < m_ida.manifest.bootstrap.size(); ++at)
            addRun(u"bootstrap.%1"_s.arg(at + 1), m_ida.manifest.bootstrap.at(at));
        for (auto it = m_inferred.commands.begin(); it != m_inferred.commands.end(); ++it) {
            if (m_ida.manifest.commands.value(it.key()).run == it->run)
                addRun(u"commands."_s + it.key(), m_ida.manifest.commands.value(it.key()));
        }
    }

    /// Those that a script asks for; devstack.yml's stand in another file.
    bool isOfScript(const SourceMark &mark) const
    {
        return mark.file.startsWith(m_ida.path + u'/');
    }

    void addClients()
    {
        for (auto it = m_ida.manifest.clients.begin(); it != m_ida.manifest.clients.end(); ++it) {
            const QString key = u"clients."_s + it.key();
            for (const ClientUser &user : it->users) {
                if (isOfScript(user.mark))
                    add(key + u".user"_s, user.name, user.mark);
            }
            for (const ClientOauth &oauth : it->oauth) {
                if (isOfScript(oauth.mark))
                    add(key + u".oauth"_s, oauth.id, oauth.mark);
            }
        }
        for (const ProviderCall &call : m_ida.calls) {
            add(u"clients.%1.%2"_s.arg(call.provider, call.what),
                call.name,
                call.mark,
                u"Run in %1/%2 exactly as the script runs it."_s.arg(call.provider, call.service));
        }
        for (const UnmetNeed &need : m_ida.unmet) {
            InferredValue &value = add(u"clients.%1.%2"_s.arg(need.provider, need.what),
                                       need.name,
                                       need.mark,
                                       u"Not done: %1. %2"_s.arg(need.why, need.hint));
            value.applied = false;
        }
    }

    const WorkspaceDefinition &m_definition;
    const IdaDefinition &m_ida;
    const Manifest &m_inferred;
    const QMap<QString, Evidence> &m_evidence;
    QList<InferredValue> m_values;
};

} // namespace

QList<InferredValue> inferredValues(const WorkspaceDefinition &definition, const IdaDefinition &ida)
{
    return ida.inference ? InferredValueList(definition, ida).all() : QList<InferredValue>();
}

} // namespace devstack
