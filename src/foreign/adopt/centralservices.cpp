// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/adopt/centralservices.h"

#include "model/compose/composereader.h"
#include "model/yaml/yamljson.h"

#include <QDir>
#include <QJsonArray>
#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A path of the host as written, relative to the folder that the central checkout lies in;
/// nothing for volumes and for what is elsewhere. Facts from openedx/devstack: DEVSTACK_WORKSPACE
/// is the folder of all checkouts.
std::optional<QString> placeOf(QString source, const QString &central)
{
    for (const QString &name : {u"DEVSTACK_WORKSPACE"_s, u"PWD"_s}) {
        const QString value = name == u"PWD" ? central : u"."_s;
        for (const QString &form : {u"${%1}"_s.arg(name), u"$%1"_s.arg(name)}) {
            if (source.startsWith(form))
                return QDir::cleanPath(value + source.sliced(form.size()));
        }
    }
    if (!source.startsWith(u'.'))
        return std::nullopt;
    return QDir::cleanPath(central + u'/' + source);
}

std::optional<CentralMount>
mountOf(const QString &written, const QString &central, const QStringList &neighbours)
{
    const auto place = placeOf(written.section(u':', 0, 0), central);
    if (!place)
        return std::nullopt;
    CentralMount mount {{}, {}, written.section(u':', 1, 1), written};
    const QString folder = place->section(u'/', 0, 0);
    mount.below = place->section(u'/', 1);
    if (neighbours.contains(folder))
        mount.neighbour = folder;
    else if (folder != central)
        mount.below = *place;
    return mount;
}

/// A folder of the host in its long form as "a:b:ro"; every other entry as it is.
QJsonValue shortForm(const QJsonValue &mount)
{
    const QJsonObject entry = mount.toObject();
    if (entry.value(u"type"_s).toString() != u"bind")
        return mount;
    const QString both
        = entry.value(u"source"_s).toString() + u':' + entry.value(u"target"_s).toString();
    return entry.value(u"read_only"_s).toBool() ? QString(both + u":ro") : both;
}

QStringList namesOf(const QJsonValue &list)
{
    QStringList names = list.toObject().keys();
    for (const QJsonValue &name : list.toArray())
        names += name.toString().section(u':', 0, 0);
    return names;
}

/// The port of the host in `"18150:18150"`.
QString hostPort(const QJsonValue &port)
{
    if (port.isObject())
        return port.toObject().value(u"published"_s).toVariant().toString();
    const QStringList parts = port.toVariant().toString().split(u':');
    return parts.size() > 1 ? parts.at(parts.size() - 2) : QString();
}

/// `curl … http://localhost:18150/health/` of check.sh, each service once.
void readHealth(const Checkout &central, QMap<QString, CentralService> &services)
{
    static const QRegularExpression kAsked(
        u"\\bcurl\\b.*?(http://(?:localhost|127\\.0\\.0\\.1):([0-9]+))(/[A-Za-z0-9_./-]*)"_s);
    for (const QString &line : central.lines(u"check.sh"_s).value_or(QStringList())) {
        const auto match = kAsked.match(line);
        if (!match.hasMatch() || line.trimmed().startsWith(u'#'))
            continue;
        for (CentralService &service : services) {
            if (!service.hostPorts.contains(match.captured(2)) || !service.url.isEmpty())
                continue;
            service.url = match.captured(1) + u'/';
            service.health = match.captured(3);
        }
    }
}

} // namespace

Result<QMap<QString, CentralService>> readCentralServices(const Checkout &central,
                                                          const QStringList &neighbours)
{
    QStringList files = composeFilesIn(central.root());
    const QString host = u"docker-compose-host.yml"_s;
    if (central.has(host))
        files += central.root() + u'/' + host;
    const auto read = readComposeServices(files, central.root());
    if (!read)
        return read.error();
    QMap<QString, CentralService> services;
    const YamlNode entries = read->merged.value(u"services").value_or(YamlNode());
    for (const YamlNode::Entry &entry : entries.entries()) {
        CentralService service;
        service.name = entry.key;
        service.mark = entry.keyMark;
        service.mark.file = QDir(central.root()).relativeFilePath(entry.keyMark.file);
        service.entry = toJson(entry.value).toObject();
        service.needs = namesOf(service.entry.value(u"depends_on"_s))
            + namesOf(service.entry.value(u"links"_s));
        for (const QJsonValue &port : service.entry.value(u"ports"_s).toArray())
            service.hostPorts += hostPort(port);
        service.hostPorts.removeAll(QString());
        QJsonArray mounts;
        for (const QJsonValue &mount : service.entry.value(u"volumes"_s).toArray())
            mounts += shortForm(mount);
        if (!mounts.isEmpty())
            service.entry.insert(u"volumes"_s, mounts);
        for (const QJsonValue &mount : std::as_const(mounts)) {
            const auto found = mountOf(mount.toString(), central.name(), neighbours);
            if (!found)
                continue;
            service.mounts += *found;
            const bool isWhole = !found->neighbour.isEmpty() && found->below.isEmpty();
            if (isWhole && service.source.isEmpty())
                service.source = found->neighbour;
        }
        services.insert(service.name, service);
    }
    readHealth(central, services);
    return services;
}

} // namespace devstack
