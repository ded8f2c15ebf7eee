// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/process.h"
#include "core/reporter.h"
#include "core/result.h"
#include "engine/endpoint.h"

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>

namespace devstack {

/// What `docker compose` is to work on.
struct ComposeProject
{
    QString name; ///< -p
    QString directory; ///< --project-directory, absolute
    QStringList files; ///< -f, absolute, in order of merging
    QStringList profiles; ///< --profile; "*" for all
    QStringList environmentFiles; ///< --env-file, later ones win; empty: the directory's .env
                                  ///< where there is one
    QMap<QString, QString> environment; ///< added to the listed environment, for interpolation
};

/// Options of `up`.
struct ComposeUp
{
    QStringList services; ///< empty: all of the active profiles
    bool noDependencies = false;
    bool forceRecreate = false;
    bool noBuild = true; ///< building is a step of its own
    bool removeOrphans = false;
    bool noStart = false; ///< create only
};

/// Drives Docker Compose v2 as a process, for what only Compose does right: reading, merging,
/// building, pulling, creating.
///
/// It runs in an environment of *listed* variables, so that nothing of the user's shell decides
/// silently, in a process group of its own, without standard input. A stop sends TERM to the group
/// (Compose answers with 130). Functions block and may be called from any thread. Errors: Failed
/// with Compose's own message, the tail of its transcript in `detail`; NotFound without Compose;
/// Cancelled. Copies share what was found out about the program.
class Compose
{
public:
    /// `host` is the environment from which the listed variables are taken.
    /// `lock` is a file that a Compose which changes something keeps locked until it has ended,
    /// also after this process (ProcessSpec::lock); empty: none.
    explicit Compose(Endpoint endpoint,
                     QProcessEnvironment host = QProcessEnvironment::systemEnvironment(),
                     QString lock = {});

    /// The version, e.g. "2.40.3"; an error of kind Unavailable when it is missing or below 2.32.
    Result<QString> version(std::stop_token stop = {}) const;

    /// The resolved model of `config --format json`. An error with kUnwritable in its message means
    /// that Compose loads the files and cannot write the answer in that form: configYaml() can.
    Result<QJsonObject> config(const ComposeProject &project, std::stop_token stop = {}) const;
    /// The same in Compose's usual form.
    Result<QByteArray> configYaml(const ComposeProject &project, std::stop_token stop = {}) const;
    /// What Compose says of keys of SSH with a path (`build.ssh`), up to 2.40 at least.
    static constexpr QStringView kUnwritable = u"error calling MarshalJSON";

    Result<> build(const ComposeProject &project,
                   const QStringList &services,
                   Reporter &reporter,
                   std::stop_token stop = {}) const;
    /// Goes on with the other services when one image cannot be had, and fails afterwards.
    Result<> pull(const ComposeProject &project,
                  const QStringList &services,
                  Reporter &reporter,
                  std::stop_token stop = {}) const;
    /// Answers the volumes that were made with other settings than the files have now: they stay
    /// as they are, with their data. (Compose would make them anew, empty; it is never told to.)
    Result<QStringList> up(const ComposeProject &project,
                           const ComposeUp &options,
                           Reporter &reporter,
                           std::stop_token stop = {}) const;
    Result<> start(const ComposeProject &project,
                   const QStringList &services,
                   Reporter &reporter,
                   std::stop_token stop = {}) const;
    /// `grace` is the time before KILL; nothing: what each service asks for.
    Result<> stop(const ComposeProject &project,
                  const QStringList &services,
                  Reporter &reporter,
                  std::optional<std::chrono::seconds> grace = {},
                  std::stop_token stop = {}) const;
    Result<> restart(const ComposeProject &project,
                     const QStringList &services,
                     Reporter &reporter,
                     std::optional<std::chrono::seconds> grace = {},
                     std::stop_token stop = {}) const;
    /// Containers and networks go, named volumes stay. Works without files, by the project's
    /// labels.
    Result<> down(const ComposeProject &project,
                  bool removeOrphans,
                  Reporter &reporter,
                  std::optional<std::chrono::seconds> grace = {},
                  std::stop_token stop = {}) const;

    /// The process as it would be started, for "show the command" and for guarded scripts.
    ProcessSpec process(const ComposeProject &project, const QStringList &arguments) const;

private:
    Result<QByteArray>
    configIn(const QString &format, const ComposeProject &project, std::stop_token stop) const;
    Result<> run(const ComposeProject &project,
                 const QStringList &arguments,
                 Reporter &reporter,
                 std::stop_token stop,
                 QStringList *keptVolumes = nullptr) const;

    struct Shared;
    std::shared_ptr<Shared> m_shared;
};

} // namespace devstack
