// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/dockercall.h"
#include "foreign/inspect/repositoryfacts.h"
#include "model/compose/composefile.h"
#include "model/manifest/manifest.h"

#include <optional>

namespace devstack {

/// The service that a call reaches inside of `compose`: by container name, or by service name when
/// it goes through Compose; `${*}` of a pattern target stands for `primary`. Empty: none of them.
QString serviceOf(const DockerCall &call, const ComposeFile &compose, const QString &primary);

/// What a call runs in one of the repository's own services, as a manifest would say it; nothing
/// for calls that only wait, go elsewhere, or talk to a database's client. `compose run` counts as
/// an exec in the service's own container.
std::optional<ServiceRun>
runOf(const DockerCall &call, const ComposeFile &compose, const QString &primary);

/// What the repository runs to become usable, in order: the main provisioning script's own calls,
/// or those of its provision target, or a Django project's migrations. With the evidence of each.
/// Left out is what reads a file that another command of the script copies into the container: the
/// step would be repeated without it.
struct InferredRun
{
    ServiceRun run;
    Evidence evidence;
};

/// A command of the bootstrap script that is not repeated alone: it reads a file that another
/// command of the script puts into the container.
struct LeftOutRun
{
    Evidence command;
    QString file; ///< inside of the container
    Evidence maker; ///< the command that puts it there

    bool operator==(const LeftOutRun &) const = default;
};

/// `leftOut` takes what is not repeated, where it is given.
QList<InferredRun> inferredBootstrap(const RepositoryFacts &facts,
                                     const ComposeFile &compose,
                                     const QString &primary,
                                     QList<LeftOutRun> *leftOut = nullptr);

/// The command of a verb's target, its recipe-less prerequisites followed: "shell", "dbshell" …
std::optional<InferredRun> inferredCommand(const QString &verb,
                                           const RepositoryFacts &facts,
                                           const ComposeFile &compose,
                                           const QString &primary);

} // namespace devstack
