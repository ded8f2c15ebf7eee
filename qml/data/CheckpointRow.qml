// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Ui

// Data that was kept: when and why, and the word that brings it back.
Item {
    id: root

    required property string name
    required property string created
    required property string reason
    property bool last: false
    property bool canRestore: true

    signal wanted()

    implicitHeight: 34

    RowLayout {
        anchors.fill: parent
        spacing: Theme.gap2

        Icon { name: "data"; size: 14; color: Theme.faint }
        PlainText { Layout.fillWidth: true; text: root.name; elide: Text.ElideMiddle }
        PlainText {
            text: qsTr("%1, %2").arg(root.reason).arg(root.created)
            color: Theme.dim
            font.pixelSize: 13
        }
        LinkText {
            text: qsTr("Restore…")
            visible: root.canRestore
            onFollowed: root.wanted()
            Accessible.name: qsTr("Restore the checkpoint %1").arg(root.name)
        }
    }
    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
        visible: !root.last
    }
}
