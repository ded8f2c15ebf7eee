// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "trust/hostaccesssource.h"

#include "model/compose/composeplaces.h"
#include "model/compose/composevariables.h"
#include "model/yaml/yamlscalar.h"
#include "trust/abridged.h"
#include "trust/buildfetches.h"
#include "trust/hostaccesskeys.h"
#include "trust/hostaccessvariables.h"

#include <QDir>
#include <QHash>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

bool isOff(const YamlNode &node)
{
    return node.isNull() || (node.isScalar() && canonicalScalar(node) == u"false");
}

/// One file, key by key.
class SourceJudge
{
public:
    SourceJudge(HostAccessCollector &into, const ComposeSource &source)
        : m_into(into)
        , m_source(source)
    {
    }

    void file()
    {
        const YamlNode &content = m_source.content;
        for (const YamlNode::Entry &entry : content.entries()) {
            if (entry.key == u"services") {
                for (const YamlNode::Entry &one : entry.value.entries()) {
                    if (m_source.service.isEmpty() || m_source.service == one.key)
                        service(one);
                }
            } else if (m_source.service.isEmpty()) {
                section(entry);
            }
        }
    }

    void variablesOfFile()
    {
        for (const YamlNode::Entry &entry : m_source.content.entries()) {
            if (entry.key == u"services") {
                for (const YamlNode::Entry &one : entry.value.entries()) {
                    m_service = one.key;
                    if (m_source.service.isEmpty() || m_source.service == one.key)
                        variables(one.value);
                    m_service.clear();
                }
            } else if (!m_source.service.isEmpty()) {
                continue;
            } else if (const QString kind = kindOf(entry.key); !kind.isEmpty()) {
                for (const YamlNode::Entry &one : entry.value.entries()) {
                    m_prefix = kind + u' ' + one.key + u": "_s;
                    variables(one.value);
                    m_prefix.clear();
                }
            } else if (!entry.key.startsWith(u"x-")) {
                variables(entry.value);
            }
        }
    }

private:
    using Judge = void (SourceJudge::*)(const QString &, const YamlNode &);

    void add(const QString &what) { m_into.add(m_prefix + what, m_service); }
    void say(const QString &key, const YamlNode &value) { add(key + u' ' + shownValue(value)); }

    /// A local path (`what` names it in the sentence) that must stay inside.
    void place(const QString &what, const QString &written)
    {
        if (isRemotePlace(written))
            add(what + u' ' + (isFollowed(what) ? farFile(written) : written));
        else if (const auto path = m_into.outside(written, m_source.base))
            add(what + u' ' + *path);
    }

    /// Whether Compose reads what is named there as a compose file.
    static bool isFollowed(const QString &what) { return what == u"include" || what == u"extends"; }

    /// The same for one path, a list of them, or mappings with `path`.
    void places(const QString &key, const YamlNode &value)
    {
        if (value.isScalar())
            return place(key, value.text());
        if (!value.isList())
            return say(key, value);
        for (const YamlNode &item : value.items())
            places(key, item.isMap() ? item.value(u"path").value_or(item) : item);
    }

    /// Every key of a mapping: those in `judges` by their value, the rest by the allow-list.
    void keys(const QString &kind,
              const QString &path,
              const YamlNode &map,
              const QHash<QString, Judge> &judges = {})
    {
        if (map.isNull())
            return;
        if (!map.isMap())
            return say(path, map);
        for (const YamlNode::Entry &entry : map.entries()) {
            if (entry.value.isNull() || entry.value.tag() == u"!reset"
                || isHarmlessKey(kind, entry.key))
                continue;
            const QString name = path.isEmpty() ? entry.key : QString(path + u'.' + entry.key);
            if (const Judge judge = judges.value(entry.key))
                (this->*judge)(name, entry.value);
            else
                say(name, entry.value);
        }
    }

    void variables(const YamlNode &node)
    {
        const auto taken = variablesTaken(node);
        for (auto it = taken.begin(); it != taken.end(); ++it) {
            if (isTellingVariable(it.key(), it.value()))
                add(u"host variable "_s + it.key());
        }
    }

