// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace devstack {

/// Labels on everything a workspace owns in an Engine.
namespace label {
inline constexpr char16_t kWorkspace[] = u"devstack.workspace"; ///< the workspace's id
inline constexpr char16_t kIda[] = u"devstack.ida";
inline constexpr char16_t kService[] = u"devstack.service"; ///< as the compose file names it
inline constexpr char16_t kVolume[] = u"devstack.volume"; ///< the volume's key in the compose file
inline constexpr char16_t kHash[]
    = u"devstack.hash"; ///< of the effective service: equal means nothing to do
inline constexpr char16_t kIncarnation[]
    = u"devstack.incarnation"; ///< tells a data volume from a later one of the same name
} // namespace label

/// What the things of one IDA are called in the Engine and in its effective compose file.
struct IdaNames
{
    QString workspace; ///< the workspace's id, a slug
    QString ida;
    QStringList siblings; ///< names of the other IDAs of the workspace

    /// The compose project: "sample-1f3a9c-credentials".
    QString project() const;
    /// The service's key in the effective file: "credentials.app".
    QString serviceKey(const QString &service) const;
    /// "sample-1f3a9c-credentials-app".
    QString container(const QString &service) const;
    /// Of a volume, configuration file or secret: "sample-1f3a9c-credentials-db_data".
    QString resource(const QString &key) const;
    /// "sample-1f3a9c-credentials-private".
    QString privateNetwork() const;
    /// Of a built image: "sample-1f3a9c/credentials-app:dev".
    QString image(const QString &service) const;

private:
    QString joined(const QString &name) const;
};

/// The network that all IDAs of a workspace share: "sample-1f3a9c-workspace".
QString workspaceNetworkName(const QString &workspace);

} // namespace devstack
