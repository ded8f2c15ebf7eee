// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/composeservice.h"

#include "core/text.h"
#include "model/yaml/yamlscalar.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A word as Compose takes it where true or false belongs.
std::optional<bool> truth(const QString &word)
{
    static const QStringList kTrue {u"true"_s, u"y"_s, u"yes"_s, u"on"_s};
    static const QStringList kFalse {u"false"_s, u"n"_s, u"no"_s, u"off"_s};
    const QString small = word.toLower();
    if (kTrue.contains(small))
        return true;
    return kFalse.contains(small) ? std::optional(false) : std::nullopt;
}

} // namespace

ComposeServiceReader::ComposeServiceReader(TypedReader &reader)
    : m_reader(reader)
{
}

ServiceEntry ComposeServiceReader::service(const YamlNode::Entry &entry)
{
    ServiceEntry result;
    result.name = entry.key;
    result.mark = entry.keyMark;
    const QString what = u"services."_s + entry.key;
    if (entry.value.isNull())
        m_reader.expected(u"a mapping"_s, entry.value, what);
    for (const YamlNode::Entry &key : m_reader.map(entry.value, what)) {
        result.keyMarks.insert(key.key, key.keyMark);
        if (!key.value.isNull() && key.value.tag() != u"!reset")
            field(result, key, what + u'.' + key.key);
        else if (key.key == u"networks")
            result.networks.insert(u"default"_s, {});
    }
    return result;
}

void ComposeServiceReader::field(ServiceEntry &service,
                                 const YamlNode::Entry &entry,
                                 const QString &what)
{
    static const QMap<QString, QString ServiceEntry::*> kTexts {
        {u"image"_s, &ServiceEntry::image},
        {u"container_name"_s, &ServiceEntry::containerName},
        {u"hostname"_s, &ServiceEntry::hostname},
        {u"network_mode"_s, &ServiceEntry::networkMode},
        {u"restart"_s, &ServiceEntry::restart},
        {u"pid"_s, &ServiceEntry::pid},
        {u"ipc"_s, &ServiceEntry::ipc},
    };
    if (const auto text = kTexts.constFind(entry.key); text != kTexts.constEnd()) {
        service.*(*text) = m_reader.word(entry.value, what);
        return;
    }
    if (entry.key == u"build")
        service.build = build(entry.value, what);
    else if (entry.key == u"command")
        service.command = command(entry.value, what);
    else if (entry.key == u"entrypoint")
        service.entrypoint = command(entry.value, what);
    else if (entry.key == u"healthcheck") {
        service.healthcheck = healthcheck(entry.value, what);
        service.hasHealthcheck
            = !service.healthcheck.isEmpty() && service.healthcheck.first() != u"NONE";
    } else if (entry.key == u"scale") {
        service.scale = count(entry.value, what);
    } else if (entry.key == u"deploy") {
        if (const auto replicas = entry.value.value(u"replicas"))
            service.scale = count(*replicas, what + u".replicas"_s);
    } else if (entry.key == u"privileged")
        service.privileged = truth(m_reader.word(entry.value, what)) != false;
    else
        listField(service, entry, what);
}

void ComposeServiceReader::listField(ServiceEntry &service,
                                     const YamlNode::Entry &entry,
                                     const QString &what)
{
    const YamlNode &value = entry.value;
    if (entry.key == u"environment")
        environment(service, value, what);
    else if (entry.key == u"env_file")
        environmentFiles(service, value, what);
    else if (entry.key == u"label_file")
        service.labelFiles = files(value, what);
    else if (entry.key == u"ports")
        service.ports = ports(value, what);
    else if (entry.key == u"volumes")
        service.mounts += mounts(value, what);
    else if (entry.key == u"tmpfs") {
        for (const QString &target : words(value, what))
            service.mounts.append({MountEntry::Kind::Tmpfs,
                                   {},
                                   splitOutside(target, u':').first(),
                                   false,
                                   value.mark()});
    } else if (entry.key == u"depends_on")
        dependsOn(service, value, what);
    else if (entry.key == u"links")
        links(service, value, what);
    else if (entry.key == u"networks")
        service.networks = networks(value, what);
    else if (entry.key == u"secrets")
        service.secrets = words(value, what);
    else if (entry.key == u"configs")
        service.configs = words(value, what);
    else if (entry.key == u"profiles")
        service.profiles = words(value, what);
    else if (entry.key == u"cap_add")
        service.capabilitiesAdded = words(value, what);
    else if (entry.key == u"devices")
        service.devices = words(value, what);
    else if (entry.key == u"security_opt")
        service.securityOptions = words(value, what);
    else if (entry.key == u"external_links")
        service.externalLinks = words(value, what);
    else if (entry.key == u"volumes_from")
        service.volumesFrom = words(value, what);
    else if (entry.key == u"extra_hosts") {
        for (const auto &[node, pair, mark] : pairs(value, what))
            service.extraHosts.append(pair);
    }
}

