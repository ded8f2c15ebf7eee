// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Devstack.Backend
import Devstack.Ui

// The IDAs and services that a pane shows: any set of them, or everything. Stays open while several
// are chosen.
Popup {
    id: root

    required property LogPaneController pane

    width: 280
    padding: Theme.gap1
    focus: true
    onOpened: entries.forceActiveFocus(Qt.TabFocusReason)

    background: Panel { }
    contentItem: ListView {
        id: entries

        implicitHeight: Math.min(contentHeight, 420)
        clip: true
        currentIndex: 0
        model: Logs.sources
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: qsTr("IDAs and services that are shown")
        ScrollBar.vertical: ThinScrollBar { }
        Keys.onReturnPressed: (currentItem as ItemDelegate)?.clicked()
        Keys.onEnterPressed: (currentItem as ItemDelegate)?.clicked()
        Keys.onSpacePressed: (currentItem as ItemDelegate)?.clicked()

        delegate: ItemDelegate {
            id: entry

            required property int index
            required property string source
            required property string label
            required property int depth
            required property int condition
            readonly property bool isAll: source === "*"
            readonly property bool chosen: isAll ? root.pane.sources.length === 0
                                                 : Array.from(root.pane.sources).includes(source)

            width: ListView.view.width
            implicitHeight: 32
            leftPadding: Theme.gap2 + depth * 20
            focusPolicy: Qt.NoFocus
            text: label
            Accessible.role: Accessible.CheckBox
            Accessible.name: isAll ? label : source
            Accessible.checkable: true
            Accessible.checked: chosen
            onClicked: {
                entries.currentIndex = index;
                if (isAll)
                    root.pane.sources = [];
                else
                    root.pane.toggleSource(source);
            }

            contentItem: Row {
                spacing: Theme.gap2

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
            background: Rectangle {
                radius: 5
                color: entry.hovered || (entries.activeFocus && entry.ListView.isCurrentItem) ? Theme.accentSoft : "transparent"
            }
        }
    }
}
