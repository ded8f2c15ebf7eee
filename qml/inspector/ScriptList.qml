// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// What the repository offers to run on this machine, with where it stands. Enter runs the chosen one.
Popup {
    id: root

    property bool able: true

    signal chosen(string name)

    width: 330
    padding: Theme.gap1
    focus: true

    background: Panel { }
    contentItem: ListView {
        id: list

        function run(row: int) {
            if (!root.able || !Inspector.scripts.at(row, "runnable"))
                return;
            root.close();
            root.chosen(Inspector.scripts.at(row, "name"));
        }

        // The next one that begins with what was typed.
        function jump(typed: string): bool {
            for (let step = 1; step <= count; ++step) {
                const row = (currentIndex + step) % count;
                if (Inspector.scripts.at(row, "name").toLowerCase().startsWith(typed.toLowerCase())) {
                    currentIndex = row;
                    return true;
                }
            }
            return false;
        }

        implicitHeight: Math.max(64, Math.min(contentHeight, 380))
        clip: true
        focus: true
        model: Inspector.scripts
        boundsBehavior: Flickable.StopAtBounds
        highlightMoveDuration: 0
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Scripts of %1").arg(Inspector.name)
        Keys.onReturnPressed: run(currentIndex)
        Keys.onEnterPressed: run(currentIndex)
        Keys.onPressed: event => event.accepted = /^[\w.%]$/.test(event.text) && jump(event.text)
        ScrollBar.vertical: ThinScrollBar { }

        PlainText {
            anchors.centerIn: parent
            visible: list.count === 0
            text: qsTr("No scripts.")
            color: Theme.dim
        }

        delegate: ItemDelegate {
            id: row

            required property int index
            required property string name
            required property string place
            required property bool runnable

            width: ListView.view.width
            height: 44
            topPadding: 5
            bottomPadding: 5
            enabled: root.able && runnable
            highlighted: ListView.isCurrentItem && list.activeFocus
            Accessible.name: qsTr("Run %1, %2").arg(name).arg(place)
            onClicked: list.run(index)
            onHoveredChanged: if (hovered) list.currentIndex = index

            contentItem: ColumnLayout {
                spacing: 0
                opacity: row.enabled ? 1 : 0.55

                PlainText {
                    Layout.fillWidth: true
                    text: row.runnable ? row.name : qsTr("%1 (needs a name: run it in a terminal)").arg(row.name)
                    font.family: Theme.mono
                    font.pixelSize: Theme.code
                }
                RowLayout {
                    spacing: Theme.gap2

                    PlainText {
                        Layout.fillWidth: true
                        text: Inspector.scripts.at(row.index, "text") ?? ""
                        color: Theme.dim
                        font.pixelSize: Theme.small
                    }
                    PlainText {
                        Layout.maximumWidth: 180
                        text: row.place
                        color: Theme.dim
                        font.pixelSize: Theme.small
                        elide: Text.ElideLeft
                    }
                }
            }
            background: Rectangle {
                radius: 6
                color: row.highlighted || row.hovered ? Theme.accentSoft : "transparent"
            }
        }
    }
}
