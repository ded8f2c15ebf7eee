// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// The services: state, memory, where they are reached, and what can be done with each.
ColumnLayout {
    id: root

    // Why nothing can be started or stopped right now; empty: it can.
    property string why: ""

    spacing: 0
    visible: Inspector.services.count > 0

    SectionLabel { text: qsTr("Services"); Layout.bottomMargin: Theme.gap1 }
    Repeater {
        model: Inspector.services

        FactRow {
            id: row

            required name
            required property int index
            required property int condition
            required property string word
            required property string ports
            required property string memory
            required property string address
            required property bool made
            required property bool database
            readonly property string place: Inspector.name + "/" + name
            readonly property bool running: condition === Condition.Running || condition === Condition.Starting
                                            || condition === Condition.Unhealthy
            readonly property string missing: made ? "" : qsTr("%1 has no container yet. Provision makes it.").arg(name)

            Layout.fillWidth: true
            // Green says “running” by itself; how it is reached is news then.
            fact: condition === Condition.Running ? (ports.length > 0 ? ports : memory)
                : ports.length > 0 ? word + " · " + ports : word
            machine: true
            last: index === Inspector.services.count - 1
            Accessible.description: word

            before: StateMark { condition: row.condition; size: 10; anchors.verticalCenter: parent.verticalCenter }
            after: ActionButton {
                id: more

                flat: true
                glyph: "more"
                implicitHeight: 28
                visible: Inspector.ours
                tip: menu.visible ? "" : qsTr("More of %1").arg(row.name)
                Accessible.role: Accessible.ButtonMenu
                onClicked: menu.popup(more, 0, more.height + 4)

                PopupMenu {
                    id: menu

                    MenuEntry {
                        text: qsTr("Logs")
                        onTriggered: {
                            Logs.source = row.place;
                            Session.page = Page.Logs;
                        }
                    }
                    MenuEntry {
                        text: qsTr("Shell")
                        refusal: row.running ? "" : qsTr("%1 is not running.").arg(row.name)
                        onTriggered: Actions.openShell(Inspector.name, row.name)
                    }
                    MenuEntry {
                        text: qsTr("Database shell")
                        visible: row.database
                        refusal: row.running ? "" : qsTr("%1 is not running.").arg(row.name)
                        onTriggered: Actions.openDatabaseShell(Inspector.name, row.name)
                    }
                    MenuSeparator { contentItem: Divider { implicitWidth: 200 } }
                    MenuEntry {
                        text: qsTr("Start")
                        visible: !row.running
                        refusal: root.why.length > 0 ? root.why : row.missing
                        onTriggered: Actions.start(row.place)
                    }
                    MenuEntry {
                        text: qsTr("Restart")
                        visible: row.running
                        refusal: root.why
                        onTriggered: Actions.restart(row.place)
                    }
                    MenuEntry {
                        text: qsTr("Stop")
                        visible: row.running
                        refusal: root.why
                        onTriggered: Actions.stop(row.place)
                    }
                    MenuEntry {
                        text: qsTr("Copy %1").arg(row.address)
                        visible: row.address.length > 0
                        onTriggered: Actions.copy(row.address)
                    }
                }
            }
        }
    }
}
