// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/checkout.h"
#include "model/compose/composefile.h"
#include "model/graph/dependencygraph.h"

namespace devstack {

/// What a repository runs, as its compose file shows.
enum class RepositoryKind {
    Service, ///< runs its own code
    TestOnly, ///< has a container for its tests only
    ThirdPartyOnly, ///< its compose file runs other people's images only
    NoCompose, ///< no compose file in the root
    Library, ///< code or a command line that others install; nothing of it runs as a service
};
/// "service", "test-only", "third-party-only", "no-compose", "library".
QString toString(RepositoryKind kind);

/// A kind with its evidence.
struct JudgedKind
{
    RepositoryKind kind = RepositoryKind::NoCompose;
    QString reason;
    QList<Evidence> evidence;
};

/// Whether a service runs the repository's own code: it builds a folder of it or mounts its root.
bool runsOwnCode(const ServiceEntry &service);

JudgedKind judgeKind(const Checkout &checkout, const ComposeFile &compose);

} // namespace devstack
