// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/assembly.h"
#include "service/configuration/budget.h"
#include "store/choices.h"

namespace devstack {

/// The memory a service is likely to need, by kind of image, command and role. Pure.
qint64 estimatedMemory(const AssembledService &service, const QJsonObject &definition, bool lean);

/// Under which the memory of a service is remembered: lean and full runs apart.
QString memoryKey(const QString &ida, const QString &service, bool lean);

/// The memory of each service of an assembled IDA: remembered, else estimated; where the manifest
/// declares a total, services without a remembered figure share the rest. Pure.
QList<MemoryNeed>
memoryNeeds(const QString &ida, const Assembly &assembly, const MemoryRecords &records, bool lean);

} // namespace devstack
