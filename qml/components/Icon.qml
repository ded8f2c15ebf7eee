// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Window
import Devstack.Ui

// A line icon of the resources in one colour.
Item {
    id: root

    required property string name
    property color color: Theme.dim
    property int size: 16

    // Not the picture's own size, which is that in pixels of the screen.
    implicitWidth: size
    implicitHeight: size
    Accessible.ignored: true

    Image {
        anchors.fill: parent
        sourceSize.width: root.size * Screen.devicePixelRatio
        sourceSize.height: root.size * Screen.devicePixelRatio
        source: root.name.length > 0 ? "image://icon/" + root.name + "/" + String(root.color).slice(-6) : ""
    }
}
