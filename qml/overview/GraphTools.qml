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
        anchors.right: zoomTools.left
        anchors.rightMargin: Theme.gap3
        spacing: Theme.gap2

        ActionButton {
            glyph: "warning"
            text: Overview.conflicting.length === 1 ? qsTr("1 choice to make") : qsTr("%1 choices to make").arg(Overview.conflicting.length)
            visible: Overview.conflicting.length > 0
            onClicked: {
                Overview.selected = Overview.conflicting[0];
                Session.page = Page.Configuration;
            }
        }
        ActionButton {
            id: unresolved

            text: Overview.unresolved.count === 1 ? qsTr("1 unresolved name") : qsTr("%1 unresolved names").arg(Overview.unresolved.count)
            tip: qsTr("Names in files that no service in this workspace uses")
            visible: Overview.unresolved.count > 0
            Accessible.role: Accessible.ButtonMenu
            onClicked: names.open()

            UnresolvedNames {
                id: names

                x: unresolved.width - width
                y: -height - 6
            }
        }
    }
    Row {
        id: zoomTools

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
