// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// What the doctor says of this machine, with what to do.
ColumnLayout {
    id: root

    spacing: Theme.gap2

    RowLayout {
        Layout.fillWidth: true

        SectionLabel { text: qsTr("This machine"); Layout.fillWidth: true }
        LinkText {
            text: Welcome.checking ? qsTr("Checking…") : qsTr("Check again")
            enabled: !Welcome.checking
            onFollowed: Welcome.check()
        }
    }
    Panel {
        Layout.fillWidth: true
        implicitHeight: Math.max(44, list.implicitHeight + 2 * Theme.gap2)

        ColumnLayout {
            id: list

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.leftMargin: Theme.gap4
            anchors.rightMargin: Theme.gap4
            spacing: 0

            PlainText {
                visible: Welcome.checks.count === 0
                text: qsTr("Checking the engine, memory, disk and git…")
                color: Theme.dim
            }
            Repeater {
                model: Welcome.checks

                RowLayout {
                    id: check

                    required property int outcome
                    required property string message
                    required property string fix
                    required property list<string> command

                    Layout.fillWidth: true
                    Layout.minimumHeight: 34
                    spacing: Theme.gap3

                    Icon {
                        name: Theme.severityGlyph(check.outcome)
                        color: Theme.severityColor(check.outcome)
                    }
                    PlainText {
                        Layout.fillWidth: true
                        text: check.message
                        wrapMode: Text.Wrap
                        maximumLineCount: 3
                        font.pixelSize: 13
                        Accessible.role: Accessible.StaticText
                        Accessible.name: (check.outcome === Severity.Good ? qsTr("fine: %1") : check.outcome === Severity.Warning ? qsTr("warning: %1") : qsTr("problem: %1")).arg(check.message)
                    }
                    PlainText {
                        Layout.maximumWidth: root.width * 0.4
                        text: check.fix
                        visible: text.length > 0
                        wrapMode: Text.Wrap
                        maximumLineCount: 3
                        font.pixelSize: 13
                        color: Theme.dim
                    }
                    ActionButton {
                        text: qsTr("Fix in a terminal")
                        tip: Array.from(check.command).join(" ")
                        visible: check.command.length > 0
                        onClicked: Actions.openFix(check.command)
                    }
                    ActionButton {
                        glyph: "copy"
                        tip: qsTr("Copy the instructions")
                        flat: true
                        visible: check.fix.length > 0
                        onClicked: Actions.copy(check.fix)
                    }
                }
            }
        }
    }
}
