// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Says exactly what a reset destroys and how it comes back, then asks.
Modal {
    id: root

    readonly property string ida: Array.from(Actions.resetIdas).join(", ")

    title: qsTr("Reset the data of %1?").arg(ida)
    visible: Actions.resetIdas.length > 0
    onClosed: {
        if (Actions.resetIdas.length > 0)
            Actions.declineReset();
    }
    onOpened: keep.forceActiveFocus(Qt.TabFocusReason)
    buttons: [
        ActionButton { id: keep; text: qsTr("Keep the data"); onClicked: Actions.declineReset() },
        ActionButton {
            text: qsTr("Reset %1").arg(root.ida)
            destructive: true
            enabled: Actions.resetSentences.length > 0
            onClicked: Actions.confirmReset()
        }
    ]

    // One text: items that come and go in the layout of a closed popup crash Qt 6.4.
    contentItem: ColumnLayout {
        PlainText {
            Layout.fillWidth: true
            text: Actions.resetSentences.length > 0 ? Array.from(Actions.resetSentences).join("\n\n")
                                                    : qsTr("Working out what would be deleted…")
            color: Actions.resetSentences.length > 0 ? Theme.text : Theme.dim
            wrapMode: Text.Wrap
            lineHeight: 1.25
        }
    }
}
