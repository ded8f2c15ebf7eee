// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/dockercall.h"
#include "model/manifest/manifest.h"

#include <QMap>
#include <QSet>

namespace devstack {

/// What a provisioning script runs in a container of another IDA, in its own words.
struct PlatformScript
{
    enum class Kind {
        Clients, ///< users or OAuth clients, which `ForeignNeeds::clients` has as data
        Rows, ///< code for a Django shell that comes with the call
        Command, ///< anything else
    };
    Kind kind = Kind::Command;

    QString provider; ///< container or host name: "edx.devstack.lms"
    QString code; ///< what is run there, for people
    QStringList argv; ///< exactly what runs in the container, what it reads included
    RunAs as;
    /// Why it cannot be done without the script, one clause; empty: it can.
    QString obstacle;
    Evidence evidence;
};

/// What provisioning asks of other repositories' containers.
struct ForeignNeeds
{
    QMap<QString, ClientNeeds> clients; ///< by container name; each has the mark of its script
    QList<PlatformScript> scripts; ///< those of the clients included
};

/// Reads `manage_user` and `create_dot_application` in commands that run in containers which are
/// none of `own`. Facts from the platform's management commands of these names.
ForeignNeeds foreignNeeds(const QList<DockerCall> &calls, const QSet<QString> &own);

} // namespace devstack
