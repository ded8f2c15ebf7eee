// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/comparing/schemadiff.h"

#include <QJsonObject>

namespace devstack::cli {

/// The document of “schema diff”.
QJsonObject schemaDiffJson(const SchemaDiff &diff);

} // namespace devstack::cli
