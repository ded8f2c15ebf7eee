// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/loading/linkfaults.h"

#include "core/text.h"
#include "core/unknownname.h"
#include "model/compose/composeservice.h"
#include "model/yaml/yamlscalar.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A name that a service uses, with its place.
struct Use
{
    QString name;
    SourceMark mark;
    bool required = true;
};

bool isLiteral(const QString &text)
{
    return !text.isEmpty() && !text.contains(u'$');
}

class LinkFaults
{
public:
    LinkFaults(const ComposeFile &stack,
               const QStringList &profiles,
               const DeclaredElsewhere &elsewhere)
        : m_stack(stack)
        , m_services(stack.merged.value(u"services").value_or(YamlNode()))
        , m_elsewhere(elsewhere)
    {
        for (const YamlNode::Entry &entry : m_services.entries()) {
            m_byName.insert(entry.key, entry.value);
            if (isSwitchedOn(entry.value, profiles)) {
                m_on += entry.key;
                m_isOn += entry.key;
            }
        }
    }

    QList<LoadFault> find()
    {
        for (const QString &service : m_on) {
            image(service);
            networks(service);
            dependencies(service);
            volumes(service);
            mountedTwice(service);
            repeated(service);
            named(service, u"secrets"_s, u"secret"_s);
            named(service, u"configs"_s, u"config"_s);
            named(service, u"models"_s, u"model"_s);
            buildSecrets(service);
        }
        containerNames();
        circles();
        return m_faults;
    }

private:
    /// A key of a service; null when it has none.
    YamlNode value(const QString &service, const QString &key) const
    {
        return m_byName.value(service).value(key).value_or(YamlNode());
    }

    /// What a top-level section declares.
    QStringList declared(const QString &section) const
    {
        return m_stack.merged.value(section).value_or(YamlNode()).keys();
    }

    SourceMark markOf(const QString &service) const { return m_stack.services.value(service).mark; }

    static QString quoted(const QString &name) { return u"“%1”"_s.arg(printable(name)); }

    void add(const SourceMark &mark, const QString &message, const QString &fix)
    {
        m_faults += {mark, message, fix};
    }

    void unknown(const QString &service,
                 const Use &use,
                 const QString &what,
                 const QStringList &known,
                 const QString &otherwise)
    {
        add(use.mark,
            u"%1 uses the %2 %3, which no file of the stack declares."_s.arg(
                quoted(service), what, quoted(use.name)),
            m_elsewhere.value(what + u"s."_s + use.name, didYouMean(use.name, known, otherwise)));
    }

    void image(const QString &service)
    {
        if (m_stack.partialServices.contains(service))
            return;
        for (const QString &key : {u"image"_s, u"build"_s, u"provider"_s}) {
            const YamlNode node = value(service, key);
            if (!node.isNull() && !(node.isScalar() && node.text().isEmpty()))
                return;
        }
        add(markOf(service),
            u"%1 has neither an image nor a build."_s.arg(quoted(service)),
            u"Add “image: NAME:TAG” or “build: .”."_s);
    }

    /// The entries of a list, or the keys of a mapping.
    QList<Use> uses(const QString &service, const QString &key) const
    {
        QList<Use> result;
        const YamlNode node = value(service, key);
        for (const YamlNode &item : node.items())
            result += Use {item.isMap() ? item.value(u"source").value_or(YamlNode()).text()
                                        : item.text(),
                           item.mark(),
                           true};
        for (const YamlNode::Entry &entry : node.entries()) {
            const auto required = entry.value.value(u"required");
            result += Use {
                entry.key, entry.keyMark, !required || canonicalScalar(*required) != u"false"};
        }
        return result;
    }

    void networks(const QString &service)
    {
        const QList<Use> used = uses(service, u"networks"_s);
        const YamlNode mode = value(service, u"network_mode"_s);
        if (!mode.text().isEmpty() && !used.isEmpty())
            add(mode.mark(),
                u"%1 has both “network_mode” and “networks”, which exclude each other."_s.arg(
                    quoted(service)),
                u"Keep one of them."_s);
        const QStringList known = declared(u"networks"_s) + QStringList {u"default"_s};
        for (const Use &use : used) {
            if (!m_stack.isPartial && isLiteral(use.name) && !known.contains(use.name))
                unknown(service,
                        use,
                        u"network"_s,
                        known,
                        u"Declare it: “%1:” under “networks:”."_s.arg(printable(use.name)));
        }
    }