    void service(const YamlNode::Entry &entry)
    {
        static const QHash<QString, Judge> kJudges {
            {u"volumes"_s, &SourceJudge::mounts},
            {u"networks"_s, &SourceJudge::joined},
            {u"build"_s, &SourceJudge::build},
            {u"deploy"_s, &SourceJudge::deploy},
            {u"develop"_s, &SourceJudge::develop},
            {u"extends"_s, &SourceJudge::extends},
            {u"label_file"_s, &SourceJudge::places},
            {u"labels"_s, &SourceJudge::labels},
            {u"logging"_s, &SourceJudge::logging},
            {u"post_start"_s, &SourceJudge::hooks},
            {u"pre_stop"_s, &SourceJudge::hooks},
            {u"cgroup"_s, &SourceJudge::cgroup},
            {u"use_api_socket"_s, &SourceJudge::unlessOff},
            {u"oom_kill_disable"_s, &SourceJudge::unlessOff},
        };
        m_service = entry.key;
        keys(u"service"_s, {}, entry.value, kJudges);
        m_service.clear();
    }

    void unlessOff(const QString &key, const YamlNode &value)
    {
        if (!isOff(value))
            say(key, value);
    }

    /// Programs that watch the Engine run commands, publish services and replace containers by
    /// their labels.
    void labels(const QString &key, const YamlNode &value)
    {
        const auto one = [&](const QString &name, const QString &text) {
            static const QStringList kNotes {
                u"org.opencontainers."_s, u"org.label-schema."_s, u"com.docker.compose."_s};
            const bool isNote = std::ranges::any_of(
                kNotes, [&](const QString &prefix) { return name.startsWith(prefix); });
            if (!isNote)
                add(u"label "_s + abridged(name + u'=' + text, name + u'=' + text));
        };
        for (const YamlNode &item : value.items())
            one(item.text().section(u'=', 0, 0), item.text().section(u'=', 1));
        for (const YamlNode::Entry &entry : value.entries())
            one(entry.key, entry.value.text());
        if (value.isScalar())
            say(key, value);
    }

    void cgroup(const QString &key, const YamlNode &value)
    {
        if (value.text() != u"private")
            say(key, value);
    }

    /// Where mounts come from is judged when merged; how, here.
    void mounts(const QString &key, const YamlNode &value)
    {
        static const QHash<QString, Judge> kJudges {{u"bind"_s, &SourceJudge::bind},
                                                    {u"volume"_s, &SourceJudge::namedVolume}};
        for (const YamlNode &item : value.items()) {
            if (item.isMap())
                keys(u"service.volumes"_s, key, item, kJudges);
        }
    }

    void bind(const QString &key, const YamlNode &value)
    {
        static const QHash<QString, Judge> kJudges {{u"propagation"_s, &SourceJudge::propagation}};
        keys(u"service.volumes.bind"_s, key, value, kJudges);
    }

    void propagation(const QString &key, const YamlNode &value)
    {
        if (value.text() != u"private" && value.text() != u"rprivate")
            say(key, value);
    }

    void namedVolume(const QString &key, const YamlNode &value)
    {
        keys(u"service.volumes.volume"_s, key, value);
    }

    void joined(const QString &key, const YamlNode &value)
    {
        for (const YamlNode::Entry &entry : value.entries())
            keys(u"service.networks"_s, key + u'.' + entry.key, entry.value);
    }

    void build(const QString &key, const YamlNode &value)
    {
        static const QHash<QString, Judge> kJudges {
            {u"additional_contexts"_s, &SourceJudge::contexts},
            {u"cache_from"_s, &SourceJudge::caches},
            {u"cache_to"_s, &SourceJudge::caches},
            {u"dockerfile_inline"_s, &SourceJudge::inlined},
            {u"network"_s, &SourceJudge::buildNetwork},
            {u"privileged"_s, &SourceJudge::unlessOff},
        };
        if (!value.isMap())
            return;
        const auto given = value.value(u"args");
        m_arguments = given ? shownValue(*given) : QString();
        keys(u"build"_s, key, value, kJudges);
    }

