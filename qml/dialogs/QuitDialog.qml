// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Quitting ends what this window began: stop it, let it go on without the window, or stay.
Modal {
    id: root

    property bool trayed: false

    signal kept()
    signal stopped()

    title: qsTr("Something goes on")
    onOpened: keep.forceActiveFocus()
    buttons: [
        ActionButton { text: qsTr("Cancel"); onClicked: root.close() },
        ActionButton { objectName: "stop"; destructive: true; text: qsTr("Stop it and quit"); onClicked: { root.close(); root.stopped(); } },
        ActionButton {
            id: keep

            objectName: "keep"
            primary: true
            text: root.trayed ? qsTr("Keep it running in the tray") : qsTr("Finish it, then quit")
            onClicked: { root.close(); root.kept(); }
        }
    ]
    // It ended while the question stood there.
    Connections {
        target: Actions
        function onBusyChanged() {
            if (!Actions.busy)
                root.close();
        }
    }

    contentItem: ColumnLayout {
        spacing: Theme.gap2

        PlainText {
            Layout.fillWidth: true
            text: Runs.statusText.length > 0 ? Runs.statusText : Session.activity
            visible: text.length > 0
            wrapMode: Text.Wrap
            font.weight: Font.Medium
        }
        PlainText {
            Layout.fillWidth: true
            text: root.trayed ? qsTr("In the tray it goes on without the window. Stopped, it can be continued later.")
                              : qsTr("The window can close while it goes on; the program then quits when it is over. Stopped, it can be continued later.")
            wrapMode: Text.Wrap
            color: Theme.dim
            lineHeight: 1.25
        }
    }
}