BuildSection ComposeServiceReader::build(const YamlNode &node, const QString &what)
{
    BuildSection result;
    result.context = u"."_s;
    result.mark = node.mark();
    if (node.isScalar()) {
        result.context = node.text();
        return result;
    }
    for (const YamlNode::Entry &entry : m_reader.map(node, what)) {
        const QString path = what + u'.' + entry.key;
        if (entry.value.isNull())
            continue;
        if (entry.key == u"context")
            result.context = m_reader.word(entry.value, path);
        else if (entry.key == u"dockerfile")
            result.dockerfile = m_reader.word(entry.value, path);
        else if (entry.key == u"dockerfile_inline")
            result.isInline = true;
        else if (entry.key == u"target")
            result.target = m_reader.word(entry.value, path);
        else if (entry.key == u"args") {
            for (const auto &[source, pair, mark] : pairs(entry.value, path)) {
                const qsizetype equals = pair.indexOf(u'=');
                result.arguments.insert(equals < 0 ? pair : pair.first(equals),
                                        equals < 0 ? QString() : u""_s + pair.sliced(equals + 1));
            }
        }
    }
    return result;
}

std::optional<int> ComposeServiceReader::count(const YamlNode &node, const QString &what)
{
    if (node.isNull())
        return std::nullopt;
    bool isNumber = false;
    const int number = m_reader.word(node, what).toInt(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt; // a variable
}

QStringList ComposeServiceReader::command(const YamlNode &node, const QString &what)
{
    return node.isScalar() ? QStringList {m_reader.word(node, what)}
                           : m_reader.wordList(node, what);
}

QStringList ComposeServiceReader::healthcheck(const YamlNode &node, const QString &what)
{
    QStringList result;
    for (const YamlNode::Entry &entry : m_reader.map(node, what)) {
        if (entry.key == u"test" && entry.value.isScalar() && entry.value.text() == u"NONE")
            result = {u"CMD-SHELL"_s, u"NONE"_s}; // only a list says that there is none
        else if (entry.key == u"test" && !entry.value.isNull())
            result = command(entry.value, what + u".test"_s);
        else if (entry.key == u"disable" && entry.value.isScalar()
                 && truth(canonicalScalar(entry.value)) == true)
            return {u"NONE"_s};
    }
    return result;
}

QList<ComposeServiceReader::Pair> ComposeServiceReader::pairs(const YamlNode &node,
                                                              const QString &what)
{
    QList<Pair> result;
    if (node.isList()) {
        for (const YamlNode &item : node.items())
            result.append({item, m_reader.word(item, what), item.mark()});
        return result;
    }
    if (!node.isMap()) {
        m_reader.expected(u"a mapping or a list"_s, node, what);
        return result;
    }
    for (const YamlNode::Entry &entry : node.entries()) {
        const QString path = what + u'.' + entry.key;
        if (entry.value.isNull()) {
            result.append({entry.value, entry.key, entry.keyMark});
        } else if (entry.value.isList()) { // extra_hosts: one name, several addresses
            for (const YamlNode &item : entry.value.items())
                result.append({item, entry.key + u'=' + m_reader.word(item, path), entry.keyMark});
        } else {
            result.append(
                {entry.value, entry.key + u'=' + m_reader.word(entry.value, path), entry.keyMark});
        }
    }
    return result;
}

void ComposeServiceReader::environment(ServiceEntry &service,
                                       const YamlNode &node,
                                       const QString &what)
{
    for (const auto &[source, pair, mark] : pairs(node, what)) {
        const qsizetype equals = pair.indexOf(u'=');
        const QString name = equals < 0 ? pair : pair.first(equals);
        QString value = equals < 0 ? QString() : pair.sliced(equals + 1);
        if (equals >= 0 && value.isNull())
            value = u""_s;
        service.environment.insert(name, value);
        service.environmentMarks.insert(name, mark);
    }
}

void ComposeServiceReader::environmentFiles(ServiceEntry &service,
                                            const YamlNode &node,
                                            const QString &what)
{
    service.environmentFiles = files(node, what);
    for (const YamlNode &item : node.items()) {
        const auto path = item.value(u"path");
        const auto format = item.value(u"format");
        if (path && format && format->text() == u"raw")
            service.rawFiles.append(path->text());
    }
}

QStringList ComposeServiceReader::files(const YamlNode &node, const QString &what)
{
    if (node.isScalar())
        return {node.text()};
    QStringList result;
    for (const YamlNode &item : m_reader.list(node, what)) {
        if (!item.isMap())
            result.append(m_reader.word(item, what));
        else if (const auto path = item.value(u"path"))
            result.append(m_reader.word(*path, what + u".path"_s));
    }
    return result;
}

void ComposeServiceReader::checkPort(const QString &text, const YamlNode &node, const QString &what)
{
    constexpr int kLastPort = 65535;
    for (const QString &number : text.split(u'-')) { // a range is two of them
        bool isNumber = false;
        const qlonglong port = number.toLongLong(&isNumber);
        if (isNumber && (port < 0 || port > kLastPort))
            m_reader.fail(u"%1: there is no port %2"_s.arg(what, number),
                          node.mark(),
                          u"Ports go up to 65535."_s);
    }
}

QList<PortMapping> ComposeServiceReader::ports(const YamlNode &node, const QString &what)
{
    QList<PortMapping> result;
    for (const YamlNode &item : m_reader.list(node, what)) {
        PortMapping port;
        if (item.isMap()) {
            port.protocol = u"tcp"_s;
            static const QMap<QString, QString PortMapping::*> kFields {
                {u"target"_s, &PortMapping::container},
                {u"published"_s, &PortMapping::host},
                {u"host_ip"_s, &PortMapping::address},
                {u"protocol"_s, &PortMapping::protocol},
                {u"name"_s, &PortMapping::name},
                {u"app_protocol"_s, &PortMapping::appProtocol},
            };
            for (const YamlNode::Entry &entry : item.entries()) {
                if (const auto field = kFields.value(entry.key); field && !entry.value.isNull())
                    port.*field = m_reader.word(entry.value, what + u'.' + entry.key);
            }
        } else {
            const QString text = m_reader.word(item, what);
            port = shortPort(text);
            if (port.container.isEmpty())
                m_reader.fail(
                    u"%1: no port of the container is named in \"%2\""_s.arg(what, printable(text)),
                    item.mark(),
                    u"Name it, or give a variable that is not set a value in .env or a "
                    u"default: \"${PORT:-8000}\"."_s);
        }
        checkPort(port.host, item, what);
        checkPort(port.container, item, what);
        port.mark = item.mark();
        result.append(port);
    }
    return result;
}

QList<MountEntry> ComposeServiceReader::mounts(const YamlNode &node, const QString &what)
{
    static const QMap<QString, MountEntry::Kind> kKinds {
        {u"bind"_s, MountEntry::Kind::Bind},
        {u"volume"_s, MountEntry::Kind::Volume},
        {u"tmpfs"_s, MountEntry::Kind::Tmpfs},
    };
    QList<MountEntry> result;
    for (const YamlNode &item : m_reader.list(node, what)) {
        MountEntry mount;
        if (item.isMap()) {
            for (const YamlNode::Entry &entry : item.entries()) {
                const QString path = what + u'.' + entry.key;
                if (entry.key == u"type")
                    mount.kind
                        = kKinds.value(m_reader.word(entry.value, path), MountEntry::Kind::Other);
                else if (entry.key == u"source")
                    mount.source = m_reader.word(entry.value, path);
                else if (entry.key == u"target")
                    mount.target = m_reader.word(entry.value, path);
                else if (entry.key == u"read_only")
                    mount.readOnly = truth(m_reader.word(entry.value, path)) == true;
            }
            if (mount.kind == MountEntry::Kind::Volume && mount.source.isEmpty())
                mount.kind = MountEntry::Kind::Anonymous;
        } else {
            mount = shortMount(m_reader.word(item, what));
        }
        mount.mark = item.mark();
        result.append(mount);
    }
    return result;
}

void ComposeServiceReader::dependsOn(ServiceEntry &service,
                                     const YamlNode &node,
                                     const QString &what)
{
    if (node.isList()) {
        for (const YamlNode &item : node.items())
            service.dependsOn.append(
                {m_reader.word(item, what), u"service_started"_s, false, item.mark()});
        return;
    }
    for (const YamlNode::Entry &entry : m_reader.map(node, what)) {
        ServiceDependency dependency {entry.key, u"service_started"_s, false, entry.keyMark};
        const auto condition = entry.value.value(u"condition");
        if (condition)
            dependency.condition
                = m_reader.word(*condition, what + u'.' + entry.key + u".condition"_s);
        service.dependsOn.append(dependency);
    }
}

void ComposeServiceReader::links(ServiceEntry &service, const YamlNode &node, const QString &what)
{
    for (const YamlNode &item : m_reader.list(node, what)) {
        const QString target = splitOutside(m_reader.word(item, what), u':').first();
        service.dependsOn.append({target, u"service_started"_s, true, item.mark()});
    }
}

QMap<QString, QStringList> ComposeServiceReader::networks(const YamlNode &node, const QString &what)
{
    QMap<QString, QStringList> result;
    if (node.isList()) {
        for (const QString &name : m_reader.wordList(node, what))
            result.insert(name, {});
        return result;
    }
    for (const YamlNode::Entry &entry : m_reader.map(node, what)) {
        const auto aliases = entry.value.value(u"aliases");
        const QString path = what + u'.' + entry.key;
        result.insert(entry.key,
                      aliases ? m_reader.wordList(*aliases, path + u".aliases"_s) : QStringList());
    }
    return result;
}

QStringList ComposeServiceReader::words(const YamlNode &node, const QString &what)
{
    if (node.isScalar())
        return {m_reader.word(node, what)};
    QStringList result;
    for (const YamlNode &item : m_reader.list(node, what)) {
        // Long forms (devices: {source, target}) are shown by their source. Compose's answer has
        // none for a device that a file writes as ":/dev/kvm".
        const auto source = item.value(u"source");
        const auto target = item.value(u"target");
        const bool isNowhere = item.isMap() && !source && what.endsWith(u".devices");
        result.append(isNowhere
                          ? QString(u':' + (target ? m_reader.word(*target, what) : QString()))
                          : m_reader.word(source ? *source : item, what));
    }
    return result;
}

std::optional<ExtendsReference> ComposeServiceReader::extends(const YamlNode::Entry &entry)
{
    const YamlNode::Entry *found = entry.value.find(u"extends");
    if (!found || found->value.isNull() || found->value.tag() == u"!reset")
        return std::nullopt;
    const QString what = u"services.%1.extends"_s.arg(entry.key);
    ExtendsReference result;
    result.mark = found->value.mark();
    if (found->value.isScalar()) {
        result.service = found->value.text();
        return result;
    }
    for (const YamlNode::Entry &key : m_reader.map(found->value, what)) {
        if (key.key == u"service")
            result.service = m_reader.word(key.value, what + u".service"_s);
        else if (key.key == u"file" && !key.value.isNull())
            result.file = m_reader.word(key.value, what + u".file"_s);
    }
    return result;
}

} // namespace devstack
