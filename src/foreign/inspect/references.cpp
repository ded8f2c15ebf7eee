// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/references.h"

#include "foreign/inspect/dockercall.h"
#include "foreign/inspect/hostnames.h"
#include "foreign/inspect/placeevidence.h"
#include "model/yaml/yamlreader.h"

#include <QDir>
#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

using Source = NameReference::Source;

/// Goes through the sources one after the other.
class ReferenceCollector
{
public:
    explicit ReferenceCollector(const ReferenceSources &sources)
        : m_sources(sources)
        , m_own(ownNames(sources.compose))
    {
    }

    QList<NameReference> collect()
    {
        compose();
        settings();
        for (const Script &script : m_sources.scripts)
            commands(script.executed(), {false, true}, Source::Script);
        makefile();
        catalogue();
        return std::move(m_found);
    }

private:
    void add(const QString &name,
             bool certain,
             DependencyPurpose purpose,
             Source source,
             const Evidence &evidence)
    {
        if (name.isEmpty() || name.contains(u'$') || m_own.contains(name))
            return;
        const QString key = name + u'\n' + evidence.mark.toString();
        if (m_seen.contains(key))
            return;
        m_seen.insert(key);
        m_found += NameReference {name, purpose, source, certain, evidence};
    }

    /// The place as relative to the checkout, with its line.
    Evidence evidence(const SourceMark &mark) const { return evidenceAt(m_sources.checkout, mark); }

    void compose()
    {
        static const QRegularExpression kHostKey(u"HOST|SERVER|ADDRESS|BROKER|LOCATION|URL|NODE"_s);
        for (const ServiceEntry &service : m_sources.compose.services) {
            for (auto it = service.environment.begin(); it != service.environment.end(); ++it) {
                const auto value = withDefaults(withVariables(it.value()));
                if (!value)
                    continue;
                for (const FoundHost &host :
                     hostNames(*value, kHostKey.match(it.key()).hasMatch())) {
                    add(host.name,
                        host.certain,
                        {true, false},
                        Source::Compose,
                        evidence(service.environmentMarks.value(it.key(), service.mark)));
                }
            }
            for (const QString &file : service.environmentFiles)
                environmentFile(file, kHostKey);
            for (const QString &link : service.externalLinks) {
                const QString name = link.section(u':', 0, 0);
                add(name,
                    true,
                    {true, false},
                    Source::Compose,
                    evidence(service.keyMarks.value(u"external_links"_s, service.mark)));
            }
        }
    }

    /// The hosts in an env_file count as those under `environment` do.
    void environmentFile(const QString &written, const QRegularExpression &hostKey)
    {
        const auto name = withDefaults(withVariables(written));
        if (!name || name->isEmpty() || QDir::isAbsolutePath(*name))
            return;
        const QString file = QDir::cleanPath(*name);
        const auto lines = m_sources.checkout.lines(file);
        for (int at = 0; lines && at < lines->size(); ++at) {
            const auto setting = assignment(lines->at(at));
            const auto value
                = setting ? withDefaults(withVariables(setting->second)) : std::nullopt;
            if (!value)
                continue;
            for (const FoundHost &host :
                 hostNames(*value, hostKey.match(setting->first).hasMatch())) {
                add(host.name,
                    host.certain,
                    {true, false},
                    Source::Compose,
                    evidence(Checkout::mark(file, at + 1)));
            }
        }
    }

    /// "export NAME='value' # why" → NAME and value; nothing for other lines.
    static std::optional<std::pair<QString, QString>> assignment(const QString &line)
    {
        static const QRegularExpression kAssignment(
            u"\\A\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*[=:]\\s*(.*)\\z"_s);
        const auto match = kAssignment.match(withoutComment(line));
        if (!match.hasMatch())
            return std::nullopt;
        QString value = match.captured(2).trimmed();
        const bool quoted = value.size() > 1 && (value.front() == u'"' || value.front() == u'\'')
            && value.back() == value.front();
        if (quoted)
            value = value.sliced(1, value.size() - 2);
        return std::pair(match.captured(1), value);
    }

    /// The text with what `.env` says about its variables.
    QString withVariables(const QString &text)
    {
        static const QRegularExpression kPlain(
            u"\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::?-[^${}]*)?\\}|\\$([A-Za-z_][A-Za-z0-9_]*)"_s);
        if (!m_variables) {
            m_variables.emplace();
            for (const QString &line :
                 m_sources.checkout.lines(u".env"_s).value_or(QStringList())) {
                if (const auto setting = assignment(line))
                    m_variables->insert(setting->first, setting->second);
            }
        }
        QString result;
        qsizetype last = 0;
        for (auto matches = kPlain.globalMatch(text); matches.hasNext();) {
            const auto match = matches.next();
            const auto value = m_variables->constFind(match.captured(1) + match.captured(2));
            result += QStringView(text).mid(last, match.capturedStart() - last);
            // A value of another variable stays unknown: no second round.
            const bool known = value != m_variables->constEnd() && !value->contains(u'$');
            result += known ? *value : match.captured();
            last = match.capturedEnd();
        }
        return result + QStringView(text).mid(last);
    }

    void settings()
    {
        static const QRegularExpression kHostValue(
            u"(?:HOST|SERVER|LOCATION|ADDRESS|BROKER)[A-Z_]*['\"]?\\s*[:=,]\\s*['\"]([A-Za-z][A-Za-z0-9_.-]*)['\"]"_s);
        for (const QString &file : m_sources.settingsFiles) {
            const auto lines = m_sources.checkout.lines(file);
            for (int at = 0; lines && at < lines->size(); ++at) {
                const QString line = withoutComment(lines->at(at));
                QList<FoundHost> hosts = hostNames(line);
                if (const auto match = kHostValue.match(line); match.hasMatch())
                    hosts += hostNames(match.captured(1), true);
                for (const FoundHost &host : std::as_const(hosts)) {
                    add(host.name,
                        host.certain,
                        {true, false},
                        Source::Settings,
                        {Checkout::mark(file, at + 1), lines->at(at).trimmed().left(400)});
                }
            }
        }
    }

