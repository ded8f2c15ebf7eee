// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/adopt/adoptplan.h"
#include "foreign/adopt/centralservices.h"

#include <QHash>

namespace devstack {

/// The variant of an environment that starts what the options files start.
inline const QString kDefaultServices = QStringLiteral("default-services");

/// A file that a database's image runs before its first use.
struct FirstSetUp
{
    QString suffix; ///< "sql" or "js"
    QString content;
};

/// What becomes the environment of one IDA.
struct EnvironmentDraft
{
    AdoptedIda ida;
    QList<CentralService> services; ///< its own, then its helpers
    QMap<QString, QList<FirstSetUp>> setUps; ///< by helper
    QStringList absent; ///< IDAs that it needs and that do not come along
    QStringList withoutByDefault; ///< its services that the options files leave out
    QHash<QString, QString> options; ///< variables with the values of the options files
    QList<ServiceRun> bootstrap;
    QList<ServiceRun> seeds; ///< in other IDAs
};

/// The compose file of an environment, its manifest included. Files of the central checkout become
/// `configs:` with their content, so that nothing outside of the IDA is mounted. What cannot be
/// carried over is added to `unclaimed`.
///
/// The variant `default-services` leaves out what the options files leave out.
QByteArray environmentText(const EnvironmentDraft &draft,
                           const Checkout &central,
                           QList<UnclaimedPart> &unclaimed);

} // namespace devstack
