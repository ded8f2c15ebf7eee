// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/checkout.h"
#include "foreign/inspect/dockercall.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace devstack {

/// One thing that a provisioning script of a central devstack does in a service.
struct CentralCommand
{
    QString service; ///< as the central compose file calls it
    QStringList argv; ///< what runs in its container, the script's own values filled in
    Evidence evidence; ///< in the script that was asked for
};

/// What a script does, as far as one can know it without running it.
struct CentralScript
{
    QString file; ///< relative
    QList<CentralCommand> commands; ///< in their order
    QList<Evidence> left; ///< what is not understood, or known only while it runs
};

/// Reads a script and those of the same checkout that it calls by a relative name, their arguments
/// filled in. Pure but for reading files.
CentralScript readCentralScript(const Checkout &central, const QString &file);

/// The SQL files that a script of the checkout's root feeds to a service (`compose exec db … <
/// FILE.sql`): service → files, each once, in order.
QMap<QString, QStringList> sqlOfServices(const Checkout &central);

} // namespace devstack
