// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import Devstack.Ui

// One of several things, taken or not.
CheckBox {
    id: root

    padding: 0
    spacing: Theme.gap2
    implicitHeight: 28
    Accessible.name: text
    Keys.onReturnPressed: { toggle(); toggled(); }
    Keys.onEnterPressed: { toggle(); toggled(); }

    indicator: Rectangle {
        x: 3
        y: (root.height - height) / 2
        width: 18
        height: 18
        radius: 5
        color: root.checked ? Theme.accent : Theme.background
        border.color: root.checked ? Theme.accent : Theme.faint

        Icon {
            anchors.centerIn: parent
            size: 14
            name: "check"
            color: Theme.accentText
            visible: root.checked
        }
        FocusRing { shown: root.visualFocus; corner: 5 }
    }
    contentItem: PlainText {
        leftPadding: 21 + Theme.gap2
        text: root.text
        font.pixelSize: 13
        elide: Text.ElideMiddle
    }
}
