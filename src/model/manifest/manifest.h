// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"
#include "model/manifest/commandargument.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QStringList>

#include <chrono>
#include <optional>

namespace devstack {

/// A command that runs in a service's container: an argument vector, or one string for `sh -c`.
struct RunCommand
{
    QStringList arguments; ///< used when not empty; may hold {placeholders}
    QString shell; ///< otherwise: given to `sh -c` inside the container, never with foreign data
    bool isEmpty() const { return arguments.isEmpty() && shell.isEmpty(); }
    /// The vector that is executed: `arguments`, or sh -c shell.
    QStringList toVector() const;
    /// As a person would type it.
    QString toText() const;
    bool operator==(const RunCommand &) const = default;
};

/// The user, folder and environment of a command in a container; an empty field means the
/// container's own. The manifest has no keys for it; it is read from a script's `docker exec -u …`.
struct RunAs
{
    QString user; ///< "0", "www-data", "1000:1000"
    QString workingDir; ///< absolute, or relative to the container's
    QStringList environment; ///< "NAME=value"
    QStringList unknown; ///< variables that a script sets to what only its run would tell

    bool isDefault() const
    {
        return user.isEmpty() && workingDir.isEmpty() && environment.isEmpty();
    }
    /// For people: "as 0, in /app, with A=b, without C, which is not known"; empty: nothing
    /// special.
    QString toText() const;
    /// The options of `docker exec` that say it.
    QStringList toOptions() const;
    bool operator==(const RunAs &) const = default;
};

/// One command to run: the service (and IDA), its time limit, and the files it depends on.
struct ServiceRun
{
    QString ida; ///< dependency key; empty: the IDA itself
    QString service; ///< empty: the primary service
    RunCommand run;
    std::chrono::milliseconds timeout {0}; ///< zero: the verb's default
    QStringList inputs; ///< globs relative to the repository, confined to it
    bool tty = false;
    QList<CommandArgument> args; ///< what a declared command asks for
    RunAs as; ///< inferred ones only
    SourceMark mark;
};

/// A command that is ready to run in the container of a service: nothing is left to fill in.
struct ContainerCommand
{
    QString ida; ///< in whose container; in a plan's input empty for the IDA itself
    QString service; ///< as its compose file calls it
    QStringList argv;
    RunAs as;
    std::chrono::milliseconds timeout {0}; ///< zero: the default of what runs it

    bool operator==(const ContainerCommand &) const = default;
};

/// Why an IDA needs another one.
struct DependencyPurpose
{
    bool run = true;
    bool provision = true;
    bool operator==(const DependencyPurpose &) const = default;
};

/// An entry of `depends_on`; its key is the dependency's name in the workspace.
struct Dependency
{
    QString name;
    QString repository; ///< URL, path, "../relative" to the own remote, or empty: a bare name
    QString ref;
    QString variant;
    DependencyPurpose purpose;
    bool optional = false;
    SourceMark mark;
};

/// A value of an environment variable: literal, or the name of a secret to take it from.
struct EnvironmentValue
{
    QString value;
    QString secret; ///< not empty: taken from the keychain or the user's environment
    bool operator==(const EnvironmentValue &) const = default;
};
/// service → variable → value
using ServiceEnvironment = QMap<QString, QMap<QString, EnvironmentValue>>;

struct Variant
{
    QStringList profiles;
    ServiceEnvironment environment;
    QStringList without; ///< services that are not started
    SourceMark mark;
};

/// What a configuration asks of one dependency.
struct DependencyChoice
{
    QString configuration;
    QString variant;
};

struct Configuration
{
    QString variant;
    ServiceEnvironment environment;
    QStringList seeds;
    QMap<QString, DependencyChoice> dependencies;
    SourceMark mark;
};

struct Url
{
    QString name;
    QString url; ///< http or https
    QString health; ///< path or URL that answers 2xx when healthy; empty: none
    SourceMark mark;
};

/// Where a data volume's schema comes from: an image in a registry, or a dump.
struct SchemaSource
{
    QString service;
    QString volume;
    QString snapshot; ///< image reference
    QString dump; ///< path in the repository or https URL, instead of snapshot
    QString sha256;
    SourceMark mark;
};

struct ClientUser
{
    QString name;
    QString email;
    bool staff = false;
    bool superuser = false;
    SourceMark mark;
};

struct ClientOauth
{
    QString id;
    QString secret;
    QString name; ///< default: the id
    QString grant;
    QStringList redirectUris;
    SourceMark mark;
};

/// What an IDA needs registered in one dependency.
struct ClientNeeds
{
    QList<ClientUser> users;
    QList<ClientOauth> oauth;
};

struct Resources
{
    std::optional<qint64> memory; ///< bytes
    std::optional<double> cpus;
};

/// What a repository declares under `x-devstack` (docs/reference/manifest.md). A value; every
/// default applied except those that need the compose file (name, primary).
struct Manifest
{
    bool declared = false; ///< false: the repository has none
    QString name;
    QString title;
    QString description;
    QString owner;
    QString primary;
    QMap<QString, Dependency> dependencies;
    QMap<QString, QString> provides; ///< host name → service
    QList<Url> urls;
    QMap<QString, Variant> variants;
    QMap<QString, Configuration> configurations;
    QList<SchemaSource> schema;
    QList<ServiceRun> bootstrap;
    QMap<QString, ClientNeeds> clients; ///< by dependency
    QMap<QString, QList<ServiceRun>> seeds;
    QMap<QString, ServiceRun> data; ///< by file suffix
    QMap<QString, ServiceRun> commands;
    std::optional<ServiceRun> registerUser;
    std::optional<ServiceRun> registerOauth;
    Resources resources;
    SourceMark mark;
};

/// `own` (the repository's) with what `overriding` (the workspace's) gives: single values and named
/// entries (a dependency, a URL, a seed …) replace those of the same name, lists (schema,
/// bootstrap) replace the whole list.
Manifest merged(const Manifest &own, const Manifest &overriding);

} // namespace devstack
