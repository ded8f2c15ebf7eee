// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/manifest/manifest.h"

#include <QJsonObject>
#include <QMap>
#include <QSet>

namespace devstack {

/// A host name under which an IDA wants to be reached by the others.
struct NameClaim
{
    QString ida;
    QString name;
    QString service;
    bool declared = false; ///< in `provides`, not only a container name or alias
};

/// The names an IDA offers on the workspace network: declared ones; container names, host names and
/// aliases of services that join a network shared with others; and container names, those that plain
/// Compose gives too, in `referred` (that other IDAs refer to). Pure.
QList<NameClaim> claimedNames(const QString &ida,
                              const QJsonObject &resolved,
                              const Manifest &manifest,
                              const QSet<QString> &referred);

/// The name that plain Compose gives the container of a service without one of its own:
/// "project-service-1". Empty where it is unknown, or another service has taken it.
QString plainContainerName(const QJsonObject &resolved, const QString &service);

/// Per IDA, the names it must not answer to on the workspace network, because several IDAs claim
/// them: a single IDA that declares the name has it; otherwise nobody has.
QMap<QString, QSet<QString>> withheldNames(const QList<NameClaim> &claims);

/// Whether a network of the resolved model is meant to be shared with other projects: external, or
/// of a fixed name.
bool isSharedNetwork(const QJsonObject &resolved, const QString &key);

} // namespace devstack
