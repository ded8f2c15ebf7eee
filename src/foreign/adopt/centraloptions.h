// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/checkout.h"

#include <QMap>
#include <QString>

namespace devstack {

/// One line `NAME ?= VALUE` of an options file.
struct CentralOption
{
    QString value;
    SourceMark mark;
    bool isLocal = false; ///< of the file that git ignores: somebody's own choice
};

/// What `options.local.mk`, then `options.mk` of a central devstack set to a plain text: without
/// variables or calls, and outside of conditions. Pure but for reading files.
QMap<QString, CentralOption> readCentralOptions(const Checkout &central);

} // namespace devstack
