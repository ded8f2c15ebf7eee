// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"

#include <QList>
#include <QString>

namespace devstack {

/// Why Compose would not load a file: one fault at one place.
struct LoadFault
{
    SourceMark mark;
    QString message;
    QString fix;
};

} // namespace devstack
