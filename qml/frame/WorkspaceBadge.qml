// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Devstack.Backend
import Devstack.Ui

// The open workspace and how much of it runs; its menu changes the workspace.
AbstractButton {
    id: root

    property bool folded: false

    implicitHeight: folded ? 40 : 54
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.ButtonMenu
    Accessible.name: qsTr("Workspace %1, %2").arg(Session.workspaceName).arg(Session.summary)
    Keys.onReturnPressed: clicked()
    onClicked: menu.popup(root, 0, root.height + 4)

    contentItem: Item {
        Rectangle {
            id: tile

            x: root.folded ? (parent.width - width) / 2 : 9
            anchors.verticalCenter: parent.verticalCenter
            width: 28
            height: 28
            radius: 6
            color: Theme.accent

            PlainText {
                anchors.fill: parent
                horizontalAlignment: Text.AlignHCenter
                text: Session.workspaceName.slice(0, 1)
                color: Theme.accentText
                font.weight: Font.DemiBold
            }
        }
        Column {
            anchors.left: tile.right
            anchors.leftMargin: 10
            anchors.right: parent.right
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            visible: !root.folded

            PlainText { width: parent.width; text: Session.workspaceName; font.weight: Font.DemiBold }
            PlainText {
                width: parent.width
                text: Session.loaded ? Session.summary : qsTr("reading…")
                color: Theme.dim
                font.pixelSize: Theme.small
            }
        }
    }
    background: Rectangle {
        radius: Theme.controlRadius
        color: root.hovered ? Theme.raised : "transparent"
        border.color: root.folded ? "transparent" : Theme.line

        FocusRing { shown: root.visualFocus }
    }

    Tip { shown: root.hovered; text: Session.workspacePath }
    PopupMenu {
        id: menu

        MenuEntry { text: qsTr("Add a repository…"); onTriggered: addDialog.open() }
        MenuEntry { text: qsTr("Copy the folder's path"); onTriggered: Actions.copy(Session.workspacePath) }
        MenuEntry { text: qsTr("Open another workspace…"); onTriggered: Welcome.leaveWorkspace() }
    }
    AddDialog { id: addDialog; parent: T.Overlay.overlay }
}
