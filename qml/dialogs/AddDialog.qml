// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// A repository joins the workspace.
Modal {
    id: root

    function add() {
        if (what.text.trim().length === 0)
            return;
        close();
        Actions.addRepository(what.text);
    }

    title: qsTr("Add a repository")
    onAboutToShow: {
        what.clear();
        what.forceActiveFocus();
    }
    buttons: [
        ActionButton { text: qsTr("Not now"); onClicked: root.close() },
        ActionButton { text: qsTr("Add"); primary: true; enabled: what.text.trim().length > 0; onClicked: root.add() }
    ]

    contentItem: ColumnLayout {
        spacing: Theme.gap3

        PlainText {
            Layout.fillWidth: true
            text: qsTr("A URL, a folder on this machine, or a bare name. Its dependencies are added too.")
            color: Theme.dim
            wrapMode: Text.Wrap
        }
        InputField {
            id: what

            Layout.fillWidth: true
            placeholderText: qsTr("https://git.example.org/credentials.git")
            label: qsTr("Repository")
            onAccepted: root.add()
        }
    }
}
