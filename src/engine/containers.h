// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/engineclient.h"

#include <QDateTime>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

namespace devstack {

using namespace Qt::StringLiterals;

/// What the health check of a container says of it; None where it has none.
enum class Health { None, Starting, Healthy, Unhealthy };

/// "none", "starting", "healthy", "unhealthy": the Engine's words.
QString toString(Health health);
/// The value of one of these words; None for any other.
Health healthOf(QStringView word);

/// What a container does, by the Engine's words; Unknown for a word of another Engine.
enum class ContainerState { Created, Running, Paused, Restarting, Removing, Exited, Dead, Unknown };

/// "created", "running", "paused", "restarting", "removing", "exited", "dead", "unknown".
QString toString(ContainerState state);
/// Something of it is there that a stop ends: it runs, is frozen, or is started again and again.
bool hasProcess(ContainerState state);

/// A port of a container; hostPort 0 when it is exposed but not published.
struct ContainerPort
{
    QString hostAddress;
    int hostPort = 0;
    int containerPort = 0;
    QString protocol; ///< "tcp", "udp"
    bool operator==(const ContainerPort &) const = default;
};

/// What is mounted into a container, as the list of containers and its inspection tell it.
struct ContainerMount
{
    QString type; ///< "bind", "volume", "tmpfs"
    QString name; ///< of the volume
    QString source; ///< path on the engine's machine
    QString destination;
    bool writable = true;
    bool operator==(const ContainerMount &) const = default;
};

/// A network that a container joins, and what it is there.
struct ContainerNetwork
{
    QString name;
    QString id;
    QString address; ///< IPv4, empty while the container does not run
    QStringList aliases; ///< only from inspectContainer()
    bool operator==(const ContainerNetwork &) const = default;
};

/// One row of the list of containers.
struct ContainerInfo
{
    QString id;
    QStringList names; ///< without the leading slash
    QString image; ///< as it was asked for
    QString imageId;
    ContainerState state = ContainerState::Unknown;
    std::optional<int> exitCode; ///< how it ended last, of an exited or restarting one
    QString status; ///< for people: "Up 2 minutes (healthy)"
    Health health = Health::None;
    QDateTime created;
    QMap<QString, QString> labels;
    std::vector<ContainerPort> ports;
    std::vector<ContainerMount> mounts;
    std::vector<ContainerNetwork> networks;
    // The list does not tell these: ContainerOverlay and service/observing add them.
    QDateTime endedAt; ///< of one that ended; invalid: not known
    bool oomKilled = false; ///< it exceeded its memory
    std::optional<bool> stopAsked; ///< somebody asked it to end; none: not known
    QString startError; ///< why the Engine could not start it
    QStringList lastLines; ///< what one that failed wrote last, without secrets
    qint64 memoryLimit = 0; ///< bytes; of one whose memory ran out; 0: it had none, or not known
    int restarts = 0; ///< how often the Engine started one that runs again by itself, while it is
                      ///< not known yet whether it stays
    bool isHealthOld = false; ///< its health check has not run since it went on after a pause

    QString name() const { return names.value(0); }
    bool operator==(const ContainerInfo &) const = default;
};

/// One run of a container's health check.
struct HealthProbe
{
    QDateTime start;
    QDateTime end;
    int exitCode = 0;
    QString output;
};

/// Everything the engine knows about one container.
struct ContainerDetail
{
    QString id;
    QString name;
    QString image;
    QString imageId;
    ContainerState state = ContainerState::Unknown;
    bool running = false;
    bool oomKilled = false;
    int exitCode = 0; ///< how it ended last; 0 before that
    int pid = 0; ///< on the engine's machine; 0 when it does not run
    QString error; ///< why it could not be started
    QDateTime startedAt; ///< invalid when never
    QDateTime finishedAt;
    int restartCount = 0;
    qint64 memoryLimit = 0; ///< bytes; 0: none
    Health health = Health::None;
    int failingStreak = 0;
    int healthRetries = 3; ///< failures in a row that make it unhealthy; the Engine's default is 3
    std::vector<HealthProbe> healthLog; ///< the last five
    bool tty = false;
    QString user;
    QString workingDir;
    QStringList environment; ///< may hold secrets: never log it
    QStringList command; ///< entrypoint and arguments
    std::optional<int> stopTimeout; ///< seconds; none: nobody said how long it may take to end
    QMap<QString, QString> labels;
    std::vector<ContainerPort> ports;
    std::vector<ContainerMount> mounts;
    std::vector<ContainerNetwork> networks;
};

/// Whether its own checks made it unhealthy. The Engine also calls one unhealthy whose checks it
/// has stopped, as a pause does, until the next of them passes.
bool failsItsChecks(const ContainerDetail &container);

/// Containers, stopped ones too, that carry all of the labels ("key" or "key=value").
Result<std::vector<ContainerInfo>> listContainers(const EngineClient &engine,
                                                  const QStringList &labels = {},
                                                  std::stop_token stop = {});

Result<ContainerDetail>
inspectContainer(const EngineClient &engine, const QString &container, std::stop_token stop = {});

/// Removes it; not being there is success. Its anonymous volumes stay: they may hold somebody's
/// data.
Result<> removeContainer(const EngineClient &engine,
                         const QString &container,
                         bool force = false,
                         std::stop_token stop = {});
/// The same with its anonymous volumes, whatever it does: for containers that only this program
/// uses.
Result<>
discardContainer(const EngineClient &engine, const QString &container, std::stop_token stop = {});
/// Freezes its processes where they are; one that is paused is success.
Result<>
pauseContainer(const EngineClient &engine, const QString &container, std::stop_token stop = {});
/// Lets them go on; one that is not paused, or not there, is success.
Result<>
unpauseContainer(const EngineClient &engine, const QString &container, std::stop_token stop = {});
/// Gives it another name. Error Conflict where another container has it.
Result<> renameContainer(const EngineClient &engine,
                         const QString &container,
                         const QString &name,
                         std::stop_token stop = {});
/// Stops it with the grace it was made with; blocks until it has ended. One that does not run, or
/// is not there, is success.
Result<>
stopContainer(const EngineClient &engine, const QString &container, std::stop_token stop = {});
/// The same with another grace.
Result<> stopContainerWithin(const EngineClient &engine,
                             const QString &container,
                             std::chrono::seconds grace,
                             std::stop_token stop = {});
/// Stops it with the grace it was made with and starts it again; blocks until it runs.
Result<>
restartContainer(const EngineClient &engine, const QString &container, std::stop_token stop = {});

} // namespace devstack
