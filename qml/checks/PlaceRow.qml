// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// A line of a file that says something: opened in the editor, or its place copied.
ColumnLayout {
    id: root

    property string place: ""
    property string line: ""

    signal opened()

    spacing: 0

    RowLayout {
        Layout.fillWidth: true
        spacing: 2

        LinkText {
            Layout.fillWidth: true
            text: root.place
            font.family: Theme.mono
            font.pixelSize: Theme.code
            elide: Text.ElideMiddle
            Accessible.description: qsTr("Opens the line in your editor")
            onFollowed: root.opened()
        }
        ActionButton {
            flat: true
            glyph: "copy"
            implicitHeight: 26
            tip: qsTr("Copy the file and line")
            onClicked: Actions.copy(root.place)
        }
    }
    PlainText {
        Layout.fillWidth: true
        text: root.line
        visible: text.length > 0
        font.family: Theme.mono
        font.pixelSize: Theme.caps
        color: Theme.dim
        wrapMode: Text.WrapAnywhere
        maximumLineCount: 3
    }
}