    void contexts(const QString &key, const YamlNode &value)
    {
        const auto one = [&](const QString &name, const QString &written) {
            if (!written.startsWith(u"service:"_s) && !written.startsWith(u"docker-image://"_s))
                place(key + u' ' + name, written);
        };
        for (const YamlNode &item : value.items()) {
            if (m_into.knows(item.text()))
                one(item.text().section(u'=', 0, 0), item.text().section(u'=', 1));
            else
                say(key, item);
        }
        for (const YamlNode::Entry &entry : value.entries())
            one(entry.key, entry.value.text());
        if (value.isScalar())
            say(key, value);
    }

    /// An image to take layers from is as harmless as one to run; everything else, and storing,
    /// writes or reads elsewhere.
    void caches(const QString &key, const YamlNode &value)
    {
        for (const YamlNode &item : value.isList() ? value.items() : QList {value}) {
            const QString text = item.text();
            const bool image
                = !text.contains(u'=') && m_into.knows(text) && key.endsWith(u"cache_from"_s);
            if (!item.isScalar() || (!image && text != u"type=inline"))
                say(key, item);
        }
    }

    void inlined(const QString &, const YamlNode &value)
    {
        for (const QString &address : fetchedByBuild(value.text(), m_arguments))
            add(u"build fetches "_s + abridged(address, address));
    }

    void buildNetwork(const QString &key, const YamlNode &value)
    {
        if (value.text() != u"none" && value.text() != u"default")
            say(key, value);
    }

    void deploy(const QString &key, const YamlNode &value)
    {
        static const QHash<QString, Judge> kJudges {{u"resources"_s, &SourceJudge::resources}};
        keys(u"deploy"_s, key, value, kJudges);
    }

    void resources(const QString &key, const YamlNode &value)
    {
        static const QHash<QString, Judge> kJudges {{u"limits"_s, &SourceJudge::amounts},
                                                    {u"reservations"_s, &SourceJudge::amounts}};
        keys(u"deploy.resources"_s, key, value, kJudges);
    }

    void amounts(const QString &key, const YamlNode &value)
    {
        keys(u"deploy.resources."_s + key.section(u'.', -1), key, value);
    }

    void develop(const QString &key, const YamlNode &value)
    {
        static const QHash<QString, Judge> kJudges {{u"watch"_s, &SourceJudge::watches}};
        keys(u"develop"_s, key, value, kJudges);
    }

    void watches(const QString &key, const YamlNode &value)
    {
        static const QHash<QString, Judge> kJudges {{u"path"_s, &SourceJudge::places},
                                                    {u"exec"_s, &SourceJudge::hook}};
        if (!value.isList())
            say(key, value);
        for (const YamlNode &item : value.items())
            keys(u"develop.watch"_s, key, item, kJudges);
    }

    void hooks(const QString &key, const YamlNode &value)
    {
        if (!value.isList())
            say(key, value);
        for (const YamlNode &item : value.items())
            hook(key, item);
    }

    /// A command in the container it belongs to.
    void hook(const QString &key, const YamlNode &value)
    {
        static const QHash<QString, Judge> kJudges {{u"privileged"_s, &SourceJudge::unlessOff}};
        keys(u"service.hook"_s, key, value, kJudges);
    }

    void extends(const QString &key, const YamlNode &value)
    {
        static const QHash<QString, Judge> kJudges {{u"file"_s, &SourceJudge::extendedFile}};
        if (value.isMap())
            keys(u"service.extends"_s, key, value, kJudges);
    }

    void extendedFile(const QString &, const YamlNode &value)
    {
        if (value.isScalar() && !value.text().isEmpty())
            place(u"extends"_s, value.text());
    }

    void logging(const QString &key, const YamlNode &value)
    {
        static const QHash<QString, Judge> kJudges {{u"driver"_s, &SourceJudge::loggingDriver},
                                                    {u"options"_s, &SourceJudge::loggingOptions}};
        keys(u"logging"_s, key, value, kJudges);
    }

    void loggingDriver(const QString &key, const YamlNode &value)
    {
        static const QStringList kOwn {u"json-file"_s, u"local"_s, u"none"_s};
        if (!kOwn.contains(value.text()))
            say(key, value);
    }

