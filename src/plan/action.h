// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/manifest/manifest.h"
#include "store/generations.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <variant>

namespace devstack {

/// Clone a repository into the workspace.
struct CloneAction
{
    QString url;
    QString ref; ///< branch, tag or commit; empty: the remote's default
};

/// Make an image present that a registry (or this machine) has.
struct PullAction
{
    QString service; ///< original name, one of those that use it
    QString image; ///< reference
};

/// Build the image that these services of the IDA share.
struct BuildAction
{
    QStringList services; ///< original names
    QString image; ///< workspace-owned tag
    /// A build of another IDA, or of another service, that makes the same from the same files as
    /// far as is known: once its image is there it only needs this name too. Its IDA is empty:
    /// none.
    QString likeIda = {};
    QString likeService = {}; ///< original name
    QString likeImage = {};
};

/// Create a data volume. The executor must label it with `incarnation`, and report that label when
/// it observes the volume (PlanVolume::incarnation): it is what tells a volume from a later one of
/// the same name.
struct VolumeAction
{
    QString key; ///< in the compose file
    QString volume; ///< actual name
    int generation = 1;
    QString incarnation;
    DataOrigin origin; ///< what it begins with; may be empty
};

/// Keep the data of an IDA as it is now: a reset goes back to it.
struct BaseAction
{
    QList<VolumeAction> volumes; ///< all data volumes of the IDA, as they were made
    /// Volume key → digest of the schema that is in it, of those that began with nothing.
    QMap<QString, QString> schemas;
};

/// Bring the schema of production into a new data volume.
struct SchemaAction
{
    SchemaSource source;
    VolumeAction volume; ///< that it goes into
};

/// Make containers run that fit the effective compose file.
struct StartAction
{
    QStringList services; ///< original names: those that are not as they should be
    QStringList restart; ///< of these: running and unchanged, but to be restarted all the same
    /// Original names: those that run and that no step starts. They must outlive this one.
    QStringList keeping;
    bool databases = false;
    /// Its data is new and its bootstrap comes later: what needs the schema may end until then.
    bool beforeSchema = false;
};

/// Wait until a database answers over TCP.
struct ReadyAction
{
    QString service;
};

/// Run a command in a service's container: a bootstrap entry, a registration at a provider, a seed.
struct CommandAction
{
    ContainerCommand command;
    /// The command is a conclusion of ours: when it fails, the step says so and is done.
    bool mayBeRefused = false;
    QString seed; ///< the seed it belongs to; empty: none
};

/// Give a file of the engineer's own to an IDA's data.
struct FileAction
{
    ContainerCommand command; ///< reads it from its standard input; no argv: its statements are
                              ///< given to the database of command.service
    QString path; ///< absolute
};

/// Wait until a URL answers 2xx, or without a URL until a service's healthcheck passes.
struct HealthAction
{
    QString urlName;
    QString url;
    QString service;
};

using Action = std::variant<std::monostate,
                            CloneAction,
                            PullAction,
                            BuildAction,
                            VolumeAction,
                            BaseAction,
                            SchemaAction,
                            StartAction,
                            ReadyAction,
                            CommandAction,
                            FileAction,
                            HealthAction>;

} // namespace devstack