    /// What a service waits for: depends_on, links, volumes_from and shared namespaces.
    QList<Use> waitsFor(const QString &service) const
    {
        QList<Use> result = uses(service, u"depends_on"_s);
        for (Use use : uses(service, u"links"_s)) {
            if (use.name.count(u':') == 1)
                use.name = use.name.section(u':', 0, 0);
            result += use;
        }
        for (Use use : uses(service, u"volumes_from"_s)) {
            if (use.name.startsWith(u"container:"))
                continue;
            use.name = use.name.section(u':', 0, 0);
            result += use;
        }
        for (const QString &key : {u"network_mode"_s, u"ipc"_s, u"pid"_s, u"uts"_s, u"cgroup"_s}) {
            const YamlNode node = value(service, key);
            if (node.text().startsWith(u"service:"))
                result += Use {node.text().section(u':', 1), node.mark(), true};
        }
        return result;
    }

    void dependencies(const QString &service)
    {
        for (const Use &use : waitsFor(service)) {
            if (!isLiteral(use.name) || m_isOn.contains(use.name))
                continue;
            if (m_byName.contains(use.name)) {
                if (use.required)
                    add(use.mark,
                        u"%1 needs %2, which runs only with one of its profiles."_s.arg(
                            quoted(service), quoted(use.name)),
                        u"Give %1 the same profile, take “profiles” of %2 out, or add “required: "
                        u"false”."_s.arg(quoted(service), quoted(use.name)));
            } else if (!m_stack.isPartial) {
                const QStringList all = m_services.keys();
                add(use.mark,
                    u"%1 needs the service %2, which no file of the stack has."_s.arg(
                        quoted(service), quoted(use.name)),
                    m_elsewhere.value(u"services."_s + use.name,
                                      didYouMean(use.name, all, itHas(all))));
            }
        }
    }

    /// A named volume in short form, as Compose tells it from a path.
    static QString volumeOf(const QString &spec)
    {
        static const QRegularExpression kPath(u"\\A(?:[./~]|\\\\\\\\|[A-Za-z]:)"_s);
        const QString source = spec.contains(u':') ? spec.section(u':', 0, 0) : QString();
        return kPath.match(spec).hasMatch() ? QString() : source;
    }

    void volumes(const QString &service)
    {
        const QStringList known = declared(u"volumes"_s);
        const YamlNode volumes = value(service, u"volumes"_s);
        for (const YamlNode &item : volumes.items()) {
            QString name;
            if (item.isScalar() && !item.text().contains(u'$'))
                name = volumeOf(item.text());
            else if (item.value(u"type").value_or(YamlNode()).text() == u"volume")
                name = item.value(u"source").value_or(YamlNode()).text();
            if (m_stack.isPartial || !isLiteral(name) || known.contains(name))
                continue;
            const QString shown = printable(name);
            unknown(service,
                    {name, item.mark(), true},
                    u"volume"_s,
                    known,
                    name.contains(u'/')
                        ? u"Write “./%1” for the folder of the repository."_s.arg(shown)
                        : u"Declare it: “%1:” under “volumes:”. For a folder write “./%1”."_s.arg(
                            shown));
        }
    }

    /// Places that Compose finds taken once it has cleaned their paths: "/data" and "/data/".
    void mountedTwice(const QString &service)
    {
        QStringList seen;
        const YamlNode volumes = value(service, u"volumes"_s);
        for (const YamlNode &item : volumes.items()) {
            const QString target = item.isMap() ? item.value(u"target").value_or(YamlNode()).text()
                                                : shortMount(item.text()).target;
            const QString clean = QDir::cleanPath(target);
            if (isLiteral(target) && seen.contains(clean))
                add(item.mark(),
                    u"%1 mounts two things at “%2”."_s.arg(quoted(service), printable(clean)),
                    u"Take one of them out, or write the place in the same way in both files: then "
                    u"the later one counts."_s);
            seen += clean;
        }
    }

    /// Lists that several files add to, and in which Compose takes nothing twice.
    void repeated(const QString &service)
    {
        for (const QString &key : {u"security_opt"_s,
                                   u"group_add"_s,
                                   u"external_links"_s,
                                   u"volumes_from"_s,
                                   u"device_cgroup_rules"_s}) {
            const QList<YamlNode> items = value(service, key).items();
            for (qsizetype at = 1; at < items.size(); ++at) {
                const bool isTwice
                    = std::any_of(items.begin(), items.begin() + at, [&](const YamlNode &earlier) {
                          return earlier.sameContent(items[at]);
                      });
                if (isTwice)
                    add(items[at].mark(),
                        u"%1 has the same entry twice in “%2”, over all files."_s.arg(
                            quoted(service), key),
                        u"Take one of them out, or write “%1: !override” in the later file."_s.arg(
                            key));
            }
        }
    }

