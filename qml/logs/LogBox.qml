// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// A pane: its head and its lines.
Panel {
    id: root

    required property LogPaneController pane
    required property int number
    required property bool closable
    readonly property alias view: lines.view
    readonly property bool isCurrent: Logs.currentNumber === number

    border.color: isCurrent && closable ? Theme.accent : Theme.line

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: 1
        spacing: 0

        LogHead {
            Layout.fillWidth: true
            pane: root.pane
            isCurrent: root.isCurrent
            closable: root.closable
            following: lines.view.follow
            unseen: lines.view.unseen
            onFollowWanted: lines.view.follow = true
            onCloseWanted: Logs.close(root.number)
        }
        Divider { Layout.fillWidth: true }
        LogPane {
            id: lines

            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.topMargin: 4
            Layout.bottomMargin: 4
            columns: true
            model: root.pane.lines
            view.sourceColumn: root.pane.isMixed
            // Where all are errors, the ground says nothing.
            view.errorBackground: root.pane.minimumLevel === LogLevel.Error ? "transparent" : Theme.badSoft
            view.wrap: root.pane.wrap
            view.times: root.pane.times
            label: qsTr("Log of %1").arg(root.pane.title)
            onCopied: text => Actions.copy(text)
            onOnlyWanted: row => root.pane.onlySourceOf(row)
            onMenuWanted: row => {
                menu.row = row;
                menu.popup();
            }

            EmptyRoom {
                anchors.centerIn: parent
                visible: root.pane.lines.count === 0
                glyph: "logs"
                title: root.pane.lines.total > 0 ? qsTr("No matching lines")
                     : Session.anyRunning ? qsTr("Nothing written yet") : qsTr("Nothing is running")
                sentence: root.pane.lines.total > 0
                          ? qsTr("None of the %1 lines kept matches the search.").arg(Number(root.pane.lines.total).toLocaleString(Qt.locale(), "f", 0))
                          : Session.anyRunning ? qsTr("Lines appear here as services write them.")
                          : qsTr("Logs appear here as soon as a service runs.")
                action: root.pane.lines.total > 0 ? qsTr("Show all lines") : ""
                onActed: root.pane.clearSearch()
            }
        }
    }
    PopupMenu {
        id: menu

        property int row: -1
        readonly property string source: row >= 0 ? root.pane.sourceOf(row) : ""

        MenuEntry {
            text: qsTr("Only %1").arg(menu.source)
            visible: menu.source.length > 0
            onTriggered: root.pane.onlySourceOf(menu.row)
        }
        MenuEntry {
            text: qsTr("Open or fold")
            visible: lines.view.canOpen(menu.row)
            onTriggered: lines.view.toggle(menu.row)
        }
        MenuEntry { text: qsTr("Copy"); onTriggered: Actions.copy(lines.view.selectedText()) }
    }
    Connections {
        target: lines.view
        function onActiveFocusChanged() {
            if (lines.view.activeFocus)
                Logs.currentNumber = root.number;
        }
    }
    Connections {
        target: root.pane
        function onRestarted() {
            lines.view.follow = true;
        }
    }
    Timer {
        // "12 s ago" is another every second.
        interval: 1000
        repeat: true
        running: root.pane.times === LogView.Ago && root.visible
        onTriggered: lines.view.update()
    }
}
