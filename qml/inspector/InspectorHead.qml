// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Name, state, what it is for.
ColumnLayout {
    spacing: 2

    RowLayout {
        spacing: Theme.gap2

        PlainText {
            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth + 1
            text: Inspector.name
            font.pixelSize: Theme.title
            font.weight: Font.DemiBold
            elide: Text.ElideMiddle
        }
        Pill {
            text: Inspector.conditionWord
            ink: Theme.stateText(Inspector.condition)
            ground: Theme.stateSoft(Inspector.condition)
        }
        Item { Layout.fillWidth: true }
        ActionButton {
            flat: true
            glyph: "close"
            tip: qsTr("Close (Esc)")
            onClicked: Overview.selected = ""
        }
    }
    PlainText {
        Layout.fillWidth: true
        text: Inspector.description
        visible: text.length > 0
        color: Theme.dim
        wrapMode: Text.Wrap
        maximumLineCount: 4
    }
    PlainText {
        Layout.fillWidth: true
        Layout.topMargin: 2
        text: Inspector.facts
        visible: text.length > 0
        color: Theme.dim
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        maximumLineCount: 3
    }
    AddressRow { Layout.fillWidth: true; url: Inspector.running ? Inspector.url : "" }
}
