// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Backend
import Devstack.Ui

// The legend on the left, zoom on the right.
Item {
    id: root

    property real zoom: 1

    signal zoomed(real factor)
    signal fitted()

    implicitHeight: 32

    Row {
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap2
        visible: Overview.hasInferred

        Rectangle { width: 24; height: 1.4; color: Theme.edge; anchors.verticalCenter: parent.verticalCenter }
        PlainText { text: qsTr("declared"); color: Theme.dim; font.pixelSize: Theme.small }
        Item { width: 8; height: 1 }
        Row {
            anchors.verticalCenter: parent.verticalCenter
            spacing: 3

            Repeater {
                model: 4
                Rectangle { width: 4; height: 1.4; color: Theme.edge }
            }
        }
        PlainText { text: qsTr("inferred"); color: Theme.dim; font.pixelSize: Theme.small }
    }
    Row {
        anchors.right: parent.right
        spacing: 4

        ActionButton { glyph: "minus"; tip: qsTr("Zoom out (−)"); onClicked: root.zoomed(1 / 1.2) }
        ActionButton {
            text: qsTr("%1 %").arg(Math.round(root.zoom * 100))
            width: 62
            tip: qsTr("Fit everything (F)")
            onClicked: root.fitted()
        }
        ActionButton { glyph: "plus"; tip: qsTr("Zoom in (+)"); onClicked: root.zoomed(1.2) }
    }
}
