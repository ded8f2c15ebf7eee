// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Asks before kept data takes the place of the present one.
Modal {
    id: root

    title: qsTr("Restore %1 of %2?").arg(Actions.restoreName).arg(Actions.restoreIda)
    visible: Actions.restoreIda.length > 0
    onClosed: {
        if (Actions.restoreIda.length > 0)
            Actions.declineRestore();
    }
    onOpened: keep.forceActiveFocus()
    buttons: [
        ActionButton { id: keep; text: qsTr("Keep the present data"); onClicked: Actions.declineRestore() },
        ActionButton { text: qsTr("Restore"); primary: true; onClicked: Actions.confirmRestore() }
    ]

    contentItem: ColumnLayout {
        PlainText {
            Layout.fillWidth: true
            text: qsTr("The present data is kept as a checkpoint, so you can undo this. Migrations and registrations missing from the older data run again.")
            wrapMode: Text.Wrap
            lineHeight: 1.25
        }
    }
}
