// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/guard/argumentscan.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <span>

namespace devstack {

/// What a launcher does with a subcommand that it knows.
enum class CommandPolicy {
    Passed, ///< as written: it changes nothing but images, files and registries
    Containers, ///< every positional is a container of the workspace
    FirstContainer, ///< the first one is
    Shown, ///< containers get their real names, what else it names is left: it only reads
    Exec,
    Copied,
    Listed, ///< narrowed to the workspace's containers
    Made, ///< a container that the script makes for itself
    ImagesKept,
    VolumesKept,
    VolumeMade,
    NetworkMade,
    NetworkRemoved,
    NetworkJoined,
    NetworkShown,
    Services, ///< of Compose: every positional is a service
    FirstService, ///< of Compose: the first one is
    ServicePaths, ///< of Compose: SERVICE:PATH
    ServiceCounts, ///< of Compose: SERVICE=COUNT
    NoServices, ///< of Compose
};

/// One subcommand of docker or Compose with all its options. Names of options without dashes, a
/// blank between them; one letter is a short one.
struct CommandRow
{
    const char *name; ///< "rm", "network create"; empty: the options before any subcommand
    CommandPolicy treatment = CommandPolicy::Passed;
    const char *values = ""; ///< options that take a value
    const char *flags = ""; ///< those that do not
    const char *dropped = ""; ///< of both, those left out because they delete what stays
    bool stopsAtPositional = false; ///< what follows belongs to another command

    OptionForms forms() const;
    bool drops(const QString &option) const; ///< "-v", "--volumes"
};

/// What is forwarded of the docker program; everything else is refused. Facts: reference of the
/// docker CLI 20.10 to 28 and of buildx 0.29, hidden options included.
std::span<const CommandRow> dockerCommands();
/// The same for Docker Compose 2, with the options of the retired 1.x that scripts still carry.
std::span<const CommandRow> composeCommands();

/// The row of a name; null when the table has none.
const CommandRow *findCommand(std::span<const CommandRow> table, const QString &name);

/// A subcommand of docker found in a command line.
struct FoundCommand
{
    const CommandRow *row = nullptr; ///< null: not in the table
    QString name; ///< for people: "image rm"
    qsizetype at = 0; ///< index of its last word
};
/// Reads the one or two words at `at`. `container rm` and `image build` are found as `rm` and
/// `build`, `builder` as `buildx`, aliases (`remove`, `list`) as what they stand for.
FoundCommand findDockerCommand(const QStringList &arguments, qsizetype at);

} // namespace devstack
