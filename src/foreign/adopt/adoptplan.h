// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "foreign/inspect/checkout.h"
#include "model/manifest/manifest.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QStringList>

#include <stop_token>

namespace devstack {

/// A checkout beside a central devstack.
struct Neighbour
{
    QString folder; ///< its name
    QString repository; ///< the remote's address; empty: not known
    bool isWanted = true; ///< else those that need it have to do without
};

/// What a line of the central devstack became, where its services do not show it.
struct AdoptedFact
{
    QString text; ///< "database shop begins with shop.sql"
    SourceMark mark;
};

/// What a central devstack knows of one repository, as an environment beside it.
struct AdoptedIda
{
    QString name; ///< of its folder
    QString repository;
    QStringList services; ///< its own
    QStringList helpers; ///< databases, caches and the like, copied for it
    QStringList needs; ///< other adopted IDAs
    QByteArray compose; ///< docker-compose.yml of its environment, manifest included
    QList<SourceMark> from; ///< where its services stand
    int steps = 0; ///< commands of scripts in its own services
    int stepsElsewhere = 0; ///< and in those of others
    QList<AdoptedFact> facts;
    bool isOff = false; ///< somebody's own options leave all its services out
    QString variant; ///< that these options choose; empty: none
};

/// What belongs to no adopted IDA, or cannot be carried over.
struct UnclaimedPart
{
    QString kind; ///< "service", "mount", "command", "script" or "file"
    QString text;
    SourceMark mark;
};

struct AdoptPlan
{
    QList<AdoptedIda> idas; ///< by name
    QList<UnclaimedPart> unclaimed;
};

/// A central devstack as a workspace: each service whose source is a whole neighbouring checkout
/// becomes an IDA's, with databases, caches and brokers of its own; commands that the provisioning
/// scripts run become its bootstrap and, in other IDAs, its seeds; files that are fed to a shared
/// database become the first set-up of the IDA's own: those of its own script, and of the others
/// what is for its databases. Services that the options files leave out become a variant, or mode
/// off.
///
/// Pure but for reading files of the central checkout, and `.env.development` of those beside it:
/// nothing is run, what is not understood is listed. `neighbours` by folder. Errors: NotFound (no
/// compose file), those of reading it, Cancelled.
Result<AdoptPlan> planAdoption(const Checkout &central,
                               const QMap<QString, Neighbour> &neighbours,
                               std::stop_token stop = {});

} // namespace devstack
