// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Ui

// Data that was kept: when, why and how large, and what can be done with it.
Item {
    id: root

    required property string name
    required property string created
    required property string reason
    required property string size
    required property bool isProtected
    property bool last: false
    property string refusal: ""

    signal restoreWanted()
    signal deleteWanted()
    signal exportWanted()

    implicitHeight: 50

    RowLayout {
        anchors.fill: parent
        spacing: Theme.gap2

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 1

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.gap2

                PlainText {
                    Layout.fillWidth: true
                    Layout.maximumWidth: implicitWidth + 1
                    text: root.name
                    elide: Text.ElideMiddle
                }
                Pill { text: qsTr("protected"); visible: root.isProtected }
                Item { Layout.fillWidth: true }
            }
            PlainText {
                Layout.fillWidth: true
                text: qsTr("%1 · %2 · %3").arg(root.created).arg(root.size).arg(root.reason)
                color: Theme.dim
                font.pixelSize: Theme.small
            }
        }
        LinkText {
            text: qsTr("Restore…")
            visible: root.refusal.length === 0
            onFollowed: root.restoreWanted()
            Accessible.name: qsTr("Restore the checkpoint %1").arg(root.name)
        }
        ActionButton {
            id: more

            flat: true
            glyph: "more"
            tip: qsTr("More")
            Accessible.role: Accessible.ButtonMenu
            Accessible.name: qsTr("More about the checkpoint %1").arg(root.name)
            onClicked: menu.popup(more, more.width - menu.width, more.height + 4)

            PopupMenu {
                id: menu

                MenuEntry { text: qsTr("Restore…"); refusal: root.refusal; onTriggered: root.restoreWanted() }
                MenuEntry { text: qsTr("Export to a file…"); refusal: root.refusal; onTriggered: root.exportWanted() }
                MenuSeparator { contentItem: Divider { implicitWidth: 200 } }
                MenuEntry { text: qsTr("Delete…"); destructive: true; refusal: root.refusal; onTriggered: root.deleteWanted() }
            }
        }
    }
    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
        visible: !root.last
    }
}