    void loggingOptions(const QString &key, const YamlNode &value)
    {
        keys(u"logging.options"_s, key, value);
    }

    static QString kindOf(const QString &section)
    {
        static const QHash<QString, QString> kKinds {{u"volumes"_s, u"volume"_s},
                                                     {u"networks"_s, u"network"_s},
                                                     {u"secrets"_s, u"secret"_s},
                                                     {u"configs"_s, u"config"_s}};
        return kKinds.value(section);
    }

    /// Everything of the file but its services.
    void section(const YamlNode::Entry &entry)
    {
        if (entry.value.isNull() || isHarmlessKey(u"file"_s, entry.key))
            return;
        if (entry.key == u"include")
            return include(entry.value);
        const QString kind = kindOf(entry.key);
        if (kind.isEmpty())
            return say(entry.key, entry.value);
        for (const YamlNode::Entry &one : entry.value.entries()) {
            m_prefix = kind + u' ' + one.key + u": "_s;
            resource(kind, one.value);
            m_prefix.clear();
        }
    }

    void resource(const QString &kind, const YamlNode &value)
    {
        static const QHash<QString, Judge> kJudges {
            {u"driver"_s, &SourceJudge::resourceDriver},
            {u"driver_opts"_s, &SourceJudge::driverOptions},
            {u"external"_s, &SourceJudge::unlessOff},
            {u"ipam"_s, &SourceJudge::ipam},
            {u"file"_s, &SourceJudge::places},
            {u"environment"_s, &SourceJudge::say},
        };
        if (!value.isMap())
            return; // null, or the reader's fault
        keys(kind, {}, value, kJudges);
        if (const auto external = value.value(u"external"); external && !isOff(*external)) {
            // Compose names it like its key where the file does not.
            const auto name = value.value(u"name");
            if (name && kind != u"network" && !m_prefix.endsWith(u' ' + name->text() + u": "_s))
                say(u"external name"_s, *name);
        }
    }

    void resourceDriver(const QString &key, const YamlNode &value)
    {
        const QString own = m_prefix.startsWith(u"volume "_s) ? u"local"_s : u"bridge"_s;
        if (value.text() != own && value.text() != u"default")
            say(key, value);
    }

    void driverOptions(const QString &key, const YamlNode &value)
    {
        for (const YamlNode::Entry &entry : value.entries()) {
            QString shown = shownValue(entry.value);
            // Folders that are mounted as a volume: the Engine follows their links.
            for (const QString &path : pathsOfVolume(entry.key, entry.value.text())) {
                const QString end = HostAccessCollector::withEnd(QDir::cleanPath(path));
                if (m_into.knows(path) && end != QDir::cleanPath(path))
                    shown += end.sliced(QDir::cleanPath(path).size());
            }
            add(key + u' ' + entry.key + u'=' + shown);
        }
    }

    void ipam(const QString &key, const YamlNode &value)
    {
        static const QHash<QString, Judge> kJudges {{u"driver"_s, &SourceJudge::resourceDriver}};
        keys(u"network.ipam"_s, key, value, kJudges);
    }

    void include(const YamlNode &value)
    {
        const QString key = u"include"_s;
        if (!value.isList())
            return say(key, value);
        for (const YamlNode &item : value.items()) {
            if (!item.isMap()) {
                places(key, item);
                continue;
            }
            static const QHash<QString, Judge> kJudges {
                {u"path"_s, &SourceJudge::includePath},
                {u"project_directory"_s, &SourceJudge::places},
                {u"env_file"_s, &SourceJudge::places},
            };
            keys(key, key, item, kJudges);
        }
    }

    void includePath(const QString &, const YamlNode &value) { places(u"include"_s, value); }

    HostAccessCollector &m_into;
    const ComposeSource &m_source;
    QString m_service;
    QString m_prefix;
    QString m_arguments; ///< of the build that is judged
};

} // namespace

void addSource(HostAccessCollector &into, const ComposeSource &source)
{
    SourceJudge(into, source).file();
}

void addVariables(HostAccessCollector &into, const ComposeSource &source)
{
    SourceJudge(into, source).variablesOfFile();
}

} // namespace devstack
