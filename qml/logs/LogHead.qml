// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQml.Models
import Devstack.Backend
import Devstack.Ui

// Whose lines these are, following and pause.
Item {
    id: root

    property bool following: true

    signal followWanted()

    implicitHeight: 48

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap2
        anchors.rightMargin: Theme.gap3
        spacing: Theme.gap2

        ActionButton {
            id: chooser

            flat: true
            text: Logs.sourceLabel + "  ▾"
            tip: qsTr("Choose an IDA or a service")
            Accessible.role: Accessible.ButtonMenu
            Accessible.name: qsTr("Lines of %1").arg(Logs.sourceLabel)
            onClicked: menu.popup(chooser, 0, chooser.height + 4)

            PopupMenu {
                id: menu

                height: Math.min(implicitHeight, 480)

                Instantiator {
                    model: Logs.sources
                    onObjectAdded: (index, entry) => menu.insertItem(index, entry as MenuEntry)
                    onObjectRemoved: (index, entry) => menu.removeItem(entry as MenuEntry)

                    delegate: MenuEntry {
                        id: entry

                        required property string source
                        required property string label
                        required property int depth
                        required property int condition

                        text: label
                        onTriggered: Logs.source = source

                        contentItem: Row {
                            leftPadding: entry.depth * 20
                            spacing: 8

                            StateMark { anchors.verticalCenter: parent.verticalCenter; condition: entry.condition; size: 9 }
                            PlainText {
                                anchors.verticalCenter: parent.verticalCenter
                                text: entry.label
                                font.pixelSize: 13
                                font.weight: entry.depth === 0 ? Font.Medium : Font.Normal
                            }
                        }
                    }
                }
            }
        }
        Item { Layout.fillWidth: true }
        Pill {
            text: Logs.paused ? qsTr("paused · %1 waiting").arg(Logs.waitingLines)
                : root.following ? qsTr("following") : qsTr("scrolled back")
            ink: Logs.paused ? Theme.warning : Theme.dim
            ground: Logs.paused ? Theme.warningSoft : Theme.raised
        }
        ActionButton {
            glyph: "down"
            tip: qsTr("Back to the newest line (End)")
            visible: !root.following
            onClicked: root.followWanted()
        }
        ActionButton {
            glyph: Logs.paused ? "runs" : "pause"
            tip: Logs.paused ? qsTr("Resume (Ctrl+P)") : qsTr("Pause without losing lines (Ctrl+P)")
            onClicked: Logs.paused = !Logs.paused
        }
        Shortcut { sequence: "Ctrl+P"; onActivated: Logs.paused = !Logs.paused }
    }
}
