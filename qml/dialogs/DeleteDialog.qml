// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Asks before a checkpoint, or the copy of a file, is destroyed.
Modal {
    id: root

    title: qsTr("Delete %1 of %2?").arg(Actions.deleteName).arg(Actions.deleteIda)
    visible: Actions.deleteIda.length > 0
    onClosed: {
        if (Actions.deleteIda.length > 0)
            Actions.declineDelete();
    }
    onOpened: keep.forceActiveFocus(Qt.TabFocusReason)
    buttons: [
        ActionButton { id: keep; text: qsTr("Keep it"); onClicked: Actions.declineDelete() },
        ActionButton { text: qsTr("Delete"); destructive: true; onClicked: Actions.confirmDelete() }
    ]

    contentItem: ColumnLayout {
        PlainText {
            Layout.fillWidth: true
            text: Actions.deleteSentence
            wrapMode: Text.Wrap
            lineHeight: 1.25
        }
    }
}
