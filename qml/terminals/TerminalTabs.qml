// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// The tabs, and the button for a new one. The cursor keys walk; Enter goes into the terminal.
RowLayout {
    id: root

    signal entered()

    function takeFocus() {
        row.forceActiveFocus(Qt.TabFocusReason);
    }

    spacing: Theme.gap2

    ListView {
        id: row

        Layout.fillWidth: true
        Layout.preferredHeight: Theme.control
        orientation: ListView.Horizontal
        spacing: Theme.gap1
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        keyNavigationEnabled: false
        model: Terminals.tabs
        currentIndex: Terminals.tabs.indexOf(Terminals.current)
        Accessible.role: Accessible.PageTabList
        Accessible.name: qsTr("Terminals")
        Keys.onLeftPressed: Terminals.step(-1)
        Keys.onRightPressed: Terminals.step(1)
        Keys.onReturnPressed: root.entered()
        Keys.onEnterPressed: root.entered()
        Keys.onPressed: event => {
            event.accepted = event.key === Qt.Key_Delete || event.key === Qt.Key_F6;
            if (event.key === Qt.Key_Delete)
                closing.ask(Terminals.current);
            else if (event.key === Qt.Key_F6)
                root.entered();
        }

        delegate: AbstractButton {
            id: tab

            required property string key
            required property string name
            required property string title
            required property bool database
            required property int phase
            readonly property bool current: key === Terminals.current
            readonly property bool over: phase === TerminalSession.Ended || phase === TerminalSession.Failed

            height: row.height
            width: Math.min(label.implicitWidth, 220) + 62
            text: name
            focusPolicy: Qt.NoFocus
            Accessible.role: Accessible.PageTab
            Accessible.name: over ? qsTr("%1, ended").arg(name) : name
            Accessible.selected: current
            onClicked: {
                Terminals.current = key;
                root.entered();
            }

            contentItem: Item {
                Icon {
                    id: glyph

                    x: Theme.gap2
                    anchors.verticalCenter: parent.verticalCenter
                    name: tab.phase === TerminalSession.Failed ? "problem" : tab.database ? "data" : "shell"
                    color: tab.phase === TerminalSession.Failed ? Theme.bad : tab.current ? Theme.accentOnSoft : Theme.dim
                }
                PlainText {
                    id: label

                    anchors.left: glyph.right
                    anchors.leftMargin: 6
                    anchors.right: cross.left
                    anchors.rightMargin: 2
                    anchors.verticalCenter: parent.verticalCenter
                    text: tab.name
                    elide: Text.ElideMiddle
                    font.pixelSize: 13
                    font.weight: tab.current ? Font.DemiBold : Font.Medium
                    font.italic: tab.over
                    color: tab.current ? Theme.accentOnSoft : Theme.dim
                }
                ActionButton {
                    id: cross

                    anchors.right: parent.right
                    anchors.rightMargin: 3
                    anchors.verticalCenter: parent.verticalCenter
                    implicitHeight: 24
                    leftPadding: 4
                    rightPadding: 4
                    flat: true
                    glyph: "close"
                    tip: qsTr("Close %1").arg(tab.name)
                    focusPolicy: Qt.NoFocus
                    onClicked: closing.ask(tab.key)
                }
            }
            background: Rectangle {
                radius: Theme.controlRadius
                color: tab.current ? Theme.accentSoft : tab.hovered ? Theme.raised : "transparent"
                border.width: tab.current ? 0 : 1
                border.color: Theme.line

                FocusRing { shown: tab.current && row.activeFocus; anchors.margins: 1; corner: Theme.controlRadius - 3 }
            }
            HoverHandler { cursorShape: Qt.PointingHandCursor }
            TapHandler { acceptedButtons: Qt.MiddleButton; onTapped: closing.ask(tab.key) }
        }
    }
    ActionButton {
        id: fresh

        glyph: "plus"
        text: qsTr("New terminal")
        refusal: Terminals.choices.count > 0 ? "" : qsTr("No service is running.")
        Accessible.role: Accessible.ButtonMenu
        onClicked: menu.popup(fresh, 0, fresh.height + 4)

        TerminalMenu { id: menu }
    }
    TerminalClosing { id: closing }
}
