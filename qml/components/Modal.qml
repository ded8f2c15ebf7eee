// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Devstack.Ui

// A question in the middle of the window: title, body, buttons at the bottom right.
Dialog {
    id: root

    property list<Item> buttons

    anchors.centerIn: parent
    modal: true
    focus: true
    padding: Theme.gap5
    topPadding: Theme.gap2
    width: Math.min(540, parent ? parent.width - 48 : 540)
    closePolicy: Popup.CloseOnEscape
    onButtonsChanged: {
        for (let i = 0; i < buttons.length; ++i)
            buttons[i].parent = row;
    }

    T.Overlay.modal: Rectangle { color: Theme.shade }
    background: Rectangle {
        color: Theme.panel
        radius: Theme.cardRadius + 2
        border.color: Theme.line
    }
    header: PlainText {
        text: root.title
        padding: Theme.gap5
        bottomPadding: Theme.gap1
        font.pixelSize: Theme.title
        font.weight: Font.DemiBold
        wrapMode: Text.Wrap
    }
    footer: Item {
        implicitHeight: row.implicitHeight + 2 * Theme.gap4

        Row {
            id: row

            anchors.right: parent.right
            anchors.rightMargin: Theme.gap5
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.gap2
        }
    }
}
