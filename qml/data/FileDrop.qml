// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Backend
import Devstack.Ui

// Where a file of one's own goes in.
Rectangle {
    id: root

    property string refusal: ""

    signal chooseWanted()

    implicitHeight: content.implicitHeight + 2 * Theme.gap4
    radius: Theme.cardRadius
    color: Theme.background
    border.color: Theme.line

    Column {
        id: content

        anchors.centerIn: parent
        width: parent.width - 2 * Theme.gap4
        spacing: Theme.gap1

        PlainText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Drop a file here: %1").arg(Array.from(Data.loaders).join(", "))
            font.pixelSize: 13
            wrapMode: Text.Wrap
        }
        PlainText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: root.refusal.length > 0 ? root.refusal : qsTr("given to the data of %1, and kept to be given again").arg(Data.ida)
            color: Theme.dim
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
        }
        LinkText {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: root.refusal.length === 0
            text: qsTr("Choose a file…")
            onFollowed: root.chooseWanted()
        }
    }
}
