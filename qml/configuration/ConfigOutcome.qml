// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// What the last choice changed, what it means, and the way back.
Rectangle {
    id: root

    implicitHeight: body.implicitHeight + 2 * Theme.gap3
    radius: Theme.cardRadius
    color: Theme.okSoft
    Accessible.role: Accessible.AlertMessage
    Accessible.name: Configurator.outcome

    RowLayout {
        id: body

        anchors.fill: parent
        anchors.margins: Theme.gap3
        spacing: Theme.gap3

        Icon { Layout.alignment: Qt.AlignVCenter; name: "check"; color: Theme.ok }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            PlainText {
                Layout.fillWidth: true
                text: Configurator.outcome
                wrapMode: Text.Wrap
                maximumLineCount: 3
                font.weight: Font.Medium
            }
            PlainText {
                Layout.fillWidth: true
                text: Array.from(Configurator.outcomeNotes).join(" ")
                visible: text.length > 0
                wrapMode: Text.Wrap
                maximumLineCount: 4
                font.pixelSize: 13
            }
        }
        ActionButton {
            text: qsTr("Undo")
            visible: Configurator.undoable
            refusal: Actions.busy ? qsTr("Another action of this window comes first. Wait for it or cancel it.")
                   : Configurator.loading ? qsTr("The files are being read.") : ""
            onClicked: Configurator.undo()
        }
        ActionButton { flat: true; glyph: "close"; tip: qsTr("Dismiss"); onClicked: Configurator.dismissOutcome() }
    }
}
