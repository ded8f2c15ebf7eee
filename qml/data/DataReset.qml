// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// The one action of the page: back to the schema, or to fresh data, and how to undo it.
Rectangle {
    id: root

    property string refusal: ""

    implicitHeight: content.implicitHeight + 2 * Theme.gap4
    radius: Theme.cardRadius
    color: Theme.background
    border.color: Theme.line

    ColumnLayout {
        id: content

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.gap4
        spacing: Theme.gap2

        PlainText {
            Layout.fillWidth: true
            text: Data.resetText
            font.pixelSize: 13
            color: Theme.dim
            wrapMode: Text.Wrap
            lineHeight: 1.25
        }
        PlainText {
            Layout.fillWidth: true
            text: Data.lastReset
            visible: text.length > 0
            font.pixelSize: 13
            wrapMode: Text.Wrap
        }
        Flow {
            Layout.fillWidth: true
            Layout.topMargin: Theme.gap1
            spacing: Theme.gap2

            ActionButton {
                destructive: true
                text: qsTr("%1…").arg(Data.resetTitle)
                refusal: root.refusal
                tip: qsTr("Says exactly what goes, and asks first")
                onClicked: Actions.askReset(Data.ida)
            }
            ActionButton {
                text: qsTr("Undo")
                glyph: "restart"
                visible: Data.undo.length > 0
                refusal: root.refusal
                tip: qsTr("Back to %1; the present data is kept as a checkpoint").arg(Data.undo)
                Accessible.name: qsTr("Undo the reset")
                onClicked: Actions.undoReset(Data.ida, Data.undo)
            }
        }
    }
}
