// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Asks before a tab is closed whose program shows a screen of its own: an editor may have unsaved work.
Modal {
    id: root

    property string key: ""

    function ask(tab: string) {
        key = tab;
        if (Terminals.inEditor(tab))
            open();
        else
            Terminals.close(tab);
    }

    title: qsTr("Close %1?").arg(Terminals.nameOf(key))
    onOpened: keep.forceActiveFocus(Qt.TabFocusReason)
    buttons: [
        ActionButton { id: keep; text: qsTr("Keep it"); onClicked: root.close() },
        ActionButton {
            text: qsTr("Close")
            destructive: true
            onClicked: {
                root.close();
                Terminals.close(root.key);
            }
        }
    ]

    contentItem: ColumnLayout {
        PlainText {
            Layout.fillWidth: true
            text: qsTr("A program shows a screen of its own, an editor perhaps. Closing ends it in the container, and what is not saved is lost.")
            wrapMode: Text.Wrap
            lineHeight: 1.25
        }
    }
}
