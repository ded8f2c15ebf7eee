// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "engine/engineclient.h"

#include <QString>

#include <stop_token>

namespace devstack {

/// Brings an image from its registry, with the credentials of docker's configuration. Progress is
/// told in bytes; a connection that breaks is tried again, and layers that are whole are not
/// fetched twice. Errors: NotFound (no such image),
/// Failed (the registry cannot be reached, or refuses, with what it says), Cancelled.
Result<> pullImage(const EngineClient &engine,
                   const QString &reference,
                   Reporter &reporter,
                   std::stop_token stop = {});

/// Sends an image to its registry; like pullImage().
Result<> pushImage(const EngineClient &engine,
                   const QString &reference,
                   Reporter &reporter,
                   std::stop_token stop = {});

} // namespace devstack
