// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/graph/dependencygraph.h"

#include <QStringList>

namespace devstack {

/// The IDAs that need this one to run, directly or through others, the nearest first; without
/// itself. Pure.
QStringList dependentsOf(const QList<DependencyEdge> &edges, const QString &ida);

} // namespace devstack
