// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/bindsources.h"
#include "assembly/ports.h"
#include "assembly/subnets.h"
#include "model/manifest/manifest.h"
#include "model/manifest/workspacefile.h"

#include <QMap>
#include <QSet>
#include <QStringList>

namespace devstack {

/// A name by which others know an IDA that runs elsewhere.
struct ExternalName
{
    QString name; ///< host name, as others use it
    QString url; ///< where it runs: http or https
    QString address; ///< IP address of that host, or "host-gateway"; empty: it is not known
};

/// Everything that decides how one IDA's resolved compose model is rewritten; the caller has looked
/// it all up.
struct AssemblyInput
{
    QString workspace; ///< id of the workspace: a slug, unique per folder ("sample-1f3a9c")
    QString ida;
    QStringList siblings; ///< names of the workspace's other IDAs
    QString checkout; ///< absolute path
    Mode mode = Mode::Develop; ///< Develop or Image
    QMap<QString, QString> images; ///< service → image, for mode image
    QSet<QString> absentImages; ///< as the file writes them, which the engine does not have
    Manifest manifest; ///< `provides`, `schema`, `urls` are used
    /// service → variable → value: of variant and configuration, merged, secrets resolved. Literal:
    /// a `$` is a `$`.
    QMap<QString, QMap<QString, QString>> environment;
    QStringList without; ///< services left out
    Subnet privateSubnet; ///< null: the Engine chooses (never outside of tests)
    QMap<QString, QString> dataVolumes; ///< volume key → existing volume that the program owns
    QMap<QString, QString>
        volumes; ///< of the others: volume key → its name; else IdaNames::volume()
    /// Volume key → volumes that the Engine needs to mount it and would not know of otherwise.
    QMap<QString, QStringList> dataParts;
    QList<PortChoice> ports; ///< of the whole workspace: allocatePorts()
    QMap<QString, PathKind>
        paths; ///< probePaths(mountedPaths()); what is not in it counts as there
    QSet<QString> referredNames; ///< host names that other IDAs refer to
    QSet<QString> withheldNames; ///< of this IDA: withheldNames()
    QMap<QString, QString> databases; ///< database service → database to create at first start
    bool lean = true; ///< known memory-saving settings for known images
    QStringList leanRulesOff; ///< ids of lean.h that are switched off
    QList<ExternalName> externals; ///< names that IDAs elsewhere provide
    /// Variable → digest of its value, of secrets and configs that are made of variables.
    QMap<QString, QString> injected;
    bool hasStartInterval = false; ///< the Engine takes healthcheck.start_interval (API 1.44)
};

} // namespace devstack
