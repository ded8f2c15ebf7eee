// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/adopt/adoptplan.h"
#include "foreign/adopt/centralservices.h"

namespace devstack {

/// What becomes the environment of one IDA.
struct EnvironmentDraft
{
    AdoptedIda ida;
    QList<CentralService> services; ///< its own, then its helpers
    QMap<QString, QStringList> sql; ///< helper → SQL files of the central checkout
    QList<ServiceRun> bootstrap;
    QList<ServiceRun> seeds; ///< in other IDAs
};

/// The compose file of an environment, its manifest included. Files of the central checkout become
/// `configs:` with their content, so that nothing outside of the IDA is mounted. What cannot be
/// carried over is added to `unclaimed`.
QByteArray environmentText(const EnvironmentDraft &draft,
                           const Checkout &central,
                           QList<UnclaimedPart> &unclaimed);

} // namespace devstack
