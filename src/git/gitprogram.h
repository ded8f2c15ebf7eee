// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/process.h"

#include <QStringList>

namespace devstack::git {

/// The `git` program with `arguments`, made unable to run code of a repository (hooks, fsmonitor,
/// transport helpers) and to ask at the terminal or in a window.
ProcessSpec gitProgram(const QStringList &arguments, const QString &directory = {});

} // namespace devstack::git
