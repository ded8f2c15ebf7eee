// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Shapes
import Devstack.Backend
import Devstack.Ui

// A step in time. Its name is inside when it fits; the tip and the step list always have it.
Rectangle {
    id: root

    required property string key
    required property string kind
    // A RunMark; an item's `state` is taken.
    required property int progress
    required property real from
    required property real to
    required property int level
    required property string tip
    property bool selected: false
    readonly property bool waiting: progress === RunMark.Pending
    readonly property color ink: Theme.stepColor(progress)

    signal picked()

    radius: Math.min(6, width / 3)
    color: Theme.stepSoft(progress)
    border.width: waiting ? 0 : selected ? 2 : 1
    border.color: selected ? ink : Qt.rgba(ink.r, ink.g, ink.b, 0.55)
    Accessible.role: Accessible.Button
    Accessible.name: tip
    Accessible.onPressAction: picked()

    Shape {
        anchors.fill: parent
        visible: root.waiting

        ShapePath {
            strokeColor: root.selected ? Theme.accent : Theme.faint
            strokeWidth: 1
            strokeStyle: ShapePath.DashLine
            dashPattern: [3, 3]
            fillColor: "transparent"
            startX: 0.5; startY: 0.5

            PathLine { x: root.width - 0.5; y: 0.5 }
            PathLine { x: root.width - 0.5; y: root.height - 0.5 }
            PathLine { x: 0.5; y: root.height - 0.5 }
            PathLine { x: 0.5; y: 0.5 }
        }
    }
    PlainText {
        x: 8
        width: parent.width - 12
        height: parent.height
        text: root.kind
        visible: implicitWidth <= width
        elide: Text.ElideNone
        font.pixelSize: 13
        color: root.ink
    }
    HoverHandler { id: hover; cursorShape: Qt.PointingHandCursor }
    TapHandler { onTapped: root.picked() }
    Tip { shown: hover.hovered; text: root.tip; delay: 200 }
}
