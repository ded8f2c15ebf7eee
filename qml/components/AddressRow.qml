// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// An address as text, to be opened or copied.
RowLayout {
    id: root

    property string url: ""

    spacing: Theme.gap1
    visible: url.length > 0

    LinkText {
        Layout.fillWidth: true
        Layout.maximumWidth: implicitWidth + 1
        text: root.url
        elide: Text.ElideRight
        onFollowed: Actions.openUrl(root.url)
    }
    ActionButton {
        flat: true
        glyph: "copy"
        tip: qsTr("Copy the address")
        implicitHeight: 26
        onClicked: Actions.copy(root.url)
    }
}
