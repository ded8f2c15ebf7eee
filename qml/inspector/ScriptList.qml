// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Devstack.Backend
import Devstack.Ui

// What the repository offers to run on this machine, with where it stands. Enter runs the chosen one.
Popup {
    id: root

    // Why none can run right now.
    property string refusal: ""

    signal chosen(string name)

    width: 330
    padding: Theme.gap1
    focus: true

    background: Panel { }
    contentItem: ListView {
        id: list

        // The next one that begins with what was typed.
        function jump(typed: string): bool {
            for (let step = 1; step <= count; ++step) {
                const row = (currentIndex + step) % count;
                if (Inspector.scripts.keyAt(row).toLowerCase().startsWith(typed.toLowerCase())) {
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
        Keys.onReturnPressed: (currentItem as ScriptEntry)?.click()
        Keys.onEnterPressed: (currentItem as ScriptEntry)?.click()
        Keys.onPressed: event => event.accepted = /^[\w.%]$/.test(event.text) && jump(event.text)
        ScrollBar.vertical: ThinScrollBar { }

        PlainText {
            anchors.centerIn: parent
            visible: list.count === 0
            text: qsTr("No scripts.")
            color: Theme.dim
        }

        delegate: ScriptEntry {
            required property int index

            width: ListView.view.width
            refusal: root.refusal
            highlighted: ListView.isCurrentItem && list.activeFocus
            onClicked: {
                root.close();
                root.chosen(name);
            }
            onHoveredChanged: if (hovered) list.currentIndex = index
        }
    }
}
