// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/compose/followports.h"
#include "model/manifest/manifest.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

/// A container of the workspace and what scripts written for the central devstack call it.
struct GuardContainer
{
    QString ida;
    QString service; ///< as the repository's compose file names it
    QString name; ///< the real one
    QStringList oldNames; ///< container_name, host names, provided names; the usual one first
};

/// The compose project that runs one IDA, in place of the repository's own compose files.
struct GuardProject
{
    QString ida;
    QString checkout; ///< absolute
    QStringList command; ///< docker's arguments up to the subcommand: compose -p NAME -f FILE
    QMap<QString, QString> services; ///< as the repository names them → key in the project
    QStringList leftOut; ///< services of the repository that do not run here (variant, mode)
    QStringList files; ///< the repository's compose files that the project stands for, absolute
    QString engineNote; ///< why it cannot be run; empty: it can
    /// How users and OAuth clients are registered in it; nothing: as the script says.
    std::optional<ServiceRun> registerUser;
    std::optional<ServiceRun> registerOauth;
};

/// Everything the launchers of one script run need to know to act on the workspace's containers
/// instead of those the script names. A value, written to a file of mode 0600 whose path travels in
/// the environment.
struct GuardMap
{
    /// The environment variable with the path of the file.
    static constexpr char kVariable[] = "DEVSTACK_GUARD";
    /// Marks the processes that a run starts inside of containers: NAME=run.
    static constexpr char kMark[] = "DEVSTACK_RUN";

    QString run; ///< unique, of letters and digits
    QString ida; ///< whose script runs
    QString workspace; ///< id, the value of the label devstack.workspace
    QString network; ///< the workspace's network, in place of oldNetworks
    QStringList oldNetworks; ///< "devstack_default" and the external ones of the compose files
    QString docker; ///< absolute path of the real program
    QString make; ///< the same
    QString folder; ///< of the run, holds the launchers and what they report
    QString central; ///< folder that stands for the checkout of the central devstack
    QList<GuardContainer> containers;
    QList<GuardContainer> unmade; ///< of IDAs that never ran here: without a real name
    QList<GuardProject> projects;
    PortMoves ports;
    QMap<QString, QString> engine; ///< the variables that choose the Engine; others are unset
    /// Not in the file; a launcher that needs them asks the Engine: names and full ids of the
    /// containers that are the workspace's or that this run made, and the networks it made.
    QStringList made;
    QStringList madeNetworks;

    /// By old or real name; null when the workspace has none.
    const GuardContainer *container(const QString &name) const;
    /// What docker is told for a container: by old or real name, or by name or id among `made`.
    std::optional<QString> realName(const QString &name) const;
    const GuardProject *project(const QString &idaName) const;
    /// Every old name, the script's own IDA first.
    QStringList knownNames() const;
    /// Where the launchers write what they did, one JSON object a line.
    QString eventsPath() const { return folder + u"/events.jsonl"_s; }

    Result<> write(const QString &path) const;
    static Result<GuardMap> read(const QString &path);
};

} // namespace devstack
