// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Quitting ends what goes on in terminals: says what that is.
Modal {
    id: root

    signal agreed()

    title: qsTr("Terminals are open")
    onOpened: stay.forceActiveFocus(Qt.TabFocusReason)
    buttons: [
        ActionButton { id: stay; objectName: "stay"; text: qsTr("Stay"); onClicked: root.close() },
        ActionButton {
            objectName: "endTerminals"
            destructive: true
            text: qsTr("End them and quit")
            onClicked: {
                root.close();
                root.agreed();
            }
        }
    ]

    contentItem: ColumnLayout {
        spacing: Theme.gap2

        PlainText {
            Layout.fillWidth: true
            text: [...Terminals.live].join(", ")
            wrapMode: Text.Wrap
            font.weight: Font.Medium
        }
        PlainText {
            Layout.fillWidth: true
            text: qsTr("Quitting ends their programs in the containers. The services go on.")
            wrapMode: Text.Wrap
            color: Theme.dim
            lineHeight: 1.25
        }
    }
}
