// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import Devstack.Ui

// An entry of a menu. One that cannot be chosen says why below its name.
MenuItem {
    id: root

    property bool destructive: false
    // Why it cannot be chosen right now; empty: it can.
    property string refusal: ""

    implicitHeight: !visible ? 0 : refusal.length > 0 ? 46 : 32
    implicitWidth: Math.max(200, label.implicitWidth + 32, why.implicitWidth + 32)
    enabled: refusal.length === 0
    leftPadding: Theme.gap3
    rightPadding: Theme.gap3
    Accessible.name: text
    Accessible.description: refusal

    contentItem: Item {
        implicitHeight: label.implicitHeight

        PlainText {
            id: label

            width: parent.width
            height: root.refusal.length > 0 ? parent.height / 2 : parent.height
            text: root.text
            font.pixelSize: 13
            color: root.destructive ? Theme.bad : Theme.text
            opacity: root.enabled ? 1 : 0.45
        }
        PlainText {
            id: why

            anchors.bottom: parent.bottom
            width: parent.width
            height: parent.height / 2
            text: root.refusal
            visible: text.length > 0
            font.pixelSize: Theme.small
            color: Theme.dim
        }
    }
    background: Rectangle {
        radius: 5
        color: root.highlighted ? Theme.accentSoft : "transparent"
    }
}
