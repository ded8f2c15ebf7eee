// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Ui

// The outline of what has the keyboard's focus.
Rectangle {
    id: root

    property bool shown: false
    property int corner: Theme.controlRadius

    // Tests look for it by this name.
    objectName: "focusRing"
    anchors.fill: parent
    anchors.margins: -3
    radius: corner + 3
    color: "transparent"
    border.width: 2
    border.color: Theme.accent
    visible: shown
}
