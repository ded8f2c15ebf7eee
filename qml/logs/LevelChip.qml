// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import Devstack.Ui

// How many lines are so serious; a click shows only these.
AbstractButton {
    id: root

    property color ink: Theme.dim
    property color ground: Theme.raised
    property string tip: ""
    readonly property bool isNone: !enabled && !checked

    implicitWidth: word.implicitWidth + 20
    implicitHeight: 24
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: tip
    Accessible.checkable: true
    Accessible.checked: checked
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    contentItem: PlainText {
        id: word

        text: root.text
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        font.pixelSize: Theme.small
        font.weight: Font.Medium
        color: root.isNone ? Theme.dim : root.ink
    }
    background: Rectangle {
        radius: 12
        color: root.isNone ? Theme.raised : root.ground
        border.width: root.checked ? 2 : root.hovered ? 1 : 0
        border.color: root.ink

        FocusRing { shown: root.visualFocus; corner: 12 }
    }
    Tip { shown: root.hovered && root.tip.length > 0; text: root.tip }
    HoverHandler { cursorShape: Qt.PointingHandCursor }
}
