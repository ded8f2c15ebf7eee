// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Ui

// One way to begin.
AbstractButton {
    id: root

    property string glyph: ""
    property string title: ""
    property string sentence: ""
    property bool primary: false

    signal chosen()

    Layout.fillWidth: true
    Layout.preferredWidth: 100
    implicitHeight: 124
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: title
    Accessible.description: sentence
    Keys.onReturnPressed: chosen()
    onClicked: chosen()

    contentItem: Item {
        Column {
            x: Theme.gap4
            y: Theme.gap4
            width: parent.width - 2 * Theme.gap4
            spacing: 6

            Icon { name: root.glyph; size: 22; color: root.primary ? Theme.accentText : Theme.accent }
            Item { width: 1; height: 2 }
            PlainText {
                width: parent.width
                text: root.title
                font.weight: Font.DemiBold
                font.pixelSize: 15
                color: root.primary ? Theme.accentText : Theme.text
            }
            PlainText {
                width: parent.width
                text: root.sentence
                font.pixelSize: 13
                color: root.primary ? Theme.accentText : Theme.dim
                wrapMode: Text.Wrap
                maximumLineCount: 2
            }
        }
    }
    background: Panel {
        color: root.primary ? (root.hovered ? Qt.lighter(Theme.accent, 1.06) : Theme.accent)
                            : root.hovered ? Theme.raised : Theme.panel
        border.width: root.primary ? 0 : 1

        FocusRing { shown: root.visualFocus; corner: Theme.cardRadius }
    }
    HoverHandler { cursorShape: Qt.PointingHandCursor }
}
