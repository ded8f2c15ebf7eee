// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQml.Models
import Devstack.Backend
import Devstack.Ui

// The IDAs and services that a pane shows: any set of them, or everything.
PopupMenu {
    id: root

    required property LogPaneController pane

    implicitWidth: 280

    Instantiator {
        model: Logs.sources
        onObjectAdded: (index, entry) => root.insertItem(index, entry as MenuEntry)
        onObjectRemoved: (index, entry) => root.removeItem(entry as MenuEntry)

        delegate: MenuEntry {
            id: entry

            required property string source
            required property string label
            required property int depth
            required property int condition
            readonly property bool isAll: source === "*"
            readonly property bool chosen: isAll ? root.pane.sources.length === 0
                                                 : Array.from(root.pane.sources).includes(source)

            text: label
            Accessible.name: chosen ? qsTr("%1, shown").arg(label) : label
            onTriggered: {
                if (isAll)
                    root.pane.sources = [];
                else
                    root.pane.toggleSource(source);
            }

            contentItem: Row {
                leftPadding: entry.depth * 20
                spacing: 8

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: "check"
                    size: 14
                    color: Theme.accent
                    opacity: entry.chosen ? 1 : 0
                }
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
