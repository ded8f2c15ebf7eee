// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"
#include "engine/containers.h"
#include "foreign/inspect/composeoffers.h"
#include "model/compose/composevariables.h"
#include "model/graph/dependencygraph.h"
#include "model/manifest/commandargument.h"
#include "model/manifest/workspacefile.h"
#include "service/definition/conflicts.h"
#include "service/definition/inferredvalues.h"
#include "service/observing/unfinishedrun.h"
#include "store/generations.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace devstack {

/// What a container does, as far as the Engine says. `Missing`: there is no container.
enum class ServiceState { Missing, Created, Running, Paused, Restarting, Exited, Dead };

/// The state of an IDA as docs/reference/states.md names it.
enum class IdaState { Absent, Stopped, Starting, Partial, Running, External, Off };

/// The one next thing to do about what is not as wanted. `Start`, `Restart` and `Stop` mean the
/// IDA; `Up` provisions it, `Logs` shows what it wrote.
enum class NextAction { None, Start, Restart, Stop, Up, Logs };

/// The words of docs/reference/json.md: "", "start", "restart", "stop", "up", "logs".
QString toString(NextAction action);
QString toString(ServiceState state);
QString toString(IdaState state);

struct PortView
{
    int container = 0;
    int host = 0; ///< 0: not published right now
    QString address;
    int wanted = 0; ///< the host port of the file; differs from `host` when it moved
    int given = 0; ///< the host port that it was given, published or not; 0: none yet

    bool operator==(const PortView &) const = default;
};

struct ServiceView
{
    QString name; ///< as the compose file calls it
    QString container; ///< container name; empty while there is none
    QString containerId;
    QString role; ///< app, worker, database, cache, …
    QString image;
    bool built = false; ///< its image is built from the repository
    ServiceState state = ServiceState::Missing;
    Health health = Health::None;
    std::optional<int> exitCode; ///< how it ended last; of an exited or restarting one
    bool oomKilled = false; ///< it exceeded its memory
    std::optional<bool> stopAsked; ///< somebody asked it to end; none: not known
    QDateTime created; ///< UTC; when its container was made; null: there is none
    QDateTime endedAt; ///< UTC; null: it runs, or nobody knows
    QString startError; ///< why the Engine could not start it
    QStringList lastLines; ///< of one that failed: what it wrote last, without secrets
    qint64 memoryLimit = 0; ///< bytes; of one whose memory ran out; 0: none, or not known
    QString limitedAt; ///< where its file limits its memory: "docker-compose.yml:7"; may be empty
    int restarts = 0; ///< ContainerInfo::restarts
    bool isHealthOld = false; ///< ContainerInfo::isHealthOld
    bool isHeld = false; ///< a run copies its data
    QString lostNetwork; ///< a network of its own that it runs without; empty: none
    bool isOneShot = false; ///< it is meant to end
    bool mayEnd = false; ///< nobody would miss it once it ended by itself with 0
    bool takesPart = true; ///< neither variant nor profile leaves it out
    QList<PortView> ports;
    qint64 memory = 0; ///< bytes; 0: unknown
    double cpu = 0; ///< percent of one core
    QString waiting; ///< one sentence about what a starting service waits for; empty: nothing
    QDateTime waitingSince; ///< UTC; when that step began
    QString reason; ///< one line: why it is not as wanted; empty: it is
    NextAction next = NextAction::None; ///< what to do about it

    bool operator==(const ServiceView &) const = default;
};

struct UrlView
{
    QString name;
    QString url; ///< with ports as they are now

    bool operator==(const UrlView &) const = default;
};

struct SeedView
{
    QString ida;
    QString name;
    QString target; ///< the IDA whose data it changes
    QDateTime applied; ///< null: not applied to the present data, or not wholly
    QString source; ///< where it is declared; of a file where it lies in the workspace
    bool isPartial = false; ///< begun on the present data and not finished: part of it may be there
    bool isFile = false; ///< one of the engineer's own, kept in the workspace
    bool afterReset = false; ///< of a file: new data gets it by itself

    bool operator==(const SeedView &) const = default;
};

/// A verb the IDA declares, shown as a button.
struct CommandView
{
    QString name;
    QString text; ///< the command line
    bool tty = false;
    QList<CommandArgument> args; ///< what it asks for

    bool operator==(const CommandView &) const = default;
};

