// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/adopt/scriptwalk.h"
#include "foreign/inspect/checkout.h"
#include "foreign/inspect/dockercall.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>

namespace devstack {

/// One thing that a provisioning script of a central devstack does in a service.
struct CentralCommand
{
    QString service; ///< as the central compose file calls it
    QStringList argv; ///< what runs in its container, the script's own values filled in
    Evidence evidence;
};

/// A file of the central checkout that a script feeds to a database's client.
struct CentralDump
{
    QString service;
    QString file; ///< relative
    QString database; ///< that the client is told; empty: the file chooses
    Evidence evidence;
};

/// What a script does, as far as one can know it without running it.
struct CentralScript
{
    QString file; ///< relative
    QList<CentralCommand> commands; ///< in their order
    QList<CentralDump> dumps; ///< in their order
    QStringList scripts; ///< that it calls
    QList<Evidence> left; ///< what is not understood, or known only while it runs
};

/// How scripts call the services.
struct CentralNames
{
    QStringList services;
    QHash<QString, QString> containers; ///< container → service
    QHash<QString, QString> variables; ///< what the options files set
    std::shared_ptr<WalkBudget> budget = std::make_shared<WalkBudget>(); ///< of all scripts
};

/// Follows a script and those of the same checkout that it calls (foreign/adopt/scriptwalk.h). Pure
/// but for reading files.
CentralScript
readCentralScript(const Checkout &central, const QString &file, const CentralNames &names);

} // namespace devstack
