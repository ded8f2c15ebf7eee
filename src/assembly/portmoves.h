// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/ports.h"
#include "model/compose/followports.h"
#include "model/manifest/manifest.h"

namespace devstack {

/// The moves as one IDA sees them: its own ports win over those of other IDAs.
PortMoves portMovesFor(const QString &ida, const QList<PortChoice> &choices);

/// The manifest with its own URLs and the redirect addresses of its clients following the ports.
/// Pure.
Manifest followPorts(Manifest manifest, const PortMoves &moves);

} // namespace devstack
