// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/compose/composefile.h"

#include <QString>

namespace devstack {

/// What a service is in its IDA, guessed from image, mounts, command and ports.
enum class ServiceRole { App, Worker, Database, Cache, Search, Queue, Other };
/// "app", "worker", "database", "cache", "search", "queue", "other": the `role` of the command
/// line's JSON.
QString toString(ServiceRole role);

/// Which protocol a database service speaks.
enum class DatabaseKind { None, MySql, Postgres, Mongo };

ServiceRole roleOf(const ServiceEntry &service);
/// MySql stands for MariaDB too.
DatabaseKind databaseKindOf(const ServiceEntry &service);
/// The same from the name of the image, or from a mount where a product keeps its data (for images
/// that are built in the repository).
DatabaseKind databaseKindOf(const QString &image, const QStringList &mountTargets);
/// The name of an image without registry, folders, tag and digest:
/// "registry:5000/a/mysql:8@sha256:…" → "mysql".
QString imageName(const QString &reference);

/// The service that shell, logs and seeds mean when none is named: the manifest's `primary`, else
/// an application of the repository's own code before bundlers, watchers, notebooks, tests and
/// proxies of it, these before its workers, and all of them before other people's images. Among
/// equals the first of: its command is an application server, a proxy of the file depends on it or
/// links it, it builds the root, it publishes a port, it needs no profile, its name. Empty when
/// there are no services.
QString primaryService(const ComposeFile &compose);
/// The same with the manifest given: a merged() one.
QString primaryService(const ComposeFile &compose, const Manifest &manifest);

} // namespace devstack
