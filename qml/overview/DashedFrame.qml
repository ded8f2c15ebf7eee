// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Shapes
import Devstack.Ui

// The outline of something that is not there yet.
Shape {
    id: root

    ShapePath {
        strokeColor: Theme.faint
        strokeWidth: 1
        fillColor: "transparent"
        strokeStyle: ShapePath.DashLine
        dashPattern: [4, 4]
        startX: Theme.cardRadius
        startY: 0.5

        PathLine { x: root.width - Theme.cardRadius; y: 0.5 }
        PathArc { x: root.width - 0.5; y: Theme.cardRadius; radiusX: Theme.cardRadius; radiusY: Theme.cardRadius }
        PathLine { x: root.width - 0.5; y: root.height - Theme.cardRadius }
        PathArc { x: root.width - Theme.cardRadius; y: root.height - 0.5; radiusX: Theme.cardRadius; radiusY: Theme.cardRadius }
        PathLine { x: Theme.cardRadius; y: root.height - 0.5 }
        PathArc { x: 0.5; y: root.height - Theme.cardRadius; radiusX: Theme.cardRadius; radiusY: Theme.cardRadius }
        PathLine { x: 0.5; y: Theme.cardRadius }
        PathArc { x: Theme.cardRadius; y: 0.5; radiusX: Theme.cardRadius; radiusY: Theme.cardRadius }
    }
}
