// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Devstack.Backend
import Devstack.Ui

// The objects that are not the same everywhere, and what each difference means; the cursor keys walk.
ListView {
    id: root

    function walk(by: int) {
        SchemaDifferences.object = SchemaDifferences.objects.keyAt(Math.max(0, Math.min(count - 1, currentIndex + by)));
    }

    clip: true
    activeFocusOnTab: true
    model: SchemaDifferences.objects
    currentIndex: SchemaDifferences.objects.count > 0 ? SchemaDifferences.objects.indexOf(SchemaDifferences.object) : -1
    boundsBehavior: Flickable.StopAtBounds
    highlightMoveDuration: 0
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Objects that differ")
    Keys.onUpPressed: walk(-1)
    Keys.onDownPressed: walk(1)
    ScrollBar.vertical: ThinScrollBar { }

    delegate: Rectangle {
        id: row

        required property string key
        required property string name
        required property string kind
        required property string meaning
        readonly property bool current: key === SchemaDifferences.object

        width: ListView.view.width
        height: 46
        radius: 6
        color: current ? Theme.accentSoft : hover.hovered ? Theme.raised : "transparent"
        border.width: current && root.activeFocus ? 2 : 0
        border.color: Theme.accent
        Accessible.role: Accessible.ListItem
        Accessible.name: qsTr("%1 %2: %3").arg(kind).arg(name).arg(meaning)
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
        PlainText {
            x: Theme.gap2
            y: 24
            width: parent.width - 2 * Theme.gap2
            text: qsTr("%1 · %2").arg(row.kind).arg(row.meaning)
            color: Theme.dim
            font.pixelSize: Theme.small
        }
        HoverHandler { id: hover; cursorShape: Qt.PointingHandCursor }
        TapHandler {
            onTapped: {
                root.forceActiveFocus();
                SchemaDifferences.object = row.key;
            }
        }
        Tip { shown: hover.hovered; text: row.name }
    }
}