    void named(const QString &service, const QString &section, const QString &what)
    {
        const QStringList known = declared(section);
        for (const Use &use : uses(service, section)) {
            if (!m_stack.isPartial && isLiteral(use.name) && !known.contains(use.name))
                unknown(service,
                        use,
                        what,
                        known,
                        u"Declare it: “%1:” under “%2:”."_s.arg(printable(use.name), section));
        }
    }

    void buildSecrets(const QString &service)
    {
        const QStringList known = declared(u"secrets"_s);
        const YamlNode build = value(service, u"build"_s);
        const YamlNode list = build.value(u"secrets").value_or(YamlNode());
        for (const YamlNode &item : list.items()) {
            const QString name
                = item.isMap() ? item.value(u"source").value_or(YamlNode()).text() : item.text();
            if (!m_stack.isPartial && isLiteral(name) && !known.contains(name))
                unknown(service,
                        {name, item.mark(), true},
                        u"secret"_s,
                        known,
                        u"Declare it: “%1:” under “secrets:”."_s.arg(printable(name)));
        }
        const YamlNode contexts = build.value(u"additional_contexts").value_or(YamlNode());
        for (const YamlNode::Entry &entry : contexts.entries()) {
            const QString other = entry.value.text().section(u':', 1);
            if (entry.value.text().startsWith(u"service:") && isLiteral(other) && !m_stack.isPartial
                && !m_on.contains(other))
                add(entry.value.mark(),
                    u"The build of %1 takes files from the service %2, which is not there."_s.arg(
                        quoted(service), quoted(other)),
                    didYouMean(other, m_on, itHas(m_on)));
        }
    }

    void containerNames()
    {
        QMap<QString, QString> owners;
        for (const QString &service : m_on) {
            const YamlNode node = value(service, u"container_name"_s);
            const QString name = node.text();
            if (!isLiteral(name))
                continue;
            if (const QString owner = owners.value(name); !owner.isEmpty())
                add(node.mark(),
                    u"%1 and %2 have the same container name %3."_s.arg(
                        quoted(owner), quoted(service), quoted(name)),
                    u"Give one of them another name, or none."_s);
            owners.insert(name, service);
        }
    }

    void circles()
    {
        QSet<QString> done;
        for (const QString &service : m_on) {
            QStringList way {service};
            if (!leadsBack(way, done))
                continue;
            way = way.mid(way.indexOf(way.last()));
            add(markOf(way.first()),
                u"These services wait for each other: %1."_s.arg(printable(way.join(u" → "_s))),
                u"Take one of the dependencies out."_s);
            return;
        }
    }

    /// Whether the way leads on to a service that stands on it already; then that one is its last.
    /// `done`: services from where no way leads back.
    bool leadsBack(QStringList &way, QSet<QString> &done)
    {
        const QString here = way.last();
        for (const Use &use : waitsFor(here)) {
            if (!m_isOn.contains(use.name) || done.contains(use.name))
                continue;
            const bool isBack = way.contains(use.name);
            way += use.name;
            if (isBack || leadsBack(way, done))
                return true;
            way.removeLast();
        }
        done += here;
        return false;
    }

    const ComposeFile &m_stack;
    const YamlNode m_services;
    const DeclaredElsewhere &m_elsewhere;
    QHash<QString, YamlNode> m_byName;
    QStringList m_on;
    QSet<QString> m_isOn;
    QList<LoadFault> m_faults;
};

} // namespace

bool isSwitchedOn(const YamlNode &service, const QStringList &profiles)
{
    const YamlNode own = service.value(u"profiles").value_or(YamlNode());
    return own.items().isEmpty() || profiles.contains(u"*"_s)
        || std::ranges::any_of(own.items(),
                               [&](const YamlNode &one) { return profiles.contains(one.text()); });
}

QList<LoadFault> linkFaults(const ComposeFile &stack,
                            const QStringList &profiles,
                            const DeclaredElsewhere &elsewhere)
{
    return LinkFaults(stack, profiles, elsewhere).find();
}

} // namespace devstack
