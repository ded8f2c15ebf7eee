// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import Devstack.Ui

// A tooltip in plain text.
ToolTip {
    id: root

    property bool shown: false

    visible: shown
    delay: 500
    padding: Theme.gap2
    leftPadding: Theme.gap3
    rightPadding: Theme.gap3

    contentItem: PlainText {
        text: root.text
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        lineHeight: 1.25
    }
    background: Rectangle {
        color: Theme.raised
        radius: Theme.controlRadius
        border.color: Theme.line
    }
}
