// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/graph/graphlayout.h"

namespace devstack {

/// In which column each box of a large graph stands, left to right.
///
/// Layers of the graph (what needs before what is needed, members of a cycle together) are cut into
/// columns of at most as many boxes as make the whole drawing fit `aspect` best; boxes that nobody
/// is joined to fill the gaps. Pure.
QList<QStringList> graphColumns(const LayoutRequest &request, QSizeF gap, double aspect);

/// The compact drawing of a large graph: graphColumns(), boxes in an order that keeps arrows short,
/// arrows straight on, behind the boxes.
GraphLayout layOutInColumns(const LayoutRequest &request);

/// Adds an arrow for each edge between boxes that are placed: out on the right, in on the left;
/// within a column from bottom to top or back.
void addStraightRoutes(GraphLayout &layout, const LayoutRequest &request);

} // namespace devstack
