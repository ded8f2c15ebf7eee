// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Shells and database clients of services, in tabs.
WorkspacePage {
    id: root

    first: Terminals.session ? pane.view : null
    subtitle: Terminals.session ? Terminals.session.title : ""

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.gap4
        spacing: Theme.gap3
        visible: Terminals.tabs.count > 0

        TerminalTabs {
            id: tabs

            Layout.fillWidth: true
            onEntered: pane.view.forceActiveFocus(Qt.TabFocusReason)
        }
        Panel {
            Layout.fillWidth: true
            Layout.fillHeight: true

            TerminalPane {
                id: pane

                anchors.fill: parent
                anchors.margins: 1
                session: Terminals.session
                name: Terminals.currentName
                onLeaving: tabs.takeFocus()
            }
        }
    }
    EmptyRoom {
        id: room

        anchors.centerIn: parent
        visible: Terminals.tabs.count === 0
        glyph: "terminals"
        title: Terminals.choices.count > 0 ? qsTr("No terminal is open") : qsTr("Nothing is running")
        sentence: Terminals.choices.count > 0
                  ? qsTr("Open a shell in a running service, or the client of its database.")
                  : qsTr("Terminals open in services that run.")
        action: Terminals.choices.count > 0 ? qsTr("Open a terminal") : qsTr("Show the overview")
        onActed: {
            if (Terminals.choices.count > 0)
                menu.popup(room, (room.width - menu.width) / 2, room.height + Theme.gap2);
            else
                Session.page = Page.Overview;
        }

        TerminalMenu { id: menu }
    }
    Connections {
        target: Terminals
        function onCurrentChanged() {
            if (Terminals.session)
                pane.view.forceActiveFocus(Qt.OtherFocusReason);
        }
    }
}
