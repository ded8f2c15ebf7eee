// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Ui

// Said once: closing the window leaves the icon in the tray.
Modal {
    id: root

    signal kept()
    signal quit()

    title: qsTr("Devstack stays in the tray")
    onOpened: keep.forceActiveFocus()
    buttons: [
        ActionButton { text: qsTr("Quit instead"); onClicked: { root.close(); root.quit(); } },
        ActionButton { id: keep; primary: true; text: qsTr("Keep it there"); onClicked: { root.close(); root.kept(); } }
    ]

    contentItem: ColumnLayout {
        PlainText {
            Layout.fillWidth: true
            text: qsTr("The icon shows the state of the services and brings this window back. Your services keep running either way. You can change this in Settings.")
            wrapMode: Text.Wrap
            color: Theme.dim
            lineHeight: 1.25
        }
    }
}
