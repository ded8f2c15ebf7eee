// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Devstack.Backend
import Devstack.Ui

// The tables in which something changed, with how many rows; the cursor keys walk.
ListView {
    id: root

    function walk(by: int) {
        Changes.table = Changes.tables.keyAt(Math.max(0, Math.min(count - 1, currentIndex + by)));
    }

    clip: true
    activeFocusOnTab: true
    model: Changes.tables
    currentIndex: Changes.tables.count > 0 ? Changes.tables.indexOf(Changes.table) : -1
    boundsBehavior: Flickable.StopAtBounds
    highlightMoveDuration: 0
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Tables that changed")
    Keys.onUpPressed: walk(-1)
    Keys.onDownPressed: walk(1)
    ScrollBar.vertical: ThinScrollBar { }

    delegate: Rectangle {
        id: row

        required property string name
        required property string note
        required property int added
        required property int changed
        required property int removed
        readonly property bool current: name === Changes.table

        width: ListView.view.width
        height: 46
        radius: 6
        color: current ? Theme.accentSoft : hover.hovered ? Theme.raised : "transparent"
        border.width: current && root.activeFocus ? 2 : 0
        border.color: Theme.accent
        Accessible.role: Accessible.ListItem
        Accessible.name: qsTr("%1: %2 added, %3 changed, %4 removed %5").arg(name).arg(added).arg(changed).arg(removed).arg(note)
        Accessible.selected: current

        PlainText {
            x: Theme.gap2
            y: 5
            width: parent.width - 2 * Theme.gap2
            text: row.name
            font.family: Theme.mono
            font.pixelSize: Theme.code
            elide: Text.ElideMiddle
            color: row.current ? Theme.accentOnSoft : Theme.text
        }
        Row {
            x: Theme.gap2
            y: 24
            spacing: Theme.gap2

            PlainText { text: qsTr("+%1").arg(row.added); visible: row.added > 0; color: Theme.ok; font.pixelSize: Theme.small }
            PlainText { text: qsTr("~%1").arg(row.changed); visible: row.changed > 0; color: Theme.warning; font.pixelSize: Theme.small }
            PlainText { text: qsTr("−%1").arg(row.removed); visible: row.removed > 0; color: Theme.bad; font.pixelSize: Theme.small }
            PlainText { text: row.note; visible: text.length > 0; color: Theme.dim; font.pixelSize: Theme.small }
        }
        HoverHandler { id: hover; cursorShape: Qt.PointingHandCursor }
        TapHandler {
            onTapped: {
                root.forceActiveFocus();
                Changes.table = row.name;
            }
        }
        Tip { shown: hover.hovered; text: row.name }
    }
}
