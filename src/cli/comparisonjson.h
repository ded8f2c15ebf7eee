// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/comparing/datachanges.h"
#include "service/comparing/saveseed.h"
#include "service/comparing/schemadiff.h"

#include <QJsonObject>
#include <QString>

namespace devstack::cli {

/// The document of “schema diff”.
QJsonObject schemaDiffJson(const SchemaDiff &diff);
/// The document of “data changes”.
QJsonObject dataChangesJson(const DataChanges &changes);
/// What stands under "seed" in it.
QJsonObject seedJson(const SavedSeed &seed, const QString &name);

} // namespace devstack::cli
