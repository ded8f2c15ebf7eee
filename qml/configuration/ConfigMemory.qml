// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// What the chosen set needs against the budget, and what would make room.
Panel {
    id: root

    implicitHeight: body.implicitHeight + 2 * Theme.gap3

    ColumnLayout {
        id: body

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.gap4
        spacing: Theme.gap2

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap3

            SectionLabel { text: qsTr("Memory") }
            Meter { Layout.preferredWidth: 180; what: qsTr("Memory"); share: Configurator.memoryShare; limited: true }
            PlainText {
                text: Configurator.memoryText
                font.pixelSize: 13
            }
            PlainText {
                Layout.fillWidth: true
                text: qsTr("for the whole workspace as chosen")
                color: Theme.dim
                font.pixelSize: 13
            }
        }
        PlainText {
            Layout.fillWidth: true
            text: Configurator.memoryWarning
            visible: text.length > 0
            color: Theme.warning
            wrapMode: Text.Wrap
            font.pixelSize: 13
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.gap2
            visible: Configurator.proposals.count > 0

            Repeater {
                model: Configurator.proposals

                ActionButton {
                    required property int index
                    required property string command
                    required property string proposal
                    required property string frees

                    text: frees.length > 0 ? qsTr("%1 (frees about %2)").arg(proposal).arg(frees) : proposal
                    tip: command
                    enabled: !Configurator.loading
                    onClicked: Configurator.saveMemory(index)
                }
            }
        }
    }
}