    void commands(const QList<SimpleCommand> &commands, DependencyPurpose purpose, Source source)
    {
        for (const SimpleCommand &command : commands) {
            const Evidence evidence {command.mark, command.written};
            for (const DockerCall &call : dockerCalls(command))
                dockerCall(call, purpose, source, evidence);
            centralTargets(command, purpose, source, evidence);
            if (command.words.value(0) == u"echo"_s)
                continue; // what is said is not used
            for (const QString &word : command.words + QStringList {command.input}) {
                for (const FoundHost &host : hostNames(word))
                    add(host.name, host.certain, purpose, source, evidence);
            }
        }
    }

    void dockerCall(const DockerCall &call,
                    DependencyPurpose purpose,
                    Source source,
                    const Evidence &evidence)
    {
        static const QStringList kOfContainers {
            u"exec"_s, u"start"_s, u"stop"_s, u"restart"_s, u"logs"_s, u"attach"_s, u"kill"_s};
        if (!call.compose) {
            // A name with a variable in it is one of its own containers more often than not.
            if (kOfContainers.contains(call.subcommand) && !call.names.isEmpty())
                add(call.names.first(), true, purpose, source, evidence);
            return;
        }
        // Another stack's compose file: its services are known by its prefix.
        for (const QString &file : call.files) {
            if (!file.contains(u"/devstack/docker-compose"))
                continue;
            for (const QString &service : call.names)
                add(u"edx.devstack."_s + service, true, purpose, source, evidence);
        }
    }

    /// `make dev.up.lms+redis` of the central stack.
    void centralTargets(const SimpleCommand &command,
                        DependencyPurpose purpose,
                        Source source,
                        const Evidence &evidence)
    {
        static const QRegularExpression kTarget(u"^dev\\.(?:up|provision)\\.([A-Za-z0-9_+-]+)$"_s);
        if (command.words.value(0) != u"make"_s)
            return;
        for (const QString &word : command.words) {
            const auto match = kTarget.match(word);
            if (!match.hasMatch() || m_sources.makefile.find(word))
                continue;
            for (const QString &service : match.captured(1).split(u'+', Qt::SkipEmptyParts))
                add(u"edx.devstack."_s + service, true, purpose, source, evidence);
        }
    }

    void makefile()
    {
        for (const MakeTarget &target : m_sources.makefile.targets) {
            const bool provisions = target.name.contains(u"provision");
            for (const RecipeLine &line : target.recipe) {
                const Script script
                    = readScript(line.text.split(u'\n'), line.mark.file, line.mark.line);
                QList<SimpleCommand> commands_ = script.executed();
                for (SimpleCommand &command : commands_) {
                    if (command.mark == line.mark)
                        command.written = line.written;
                }
                commands(commands_, {!provisions, true}, Source::Makefile);
            }
        }
    }

    void catalogue()
    {
        const QString file = u"catalog-info.yaml"_s;
        const auto lines = m_sources.checkout.lines(file);
        if (!lines)
            return;
        const auto root = parseYaml(lines->join(u'\n').toUtf8(), file, YamlTags::Any);
        if (!root)
            return; // templates hold several documents
        const auto spec = root->value(u"spec");
        const auto wanted = spec ? spec->value(u"dependsOn") : std::nullopt;
        if (!wanted || !wanted->isList())
            return;
        for (const YamlNode &item : wanted->items()) {
            if (!item.isScalar() || item.text().startsWith(u'<'))
                continue;
            // "component:namespace/name"
            const QString name = item.text().section(u':', -1).section(u'/', -1).trimmed();
            add(name,
                true,
                {true, false},
                Source::Catalog,
                {Checkout::mark(file, item.mark().line),
                 lines->value(item.mark().line - 1).trimmed().left(400)});
        }
    }

    const ReferenceSources &m_sources;
    QSet<QString> m_own;
    QSet<QString> m_seen;
    std::optional<QHash<QString, QString>> m_variables; ///< of `.env`, read when first asked for
    QList<NameReference> m_found;
};

} // namespace

std::optional<QString> withDefaults(const QString &text)
{
    static const QRegularExpression kVariable(
        u"\\$\\{[A-Za-z_][A-Za-z0-9_]*(?::?-([^${}]*))?\\}|\\$[A-Za-z_][A-Za-z0-9_]*"_s);
    QString result;
    qsizetype last = 0;
    for (auto match = kVariable.globalMatch(text); match.hasNext();) {
        const auto found = match.next();
        if (!found.hasCaptured(1))
            return std::nullopt;
        result += QStringView(text).mid(last, found.capturedStart() - last);
        result += found.captured(1);
        last = found.capturedEnd();
    }
    return result + QStringView(text).mid(last);
}

QSet<QString> ownNames(const ComposeFile &compose)
{
    QSet<QString> names;
    const auto add = [&](const QString &written) {
        if (const auto name = withDefaults(written); name && !name->isEmpty())
            names.insert(*name);
    };
    for (const ServiceEntry &service : compose.services) {
        add(service.name);
        add(service.containerName);
        add(service.hostname);
        for (const QStringList &aliases : service.networks) {
            for (const QString &alias : aliases)
                add(alias);
        }
    }
    return names;
}

QList<NameReference> nameReferences(const ReferenceSources &sources)
{
    return ReferenceCollector(sources).collect();
}

} // namespace devstack
