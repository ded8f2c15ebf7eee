// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Ui

// A thin bar that is filled to a share; turns amber near and red beyond the limit when it has one.
Rectangle {
    id: root

    property real share: 0
    required property string what // for screen readers: "Memory"
    property bool limited: false

    implicitWidth: 120
    implicitHeight: 5
    radius: height / 2
    color: Theme.line
    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("%1: %2 %").arg(what).arg(Math.round(share * 100))

    Rectangle {
        width: Math.max(0, Math.min(1, root.share)) * parent.width
        height: parent.height
        radius: parent.radius
        color: root.limited && root.share > 1 ? Theme.bad
             : root.limited && root.share > 0.85 ? Theme.warning : Theme.accent

        Behavior on width { NumberAnimation { duration: Theme.panelTime } }
    }
}
