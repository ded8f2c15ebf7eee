// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import Devstack.Ui

// A button: usual, primary (one per screen), or destructive (red outline).
Button {
    id: root

    property bool primary: false
    property bool destructive: false
    property string glyph: ""
    property string tip: ""
    readonly property color ink: primary ? Theme.accentText : destructive ? Theme.bad : Theme.text

    implicitHeight: Theme.control
    leftPadding: root.text.length > 0 ? Theme.gap3 : Theme.gap2
    rightPadding: leftPadding
    topPadding: 0
    bottomPadding: 0
    focusPolicy: Qt.StrongFocus
    opacity: enabled ? 1 : 0.45
    Accessible.name: text.length > 0 ? text : tip
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    contentItem: Row {
        spacing: 6

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: root.glyph
            color: root.ink
            visible: root.glyph.length > 0
        }
        PlainText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            visible: root.text.length > 0
            color: root.ink
            font.pixelSize: 13
            font.weight: Font.Medium
        }
    }
    background: Rectangle {
        radius: Theme.controlRadius
        color: root.primary ? (root.hovered || root.down ? Qt.lighter(Theme.accent, 1.08) : Theme.accent)
             : root.down || root.hovered || root.checked ? (root.destructive ? Theme.badSoft : Theme.raised)
             : root.flat ? "transparent" : Theme.panel
        border.width: root.primary || root.flat ? 0 : 1
        border.color: root.destructive ? Theme.bad : Theme.line

        Behavior on color { ColorAnimation { duration: Theme.quick } }

        FocusRing { shown: root.visualFocus; corner: Theme.controlRadius }
    }

    Tip { shown: root.hovered && root.tip.length > 0; text: root.tip }
    HoverHandler { cursorShape: Qt.PointingHandCursor }
}
