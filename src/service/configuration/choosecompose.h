// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "foreign/inspect/composeoffers.h"
#include "service/configuration/choosing.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <stop_token>

namespace devstack {

class Workspace;

/// An IDA whose compose file is not found by itself, and what there is instead.
struct ComposeQuestion
{
    QString ida;
    QString message; ///< one sentence
    ComposeOffers offers;
    QString hint; ///< how to choose
};

/// Those of the IDAs that somebody has to choose for. Reads the workspace; starts nothing.
Result<QList<ComposeQuestion>>
composeQuestions(Workspace &workspace, const QStringList &idas, std::stop_token stop);

/// Which compose files of its repository run an IDA: `idas.NAME.compose` of devstack.yml. `files`:
/// relative to the checkout, ":" between several; kAsDefault takes the choice back.
///
/// Errors: NotFound (no such IDA; no such file, with the nearest one), InvalidInput (a path that
/// leads elsewhere, files that cannot be read), Conflict (devstack.yml cannot be edited).
Result<ChoiceOutcome>
chooseCompose(Workspace &workspace, const QString &ida, const QString &files, std::stop_token stop);

} // namespace devstack
