// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Backend
import Devstack.Ui

// Somebody who can sign in: who, made by what, and the line that says so, which opens in the editor.
Flow {
    id: account

    required property string user
    required property string what
    required property string file
    required property string place

    bottomPadding: Theme.gap1
    spacing: Theme.gap2

    PlainText {
        width: Math.min(implicitWidth + 1, account.width)
        text: account.user
        visible: text.length > 0
        height: 18
        font.family: Theme.mono
        font.pixelSize: Theme.code
    }
    PlainText {
        width: Math.min(implicitWidth + 1, account.width)
        height: 18
        text: account.what
        color: Theme.dim
        font.pixelSize: 13
    }
    LinkText {
        width: Math.min(implicitWidth + 1, account.width)
        height: 18
        text: account.place
        visible: text.length > 0
        elide: Text.ElideMiddle
        font.family: Theme.mono
        font.pixelSize: Theme.code
        Accessible.description: qsTr("Opens the line in your editor")
        onFollowed: Actions.openPlace(account.file, account.place)
    }
}
