// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace devstack {

/// Labels on everything a workspace owns in an Engine.
namespace label {
inline constexpr QLatin1StringView kWorkspace {"devstack.workspace"}; ///< the workspace's id
inline constexpr QLatin1StringView kIda {"devstack.ida"};
inline constexpr QLatin1StringView kService {"devstack.service"}; ///< as the compose file names it
/// The volume's key in the compose file.
inline constexpr QLatin1StringView kVolume {"devstack.volume"};
/// Of the effective service: equal means nothing to do.
inline constexpr QLatin1StringView kHash {"devstack.hash"};
/// Tells a data volume from a later one of the same name.
inline constexpr QLatin1StringView kIncarnation {"devstack.incarnation"};
/// The workspace's id, on a container that only helps with volumes and goes at once.
inline constexpr QLatin1StringView kHelper {"devstack.helper"};

/// "devstack.ida=credentials": what the Engine's lists take to show only what carries the label.
QString filter(QLatin1StringView name, const QString &value);
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
    /// An ordinary volume: never the name of a data volume, of whatever IDA
    /// (service/projects/volumenames.h), which has no point and ends in a generation.
    QString volume(const QString &key) const;
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
