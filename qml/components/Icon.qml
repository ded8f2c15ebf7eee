// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Window
import Devstack.Ui

// A line icon of the resources in one colour.
Image {
    id: root

    required property string name
    property color color: Theme.dim
    property int size: 16

    width: size
    height: size
    sourceSize.width: size * Screen.devicePixelRatio
    sourceSize.height: size * Screen.devicePixelRatio
    source: name.length > 0 ? "image://icon/" + name + "/" + String(color).slice(-6) : ""
    Accessible.ignored: true
}
