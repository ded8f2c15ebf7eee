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

            Layout.maximumWidth: Math.max(80, root.width * 0.5)
            flat: true
            text: root.pane.title + "  ▾"
            tip: qsTr("Choose IDAs and services")
            Accessible.role: Accessible.ButtonMenu
            Accessible.name: qsTr("Lines of %1").arg(root.pane.title)
            onClicked: menu.popup(chooser, 0, chooser.height + 4)

            LogSourceMenu { id: menu; pane: root.pane }
        }
        Rectangle {
            Layout.preferredWidth: 6
            Layout.preferredHeight: 6
            radius: 3
            color: Theme.accent
            visible: root.isCurrent && root.closable
        }
        Item { Layout.fillWidth: true }
        Pill {
            visible: root.width > 300
            text: root.pane.paused ? qsTr("paused · %1 waiting").arg(root.pane.waitingLines)
                : root.following ? qsTr("following")
                : root.unseen > 0 ? qsTr("%1 new").arg(root.unseen) : qsTr("scrolled back")
            ink: root.pane.paused ? Theme.warning : root.unseen > 0 && !root.following ? Theme.accentOnSoft : Theme.dim
            ground: root.pane.paused ? Theme.warningSoft : root.unseen > 0 && !root.following ? Theme.accentSoft : Theme.raised
        }
        ActionButton {
            glyph: "down"
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
