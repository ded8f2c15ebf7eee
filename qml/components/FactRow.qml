// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Ui

// A name on the left, a fact on the right, a line below.
Item {
    id: root

    property string name: ""
    property string fact: ""
    property bool machine: false
    property bool last: false
    property alias before: slot.data // a mark before the name
    property alias after: tail.data // a mark at the end

    implicitHeight: 34
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%1: %2").arg(name).arg(fact)

    RowLayout {
        anchors.fill: parent
        spacing: Theme.gap2

        Row {
            id: slot

            spacing: Theme.gap2
            visible: children.length > 0
        }
        PlainText {
            text: root.name
            Layout.fillWidth: true
            Layout.minimumWidth: 60
        }
        PlainText {
            text: root.fact
            Layout.maximumWidth: root.width * 0.65
            color: Theme.dim
            font.pixelSize: root.machine ? Theme.code : 13
            font.family: root.machine ? Theme.mono : Theme.sans
        }
        Row {
            id: tail

            visible: children.length > 0
        }
    }
    FocusRing { shown: root.activeFocus; anchors.margins: -1; corner: 4 }
    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
        visible: !root.last
    }
}
