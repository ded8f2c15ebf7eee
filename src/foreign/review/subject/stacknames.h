// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/subject/reviewsubject.h"
#include "model/compose/composefile.h"
#include "model/compose/serviceroles.h"

#include <QStringList>

#include <optional>

namespace devstack {

/// `text` with ${NAME:-default} replaced by its default; variables without one stay as written.
QString filledIn(const QString &text);

/// The command that a service runs as one line, entrypoint first; empty: the image's own.
QString commandText(const ServiceEntry &service);

/// The hosts that the value of a setting names: those of URLs, those with a port, and a bare word
/// where the setting's name says that it is a host. Addresses, localhost and variables are none.
QStringList hostsIn(const QString &setting, const QString &value);

/// Whether a service that everybody knows is the repository itself, by whichever of its names.
bool isRepository(const KnownService &service, const QString &repository);

/// The name of a container, when the service fixes it.
QString containerNameOf(const ServiceEntry &service);

/// Whether the service answers to the host name on one of its networks.
bool answersTo(const ServiceEntry &service, const QString &host);

/// The service of the stack that answers to the host name; null: none.
const ServiceEntry *providerOf(const ComposeFile &stack, const QString &host);

/// A service that names another one of its stack.
struct ServiceUse
{
    QString from;
    QString to;
    QString host; ///< the name that was used
    SourceMark mark;
};

/// The references between services in environment values and, for services that run the
/// repository's own code, in its settings.
QList<ServiceUse> usesIn(const ComposeFile &stack, const ReviewSubject &subject);

/// Whether depends_on or links lead from one to the other, by way of others too.
bool waitsFor(const ComposeFile &stack, const QString &from, const QString &to);

/// Whether the two can reach each other: a network in common, or one of them uses the host's.
bool shareNetwork(const ServiceEntry &first, const ServiceEntry &second);

/// The names for a message: printable, the first ones and how many more there are.
QString namesOf(const QStringList &names);

/// Builds or mounts the repository.
bool usesCheckout(const ServiceEntry &service);

/// A store that others cannot work without: database, cache, search, queue.
bool isStore(const ServiceEntry &service);

/// Where a database of that kind keeps its data in the container, PGDATA of the service and the
/// version of PostgreSQL heeded (from 18 on it is another folder); empty for no database.
QString dataFolder(const ServiceEntry &service, DatabaseKind kind);

/// The version that the tag of a PostgreSQL image says, "pgvector/pgvector:pg18" → 18; nothing when
/// it says none.
std::optional<int> postgresVersion(const ServiceEntry &service);

/// The mount that keeps the data of a database, whichever kind of mount it is; null: none. A mount
/// above the folder keeps nothing where the image declares a volume of its own in between.
const MountEntry *dataMount(const ServiceEntry &service, DatabaseKind kind);

/// The mark of a key of the service, the service's own where the key is written elsewhere.
SourceMark markOf(const ServiceEntry &service, const QString &key);

} // namespace devstack
