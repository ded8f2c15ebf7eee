// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Ui

// A word on a soft ground.
Rectangle {
    id: root

    property alias text: label.text
    property color ink: Theme.dim
    property color ground: Theme.raised
    property int most: 10000

    implicitWidth: Math.min(label.implicitWidth + 16, most)
    implicitHeight: 20
    radius: 10
    color: ground
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    PlainText {
        id: label

        anchors.fill: parent
        anchors.leftMargin: 8
        anchors.rightMargin: 8
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.small
        color: root.ink
    }
}