/// One IDA with everything that is known of it.
struct IdaView
{
    QString name;
    QString title;
    QString description;
    QString owner;
    QString path; ///< absolute; exists unless the state is Absent
    QString repository;
    QString branch; ///< empty: detached
    QString commit;
    bool dirty = false;
    int ahead = 0;
    int behind = 0;
    Mode mode = Mode::Develop;
    QString variant;
    QString configuration;
    bool cloned = true; ///< its folder is there
    bool busy = false; ///< a run goes on with it
    IdaState state = IdaState::Stopped;
    QString reason; ///< one line: why it is not as wanted; empty: it is
    NextAction next = NextAction::None; ///< what to do about it
    bool wasProvisioned = false; ///< it was assembled here before
    QString failedStep; ///< the step of its provisioning that failed last, and why; empty: none
    QString failedAgain; ///< the command that does it again, where `up` does not
    /// That step was to get or make an image: what runs is as it was before.
    bool failedBeforeStart = false;
    /// What it was started with that is so no more, in one line; empty: all is as it was.
    QString outdated;
    QString unfinished; ///< what a run that was cut off left undone, in one line; empty: nothing
    Health health = Health::None; ///< the worst of its services
    QString primary;
    bool declared = false; ///< has a manifest
    bool trusted = false;
    bool isOwnReading = false; ///< its files as devstack reads them: Compose has not read them so
    QList<ServiceView> services;
    QList<UrlView> urls;
    QList<SeedView> seeds;
    QList<Checkpoint> checkpoints; ///< of its data, oldest first
    QDateTime
        keptSince; ///< from when the data is to which a reset goes back; invalid: none is kept
    QStringList schemas; ///< with which a reset begins instead
    bool hasDatabase = false; ///< of its own, so there is something to reset and to keep
    bool hasSchema
        = false; ///< new data begins with a dump or a snapshot, not with migrations alone
    QStringList loaders; ///< suffixes of files that it declares a loader for (`data`)
    QList<CommandView> commands;
    QList<Error> problems; ///< what could not be read or resolved, with its place
    QList<RequiredVariable> missingVariables; ///< whose values its files ask for
    QList<Error> warnings; ///< facts that could not be found out; it runs anyway
    QList<InferredValue> inferred; ///< inferred values, with their places
    /// What its repository is, as its files say: "service", "library" (also a command line),
    /// "monorepo" (its folders are the IDAs), "test-only", "third-party-only", "no-compose"; empty
    /// while it is not cloned.
    QString kind;
    QString kindReason; ///< one sentence
    QList<Evidence> kindEvidence;
    bool lacksFiles = false; ///< it has no compose file, which is no fault of a file
    ComposeOffers offers; ///< compose files that could run it, and folders, where it has none
    qint64 memory = 0;

    bool operator==(const IdaView &) const = default;
};

struct EngineView
{
    enum class Availability { Unknown, Available, Unavailable };
    Availability availability = Availability::Unknown;
    QString version;
    QString context;
    Error error; ///< when unavailable: what was tried and what to do

    bool operator==(const EngineView &) const = default;
};

/// The whole workspace at one moment. A value: made on a worker, shown by both faces.
/// Containers that run for an IDA that `devstack.yml` does not name any more: no verb reaches them.
struct StrayContainers
{
    QString ida;
    QStringList containers; ///< their names, sorted

    /// "gamma is not in devstack.yml any more, and 2 containers of it run on (a, b). …"
    QString text() const;
    bool operator==(const StrayContainers &) const = default;
};

struct WorkspaceSnapshot
{
    QString name;
    QString path;
    EngineView engine;
    QList<IdaView> idas;
    QList<DependencyEdge> edges;
    QList<QStringList> cycles;
    QList<UnresolvedName> unresolved;
    QList<ChoiceConflict> conflicts; ///< about IDAs that several need
    std::optional<UnfinishedRun> unfinished; ///< a run that left something undone of what runs
    QList<StrayContainers> strays; ///< by IDA
    QStringList readings; ///< IDAs whose compose files Compose has not read, and why
    qint64 memory = 0; ///< bytes used by all services
    qint64 memoryBudget
        = 0; ///< bytes; what the workspace may take (service/configuration/budget.h)
    double cpu = 0; ///< percent of one core, of all services
    std::optional<Error>
        problem; ///< devstack.yml cannot be read right now; everything else is as last seen

    const IdaView *ida(const QString &name) const;
    bool operator==(const WorkspaceSnapshot &) const = default;
};

} // namespace devstack
