// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Devstack.Backend
import Devstack.Ui

// The stations in start order; the cursor keys walk.
FocusScope {
    id: root

    Panel { anchors.fill: parent }
    SectionLabel {
        id: label

        x: Theme.gap4
        y: Theme.gap4
        width: parent.width - 2 * Theme.gap4
        text: qsTr("In start order")
    }
    ListView {
        id: list

        anchors.fill: parent
        anchors.margins: Theme.gap2
        anchors.topMargin: label.y + label.height + Theme.gap2
        clip: true
        focus: true
        activeFocusOnTab: true
        model: Tour.stations
        currentIndex: Tour.index
        spacing: 2
        boundsBehavior: Flickable.StopAtBounds
        highlightMoveDuration: 0
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Stations of the tour")
        Keys.onUpPressed: Tour.walk(-1)
        Keys.onDownPressed: Tour.walk(1)
        Keys.onPressed: event => {
            if (event.key !== Qt.Key_Home && event.key !== Qt.Key_End)
                return;
            event.accepted = true;
            Tour.index = event.key === Qt.Key_Home ? 0 : count - 1;
        }
        ScrollBar.vertical: ThinScrollBar { }

        delegate: Rectangle {
            id: row

            required property int index
            required property string key
            required property string title
            required property int condition
            required property string word
            readonly property bool current: index === Tour.index

            width: ListView.view.width
            height: 44
            radius: Theme.controlRadius
            color: current ? Theme.accentSoft : hover.hovered ? Theme.raised : "transparent"
            border.width: current && list.activeFocus ? 2 : 0
            border.color: Theme.accent
            Accessible.role: Accessible.ListItem
            Accessible.name: qsTr("%1: %2").arg(title).arg(word)
            Accessible.selected: current

            PlainText {
                id: number

                x: Theme.gap2
                width: 22
                height: parent.height
                horizontalAlignment: Text.AlignRight
                text: String(row.index + 1)
                color: row.current ? Theme.accentOnSoft : Theme.dim
                font.pixelSize: Theme.small
            }
            PlainText {
                anchors.left: number.right
                anchors.leftMargin: Theme.gap3
                anchors.right: mark.left
                anchors.rightMargin: Theme.gap2
                y: 5
                text: row.title
                font.weight: row.current ? Font.DemiBold : Font.Normal
                color: row.current ? Theme.accentOnSoft : Theme.text
            }
            PlainText {
                anchors.left: number.right
                anchors.leftMargin: Theme.gap3
                anchors.right: mark.left
                anchors.rightMargin: Theme.gap2
                y: 24
                text: row.word
                color: Theme.dim
                font.pixelSize: Theme.small
            }
            StateMark {
                id: mark

                anchors.right: parent.right
                anchors.rightMargin: Theme.gap3
                anchors.verticalCenter: parent.verticalCenter
                condition: row.condition
            }
            HoverHandler { id: hover; cursorShape: Qt.PointingHandCursor }
            TapHandler {
                onTapped: {
                    list.forceActiveFocus();
                    Tour.index = row.index;
                }
            }
            Tip { shown: hover.hovered; text: row.key }
        }
    }
}
