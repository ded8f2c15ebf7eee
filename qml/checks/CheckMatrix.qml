// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Devstack.Backend
import Devstack.Ui

// Repositories down, checks across; the cursor keys walk from cell to cell.
Panel {
    id: root

    readonly property real wanted: list.contentHeight + head.height + 4
    readonly property int nameWidth: 170
    readonly property int countWidth: 96
    readonly property real cellWidth: Math.floor((width - nameWidth - countWidth - 28) / Reviewer.checks.length)

    function walk(rows: int, columns: int) {
        Reviewer.walk(rows, columns);
        list.positionViewAtIndex(Reviewer.repositories.indexOf(Reviewer.ida), ListView.Contain);
    }

    Row {
        id: head

        x: Theme.gap4 + root.nameWidth
        y: 1
        height: 36

        Repeater {
            model: Reviewer.checkNames

            PlainText {
                id: name

                required property string modelData
                required property int index

                width: root.cellWidth
                height: head.height
                text: modelData
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: Theme.small
                color: Reviewer.checks[index] === Reviewer.check ? Theme.text : Theme.dim
                leftPadding: 2
                rightPadding: 2

                HoverHandler { id: hover }
                Tip { shown: hover.hovered; text: name.modelData + "\n" + Reviewer.checks[name.index] }
            }
        }
        PlainText {
            width: root.countWidth
            height: head.height
            horizontalAlignment: Text.AlignRight
            text: qsTr("Findings")
            font.pixelSize: Theme.small
            color: Theme.dim
        }
    }
    Divider { y: head.height; width: parent.width }
    ListView {
        id: list

        anchors.fill: parent
        anchors.topMargin: head.height + 1
        anchors.margins: 1
        clip: true
        activeFocusOnTab: true
        model: Reviewer.repositories
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Definition of done")
        Keys.onUpPressed: root.walk(-1, 0)
        Keys.onDownPressed: root.walk(1, 0)
        Keys.onLeftPressed: root.walk(0, -1)
        Keys.onRightPressed: root.walk(0, 1)
        ScrollBar.vertical: ThinScrollBar { }

        delegate: CheckRow {
            required property int index

            last: index === ListView.view.count - 1
            width: ListView.view.width
            nameWidth: root.nameWidth
            countWidth: root.countWidth
            cellWidth: root.cellWidth
            onPicked: check => {
                list.forceActiveFocus();
                Reviewer.select(ida, check);
            }
        }
    }
    FocusRing { shown: list.activeFocus; anchors.margins: 0; border.width: 1; corner: Theme.cardRadius - 3 }
}
