// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Devstack.Backend
import Devstack.Ui

// The rows of a table that changed, one after the other: each column with what it was and what it is.
Panel {
    id: root

    property alias list: view
    readonly property real nameWidth: Math.min(200, width * 0.26)
    readonly property real sideWidth: (width - nameWidth - 2 * Theme.gap3 - 12 - Theme.gap1) / 2

    color: Theme.background

    // One side of a column.
    component Side: Rectangle {
        id: side

        property string text: ""
        property bool empty: false // no text: NULL, or no row
        property bool marked: false
        property color ground: "transparent"

        width: root.sideWidth
        implicitHeight: words.implicitHeight + 8
        color: marked ? ground : "transparent"
        radius: 4

        PlainText {
            id: words

            x: 6
            y: 4
            width: parent.width - 12
            text: side.text
            color: side.empty ? Theme.dim : Theme.text
            font.family: Theme.mono
            font.pixelSize: Theme.code
            wrapMode: Text.WrapAnywhere
            maximumLineCount: 4
        }
    }

    Row {
        id: head

        x: Theme.gap3
        height: 34

        SectionLabel { width: root.nameWidth; height: parent.height; text: qsTr("Column") }
        SectionLabel { width: root.sideWidth; height: parent.height; leftPadding: 6; text: qsTr("Before") }
        SectionLabel { width: root.sideWidth; height: parent.height; leftPadding: 6 + Theme.gap1; text: qsTr("Now") }
    }
    Divider { id: line; anchors.top: head.bottom; x: 1; width: parent.width - 2 }
    ListView {
        id: view

        function scroll(by: real) {
            const most = Math.max(originY, originY + contentHeight - height);
            contentY = Math.max(originY, Math.min(most, contentY + by));
        }

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: line.bottom
        anchors.bottom: note.top
        anchors.margins: 1
        clip: true
        activeFocusOnTab: true
        keyNavigationEnabled: false
        model: Changes.lines
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Rows of %1 that changed").arg(Changes.table)
        Keys.onUpPressed: scroll(-60)
        Keys.onDownPressed: scroll(60)
        Keys.onPressed: event => {
            const moves = {
                [Qt.Key_PageUp]: -height, [Qt.Key_PageDown]: height,
                [Qt.Key_Home]: -contentHeight, [Qt.Key_End]: contentHeight
            };
            event.accepted = event.key in moves;
            if (event.accepted)
                scroll(moves[event.key]);
        }
        ScrollBar.vertical: ThinScrollBar { }

        delegate: Item {
            id: entry

            required property bool isHead
            required property int kind
            required property string name
            required property string before
            required property string after
            required property bool isBeforeNull
            required property bool isAfterNull
            required property bool differs
            required property int index
            readonly property string word: kind > 0 ? qsTr("added") : kind < 0 ? qsTr("removed") : qsTr("changed")

            width: ListView.view.width
            height: isHead ? 38 : cells.height + 2
            Accessible.role: Accessible.ListItem
            Accessible.name: isHead ? qsTr("%1, %2 %3").arg(name).arg(word).arg(after)
                                    : qsTr("%1: before %2, now %3").arg(name).arg(before).arg(after)

            Divider { width: parent.width; visible: entry.isHead && entry.index > 0 }
            Row {
                x: Theme.gap3 - 1
                height: parent.height
                spacing: Theme.gap2
                visible: entry.isHead

                Pill {
                    anchors.verticalCenter: parent.verticalCenter
                    text: entry.word
                    ink: entry.kind > 0 ? Theme.ok : entry.kind < 0 ? Theme.bad : Theme.warning
                    ground: entry.kind > 0 ? Theme.okSoft : entry.kind < 0 ? Theme.badSoft : Theme.warningSoft
                }
                PlainText {
                    width: Math.min(implicitWidth, entry.width - 120)
                    height: parent.height
                    text: entry.name
                    font.pixelSize: 13
                    font.weight: Font.DemiBold
                    elide: Text.ElideRight
                }
                PlainText {
                    height: parent.height
                    text: entry.isHead ? entry.after : ""
                    visible: text.length > 0
                    color: Theme.dim
                    font.pixelSize: Theme.small
                }
            }
            Row {
                id: cells

                x: Theme.gap3 - 1
                height: Math.max(was.implicitHeight, is.implicitHeight)
                visible: !entry.isHead

                PlainText {
                    width: root.nameWidth
                    height: 24
                    rightPadding: Theme.gap2
                    text: entry.name
                    color: entry.differs ? Theme.text : Theme.dim
                    font.family: Theme.mono
                    font.pixelSize: Theme.code
                    font.weight: entry.differs && entry.kind === 0 ? Font.DemiBold : Font.Normal
                    elide: Text.ElideMiddle
                }
                Side {
                    id: was

                    text: entry.isHead ? "" : entry.before
                    empty: entry.isBeforeNull
                    marked: entry.differs && entry.kind === 0
                    ground: Theme.badSoft
                }
                Item { width: Theme.gap1; height: 1 }
                Side {
                    id: is

                    text: entry.isHead ? "" : entry.after
                    empty: entry.isAfterNull
                    marked: entry.differs && entry.kind === 0
                    ground: Theme.okSoft
                }
            }
        }
    }
    PlainText {
        id: note

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.gap3
        anchors.rightMargin: Theme.gap3
        height: visible ? 30 : 2
        visible: Changes.more.length > 0 || Changes.lines.count === 0
        text: Changes.more.length > 0 ? Changes.more : qsTr("The table changed, and none of its rows.")
        color: Theme.dim
        font.pixelSize: Theme.small
    }
    Connections {
        target: Changes
        function onTableChanged() {
            view.positionViewAtBeginning();
        }
    }
    FocusRing { shown: view.activeFocus; anchors.margins: 0; border.width: 1; corner: Theme.cardRadius - 3 }
}
