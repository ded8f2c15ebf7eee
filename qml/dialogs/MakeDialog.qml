// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Qt.labs.platform as Native
import Devstack.Backend
import Devstack.Ui

// Where a new workspace goes, and from where when it is cloned.
Modal {
    id: root

    property string sentence: ""
    property string proposal: ""
    property bool wantsUrl: false
    property string offered: "" // an address to begin with
    readonly property bool ready: folder.text.trim().length > 0 && (!wantsUrl || url.text.trim().length > 0)

    signal made(string url, string folder)

    function make() {
        if (!ready)
            return;
        close();
        made(url.text.trim(), folder.text.trim());
    }

    onAboutToShow: {
        // After a failure what was typed is mended, not typed again.
        if (Welcome.problem.length === 0 || folder.text.length === 0) {
            folder.text = proposal;
            url.clear();
        }
        if (offered.length > 0)
            url.text = offered;
        (wantsUrl ? url : folder).forceActiveFocus();
    }
    buttons: [
        ActionButton { text: qsTr("Not now"); onClicked: root.close() },
        ActionButton { text: root.wantsUrl ? qsTr("Clone") : qsTr("Make it"); primary: true; enabled: root.ready; onClicked: root.make() }
    ]

    contentItem: ColumnLayout {
        spacing: Theme.gap3

        PlainText {
            Layout.fillWidth: true
            text: root.sentence
            visible: text.length > 0
            color: Theme.dim
            wrapMode: Text.Wrap
        }
        SectionLabel { text: qsTr("URL of the repository"); visible: root.wantsUrl }
        InputField {
            id: url

            Layout.fillWidth: true
            Layout.topMargin: -Theme.gap2
            Layout.bottomMargin: Theme.gap1
            visible: root.wantsUrl
            placeholderText: qsTr("https://git.example.org/credentials.git")
            label: qsTr("URL of the repository")
            onAccepted: root.make()
        }
        SectionLabel { text: qsTr("Folder of the workspace") }
        RowLayout {
            Layout.fillWidth: true
            Layout.topMargin: -Theme.gap2
            spacing: Theme.gap2

            InputField {
                id: folder

                Layout.fillWidth: true
                label: qsTr("Folder of the workspace")
                onAccepted: root.make()
            }
            ActionButton { text: qsTr("Choose…"); onClicked: chooser.open() }
        }
        PlainText {
            Layout.fillWidth: true
            text: root.wantsUrl ? Welcome.noteOf(folder.text) : ""
            visible: text.length > 0
            color: Theme.warning
            font.pixelSize: 13
            wrapMode: Text.Wrap
        }
    }

    Native.FolderDialog {
        id: chooser

        title: qsTr("Folder of the workspace")
        onAccepted: folder.text = Welcome.pathOf(chooser.folder)
    }
}
