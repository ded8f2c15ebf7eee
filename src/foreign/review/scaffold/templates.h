// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/subject/reviewsubject.h"
#include "model/compose/serviceroles.h"
#include "model/manifest/manifest.h"

#include <QString>
#include <QStringList>

namespace devstack {

/// What the written files are filled in with.
struct ScaffoldFacts
{
    QString name; ///< of the IDA
    QString primary; ///< service; empty: unknown
    QString database; ///< service; empty: none
    DatabaseKind databaseKind = DatabaseKind::None;
    bool builds = false; ///< a service is built here
    QStringList networks; ///< external ones that have to exist
    QList<ServiceRun> bootstrap;
    QList<ServiceRun> seeds; ///< of the seed “base”
    QStringList dependencies; ///< names, those needed to provision
    QString provisionScript; ///< that is there; empty: none
    QString migrate; ///< shell words for the primary service; empty: unknown
};

/// `text` as one word of a POSIX shell.
QString shellWord(const QString &text);

/// bootstrap.sh: devstack where it is present, Compose otherwise; every wait bounded.
QString bootstrapText(const ScaffoldFacts &facts);

/// devstack.mk with the given standard targets ("dev.up", …).
QString makeText(const ScaffoldFacts &facts, const QStringList &targets);

/// A workflow that builds the Dockerfile and pushes on each merge to the branches.
QString workflowText(const QStringList &branches);

} // namespace devstack
