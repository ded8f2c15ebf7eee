// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Ui

// In the middle of a sheet: what is read, or one sentence instead of what there is to see.
Column {
    id: root

    property string glyph: ""
    property color ink: Theme.faint
    property string title: ""
    property string sentence: ""

    spacing: Theme.gap2

    Icon {
        anchors.horizontalCenter: parent.horizontalCenter
        name: root.glyph
        size: 28
        color: root.ink
        visible: root.glyph.length > 0
    }
    PlainText {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: root.title
        font.weight: Font.DemiBold
        wrapMode: Text.Wrap
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
    PlainText {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: root.sentence
        visible: text.length > 0
        color: Theme.dim
        font.pixelSize: 13
        wrapMode: Text.Wrap
        lineHeight: 1.25
    }
}
