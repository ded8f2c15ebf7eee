// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Devstack.Backend
import Devstack.Ui

// The IDAs of the workspace; the cursor keys walk.
Panel {
    ListView {
        id: list

        anchors.fill: parent
        anchors.margins: 4
        clip: true
        activeFocusOnTab: true
        model: Configurator.idas
        currentIndex: Configurator.idas.indexOf(Configurator.ida)
        boundsBehavior: Flickable.StopAtBounds
        highlightMoveDuration: Theme.quick
        Accessible.role: Accessible.List
        Accessible.name: qsTr("IDAs")
        Keys.onUpPressed: Configurator.ida = Configurator.idas.keyAt(Math.max(0, currentIndex - 1))
        Keys.onDownPressed: Configurator.ida = Configurator.idas.keyAt(Math.min(count - 1, currentIndex + 1))
        ScrollBar.vertical: ThinScrollBar { }

        delegate: Rectangle {
            id: row

            required property string name
            required property int condition
            required property string detail
            required property bool conflict
            readonly property bool current: name === Configurator.ida

            width: ListView.view.width
            height: 48
            radius: 6
            color: current ? Theme.accentSoft : hover.hovered ? Theme.raised : "transparent"
            Accessible.role: Accessible.ListItem
            Accessible.name: conflict ? qsTr("%1, %2, conflicting demands").arg(name).arg(detail)
                                      : qsTr("%1, %2").arg(name).arg(detail)
            Accessible.selected: current

            StateMark { x: 10; y: 12; size: 11; condition: row.condition }
            PlainText {
                x: 30
                y: 6
                width: parent.width - 36 - (row.conflict ? 22 : 0)
                text: row.name
                font.weight: Font.Medium
                elide: Text.ElideMiddle
            }
            PlainText {
                x: 30
                y: 25
                width: parent.width - 36
                text: row.detail
                font.pixelSize: Theme.small
                color: Theme.dim
            }
            Icon { anchors.right: parent.right; anchors.rightMargin: 8; y: 9; name: "warning"; color: Theme.warning; visible: row.conflict }
            HoverHandler { id: hover; cursorShape: Qt.PointingHandCursor }
            TapHandler {
                onTapped: {
                    list.forceActiveFocus();
                    Configurator.ida = row.name;
                }
            }
        }
    }
    FocusRing { shown: list.activeFocus; anchors.margins: 0; border.width: 1; corner: Theme.cardRadius - 3 }
}
