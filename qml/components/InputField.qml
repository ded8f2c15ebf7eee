// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import Devstack.Ui

// One line of text to fill in.
TextField {
    id: root

    property string label: placeholderText

    implicitHeight: Theme.control
    leftPadding: Theme.gap3
    rightPadding: Theme.gap3
    topPadding: 0
    bottomPadding: 0
    verticalAlignment: TextInput.AlignVCenter
    font.family: Theme.sans
    font.pixelSize: 13
    color: Theme.text
    placeholderTextColor: Theme.dim
    selectionColor: Theme.accentSoft
    selectedTextColor: Theme.text
    selectByMouse: true
    Accessible.name: label

    background: Rectangle {
        radius: Theme.controlRadius
        color: Theme.background
        border.color: root.activeFocus ? Theme.accent : Theme.line

        FocusRing { shown: root.activeFocus; anchors.margins: -1; corner: Theme.controlRadius - 2 }
    }
}
