// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Ui

// An empty list teaches: one sentence and the one button that fills it.
Column {
    id: root

    property string glyph: ""
    property string title: ""
    property string sentence: ""
    property string action: ""

    signal acted()

    spacing: Theme.gap3
    width: Math.min(420, parent ? parent.width - 40 : 420)

    Icon {
        anchors.horizontalCenter: parent.horizontalCenter
        name: root.glyph
        size: 28
        color: Theme.faint
        visible: root.glyph.length > 0
    }
    PlainText {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: root.title
        font.pixelSize: Theme.title
        font.weight: Font.DemiBold
        wrapMode: Text.Wrap
    }
    PlainText {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: root.sentence
        color: Theme.dim
        wrapMode: Text.Wrap
        lineHeight: 1.3
    }
    ActionButton {
        anchors.horizontalCenter: parent.horizontalCenter
        primary: true
        text: root.action
        visible: text.length > 0
        onClicked: root.acted()
    }
}
