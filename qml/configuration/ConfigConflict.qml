// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Demands that cannot all come true, with the choices that settle it.
Rectangle {
    id: root

    required property string text
    required property string key
    required property list<string> commands
    required property list<string> labels

    implicitHeight: body.implicitHeight + 2 * Theme.gap3
    radius: Theme.cardRadius
    color: Theme.warningSoft
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    ColumnLayout {
        id: body

        anchors.fill: parent
        anchors.margins: Theme.gap3
        spacing: Theme.gap2

        RowLayout {
            spacing: Theme.gap3

            Icon { Layout.alignment: Qt.AlignTop; Layout.topMargin: 2; name: "warning"; color: Theme.warning }
            PlainText {
                Layout.fillWidth: true
                text: root.text
                wrapMode: Text.Wrap
                maximumLineCount: 5
            }
        }
        Flow {
            Layout.fillWidth: true
            Layout.leftMargin: 28
            spacing: Theme.gap2

            Repeater {
                model: root.commands

                ActionButton {
                    required property string modelData
                    required property int index

                    text: root.labels[index]
                    tip: modelData
                    enabled: !Configurator.loading
                    onClicked: Configurator.settleConflict(root.key, index)
                }
            }
        }
    }
}
