// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import Devstack.Backend
import Devstack.Ui

// One page in the navigation.
AbstractButton {
    id: root

    required property int page
    required property string glyph
    property string shortcut: ""
    property string badge: ""
    property bool folded: false
    readonly property bool current: Session.page === page
    readonly property color ink: current ? Theme.text : Theme.dim

    implicitHeight: 34
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.PageTab
    Accessible.name: badge.length > 0 ? qsTr("%1, %2").arg(text).arg(badge) : text
    Accessible.selected: current
    Keys.onReturnPressed: clicked()
    onClicked: Session.page = page

    contentItem: Item {
        Icon {
            id: icon

            x: root.folded ? (parent.width - width) / 2 : 10
            anchors.verticalCenter: parent.verticalCenter
            name: root.glyph
            color: root.ink
        }
        PlainText {
            anchors.left: icon.right
            anchors.leftMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            color: root.ink
            font.weight: root.current ? Font.DemiBold : Font.Medium
            visible: !root.folded
        }
        PlainText {
            anchors.right: parent.right
            anchors.rightMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            text: root.badge
            color: Theme.dim
            font.pixelSize: Theme.small
            visible: !root.folded
        }
        Rectangle {
            width: 7
            height: 7
            radius: 4
            x: parent.width - 11
            y: 6
            color: Theme.accent
            visible: root.folded && root.badge.length > 0
        }
    }
    background: Rectangle {
        radius: Theme.controlRadius
        color: root.current ? Theme.accentSoft : root.hovered ? Theme.raised : "transparent"

        Behavior on color { ColorAnimation { duration: Theme.quick } }

        FocusRing { shown: root.visualFocus; anchors.margins: 0 }
    }

    Tip {
        aside: true
        shown: root.hovered
        text: root.folded ? qsTr("%1 (%2)").arg(root.text).arg(root.shortcut) : root.shortcut
    }
    HoverHandler { cursorShape: Qt.PointingHandCursor }
    Shortcut { sequence: root.shortcut; onActivated: root.clicked() }
}
