// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/graph/dependencygraph.h"
#include "model/manifest/manifest.h"
#include "model/manifest/workspacefile.h"
#include "store/generations.h"
#include "store/steprecords.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace devstack {

/// A service of an IDA: what it should be (assembled) and what it is (observed). One that the
/// variant leaves out is not in the list.
struct PlanService
{
    enum class State {
        None, ///< no container
        Stopped, ///< a container that does not run, or ended with an error
        Paused, ///< somebody froze it
        Finished, ///< ended with code 0
        Starting, ///< runs, its healthcheck has not passed yet
        Running, ///< runs, has no healthcheck
        Healthy,
        Unhealthy,
    };

    /// What binds it to another service of its IDA.
    struct Tie
    {
        enum class Kind {
            Network, ///< lives in its network
            Ipc, ///< shares its memory
            Processes, ///< lives among its processes
            Volumes, ///< mounts its volumes
            Restart, ///< restarts when the other one is made anew
            Order, ///< only starts after it
        };
        Kind kind = Kind::Order;
        QString service; ///< original name
    };

    QString name; ///< original name
    QString key; ///< effective name: "credentials.app"
    QList<Tie> ties; ///< what it shares comes first
    QString outlived; ///< a service that it shares something with, whose container is younger than
                      ///< its own: it still has what is left of an earlier one
    QString lostNetwork; ///< one of its own that its container, which runs, is not in
    bool isDatabase = false;
    bool isOneShot = false; ///< is meant to end; Finished is as good as Running
    QString image; ///< effective reference
    bool hasBuild = false;
    QString buildDigest; ///< of the build section and of the files that go in; empty: not known
    bool imagePresent = false;
    QString imageId; ///< of the image present; empty: not known
    QString effectiveHash; ///< of the effective service definition
    QString runningHash; ///< that the container was made from; empty: no container
    bool hasOtherData = false; ///< its container mounts another data volume than the present one
    QString runningImageId; ///< that the container was made from; empty: not known
    QStringList changedInputs; ///< what its IDA's model is made from and is another one since the
                               ///< last run: "env/dev.env"
    bool hasHealthcheck = false;
    State state = State::None;
};

/// A data volume of an IDA.
struct PlanVolume
{
    QString key; ///< in the compose file
    QString name; ///< actual name
    bool exists = false;
    int generation = 1;
    QString incarnation; ///< label given at creation (VolumeAction); empty: none or does not exist
    DataOrigin origin; ///< what it begins, or began, with
    bool beginsWithBase = false; ///< the origin is what a reset goes back to
};

/// A command from the manifest, ready to run.
struct PlanRun
{
    ContainerCommand command;
    QMap<QString, QString> inputs; ///< glob as declared → digest of the files it names
};

/// A file of the engineer's own that is to be in the data.
struct PlanFile
{
    QString name;
    QString path; ///< absolute
    QString digest; ///< of its content
    ContainerCommand command; ///< FileAction
};

/// A user or OAuth client that an IDA needs in a provider, placeholders already filled in; or what
/// else a script of the IDA does there.
struct PlanClient
{
    QString what; ///< "user", "oauth", "rows" or "command"
    QString name; ///< user name, client id, or where the script does it: "provision.sh:40"
    bool inOwnWords = false; ///< the script's words: whether the provider takes them shows there
    ContainerCommand command; ///< in the provider's container
    QString problem; ///< why it cannot be registered ("lms declares no register.user"); the step is
                     ///< skipped
    QString hint; ///< with a problem: what to do, one sentence
};

/// A URL of an IDA that tells its health.
struct PlanUrl
{
    QString name;
    QString url; ///< the health URL with the ports in use
    QString service; ///< that serves it; may be empty
    std::optional<bool> healthy; ///< answered just now; unset: not asked
};

/// What is known of one IDA of the selection.
struct PlanIda
{
    QString name;
    Mode mode = Mode::Develop;
    bool absent = false; ///< not cloned; only url and ref below are used
    bool selected
        = true; ///< asked for by name (or everything was); false: came along as a dependency
    QString url;
    QString ref;
    QList<PlanService> services;
    QList<PlanVolume> volumes; ///< data volumes only
    QList<SchemaSource> schema;
    QMap<QString, QString> schemaDigests; ///< volume key → digest of the snapshot or dump
    QList<PlanRun> bootstrap;
    QList<PlanUrl> urls; ///< with a health address only
    QList<PlanClient> clients;
    QStringList seedNames; ///< of the configuration, in order
    QMap<QString, QList<PlanRun>> seeds;
    QList<PlanFile> files; ///< in order; behind the seeds
};

/// Everything a plan is made from. The caller gathers it; the planner does no I/O.
struct PlanInput
{
    QList<PlanIda> idas; ///< the closure of the selection
    DependencyGraph graph; ///< edges to IDAs outside of `idas` are ignored
    QHash<QString, StepRecord> records; ///< StepRecords::all()
    QString incarnation; ///< unique to this plan (a UUID); names the volumes it creates
    QDateTime now; ///< lets reasons say "since 18:20" for today; unset: always with
                   ///< the date
};

} // namespace devstack
