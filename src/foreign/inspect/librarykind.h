// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/distributions.h"
#include "foreign/inspect/repositorykind.h"

#include <optional>

namespace devstack {

/// Whether a repository is a library or a command line, with what says so; nothing when it may run
/// as a service.
///
/// It is one when it publishes something to install (`published`) and nothing in it runs: no
/// compose file with anything but databases, caches, queues and search, no Dockerfile (save one
/// that only wraps its command), no Procfile, no settings of a deployment, no web server among its
/// requirements (`required`).
std::optional<JudgedKind> judgeLibrary(const Checkout &checkout,
                                       const ComposeFile &compose,
                                       const QList<Distribution> &published,
                                       const QMap<QString, Evidence> &required);

} // namespace devstack
