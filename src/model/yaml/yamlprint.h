// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QJsonObject>
#include <QString>

namespace devstack {

/// A JSON document as YAML, keys in their order; strings that YAML would take for something else
/// are quoted. Pure.
QString toYamlText(const QJsonObject &object);

} // namespace devstack
