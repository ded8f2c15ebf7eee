// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/graph/dependencygraph.h"

#include <QString>

namespace devstack {

/// The graph in Graphviz's language: declared edges solid, inferred ones dashed, optional ones
/// grey; names are quoted.
QString graphToDot(const DependencyGraph &graph, const QString &name);

} // namespace devstack
