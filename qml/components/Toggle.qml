// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import Devstack.Ui

// On or off.
Switch {
    id: root

    property string label: ""

    padding: 0
    implicitWidth: 40
    implicitHeight: 24
    Accessible.name: label
    Keys.onReturnPressed: { toggle(); toggled(); }

    contentItem: Item { }
    indicator: Rectangle {
        width: 40
        height: 24
        radius: 12
        color: root.checked ? Theme.accent : Theme.raised
        border.color: root.checked ? Theme.accent : Theme.faint

        Rectangle {
            x: root.checked ? 19 : 3
            y: 3
            width: 18
            height: 18
            radius: 9
            color: root.checked ? Theme.accentText : Theme.faint

            Behavior on x { NumberAnimation { duration: Theme.quick } }
        }
        FocusRing { shown: root.visualFocus; corner: 12 }
    }
}
