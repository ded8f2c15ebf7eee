// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import Devstack.Ui

// An entry of a menu.
MenuItem {
    id: root

    property bool destructive: false

    implicitHeight: visible ? 32 : 0
    implicitWidth: Math.max(200, label.implicitWidth + 32)
    leftPadding: Theme.gap3
    rightPadding: Theme.gap3
    Accessible.name: text

    contentItem: PlainText {
        id: label

        text: root.text
        font.pixelSize: 13
        color: root.destructive ? Theme.bad : Theme.text
        opacity: root.enabled ? 1 : 0.45
    }
    background: Rectangle {
        radius: 5
        color: root.highlighted ? Theme.accentSoft : "transparent"
    }
}
