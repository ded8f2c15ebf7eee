// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/projects/externals.h"

#include "service/workspaceinternals.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QUrl>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// What containers call the machine of the Engine, in extra_hosts.
const QString kHostGateway = u"host-gateway"_s;

bool isThisMachine(const QString &host)
{
    return host == u"localhost" || host.endsWith(u".localhost") || QHostAddress(host).isLoopback();
}

} // namespace

QStringList namesOfExternal(const IdaDefinition &ida)
{
    QStringList names = ida.external ? ida.external->names : QStringList();
    names += ida.manifest.provides.keys();
    for (const ServiceEntry &service : ida.compose.services) {
        // The container that others mean by the IDA is its application's.
        if (!service.containerName.isEmpty() && service.name == ida.manifest.primary)
            names += service.containerName;
    }
    names.removeDuplicates();
    return names;
}

Externals::Externals(Workspace::Internals &internals, const WorkspaceDefinition &definition)
    : m_definition(definition)
    , m_addresses(internals.withState([](WorkspaceState &state) { return state.hostAddresses(); }))
{
}

QString Externals::addressOf(const QString &url)
{
    const QString host = QUrl(url).host();
    if (isThisMachine(host))
        return kHostGateway;
    if (const QHostAddress address(host); !address.isNull())
        return address.toString();
    if (!m_asked.contains(host)) {
        m_asked += host;
        QStringList found;
        for (const QHostAddress &address : QHostInfo::fromName(host).addresses())
            found += address.toString();
        std::ranges::sort(found);
        if (!found.isEmpty() && !found.contains(m_addresses.value(host)))
            m_addresses.insert(host, found.first());
    }
    return m_addresses.value(host);
}

QList<ExternalName> Externals::namesFor(const QString &ida, const QSet<QString> &words)
{
    const QStringList needed = m_definition.graph.dependenciesOf(ida);
    QList<ExternalName> names;
    for (const IdaDefinition &other : m_definition.idas) {
        if (other.mode != Mode::External || !other.external || other.name == ida)
            continue;
        for (const QString &name : namesOfExternal(other)) {
            if (needed.contains(other.name) || words.contains(name))
                names.append({name, other.external->url, addressOf(other.external->url)});
        }
    }
    return names;
}

} // namespace devstack
