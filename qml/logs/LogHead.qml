// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Whose lines a pane shows, whether it follows, pause and close.
Item {
    id: root

    required property LogPaneController pane
    required property bool isCurrent
    required property bool closable
    property bool following: true
    property int unseen: 0

    function count(lines: int): string {
        return Number(lines).toLocaleString(Qt.locale(), "f", 0);
    }

    signal followWanted()
    signal closeWanted()

    implicitHeight: 48

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap2
        anchors.rightMargin: Theme.gap2
        spacing: Theme.gap1

        ActionButton {
            id: chooser

            Layout.maximumWidth: Math.max(80, root.width * 0.45)
            flat: true
            text: root.pane.title + "  ▾"
            tip: qsTr("Choose IDAs and services")
            Accessible.role: Accessible.ButtonMenu
            Accessible.name: qsTr("Lines of %1").arg(root.pane.title)
            onClicked: sources.opened ? sources.close() : sources.open()

            LogSources { id: sources; y: chooser.height + 4; pane: root.pane }
        }
        Rectangle {
            Layout.preferredWidth: 6
            Layout.preferredHeight: 6
            radius: 3
            color: Theme.accent
            visible: root.isCurrent && root.closable && root.width > 340
        }
        Item { Layout.fillWidth: true }
        Pill {
            visible: root.pane.paused || (root.following && root.width > 340)
            text: !root.pane.paused ? qsTr("following")
                : root.width > 400 ? qsTr("paused · %1 waiting").arg(root.count(root.pane.waitingLines))
                : root.count(root.pane.waitingLines)
            ink: root.pane.paused ? Theme.warning : Theme.dim
            ground: root.pane.paused ? Theme.warningSoft : Theme.raised
        }
        ActionButton {
            glyph: "down"
            text: root.unseen > 0 ? qsTr("%1 new").arg(root.count(root.unseen)) : ""
            tip: qsTr("Back to the newest line (End)")
            visible: !root.following
            onClicked: root.followWanted()
        }
        ActionButton {
            glyph: root.pane.paused ? "runs" : "pause"
            tip: root.pane.paused ? qsTr("Resume (Ctrl+P)") : qsTr("Pause without losing lines (Ctrl+P)")
            onClicked: root.pane.paused = !root.pane.paused
        }
        ActionButton {
            glyph: "close"
            tip: qsTr("Close this pane (Ctrl+Shift+W)")
            visible: root.closable
            onClicked: root.closeWanted()
        }
    }
}
