// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Qt.labs.platform as Native
import Devstack.Backend
import Devstack.Ui

// What a central devstack becomes, to be looked at before anything is written.
Modal {
    id: root

    readonly property int stage: Adopter.stage
    // The stage that was shown before.
    property int before: Adopter.Closed
    readonly property bool ready: stage === Adopter.Ready || stage === Adopter.Writing

    // Focus goes to what the stage asks for; a button that vanished would leave the keyboard nowhere.
    function settle() {
        if (opened)
            (stage === Adopter.Ready ? make : cancel).forceActiveFocus(Qt.TabFocusReason);
    }

    title: qsTr("Adopt the central devstack “%1”").arg(Adopter.central.split("/").pop())
    visible: stage !== Adopter.Closed
    width: Math.min(ready ? 1040 : 620, parent ? parent.width - 48 : 620)
    onClosed: {
        if (root.stage !== Adopter.Closed)
            Adopter.close();
    }
    onOpened: settle()
    // Later: what the stage shows has to be there first.
    onStageChanged: {
        // What was typed for another one is no proposal for this one; after a failure it is mended.
        if (stage === Adopter.Ready && before === Adopter.Reading)
            folder.text = Adopter.proposal;
        before = stage;
        later.restart();
    }
    buttons: [
        ActionButton { id: cancel; text: root.stage === Adopter.Failed ? qsTr("Close") : qsTr("Cancel"); onClicked: Adopter.close() },
        ActionButton {
            id: make

            text: root.stage === Adopter.Writing ? qsTr("Writing…") : qsTr("Make the workspace")
            primary: true
            visible: root.ready
            enabled: root.stage === Adopter.Ready && Adopter.chosen > 0 && folder.text.trim().length > 0
            onClicked: Adopter.make(folder.text)
        }
    ]

    Timer { id: later; interval: 0; onTriggered: root.settle() }
    Native.FolderDialog {
        id: chooser

        title: qsTr("Folder of the workspace")
        onAccepted: folder.text = Welcome.pathOf(chooser.folder)
    }

    contentItem: ColumnLayout {
        spacing: Theme.gap3

        PlainText {
            Layout.fillWidth: true
            visible: text.length > 0
            text: root.stage === Adopter.Reading ? qsTr("Reading its compose files and scripts…")
                : root.ready ? qsTr("%1 come along. Nothing is run, and nothing in the repositories changes.").arg(Adopter.summary)
                : ""
            color: Theme.dim
            wrapMode: Text.Wrap
        }
        Banner {
            Layout.fillWidth: true
            closable: false
            message: Adopter.problem
            hint: Adopter.hint
        }
        AdoptLists {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.max(180, Math.min(440, (root.parent?.height ?? 700) - 330))
            visible: root.ready
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.gap1
            visible: root.ready

            SectionLabel { text: qsTr("Folder of the workspace") }
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.gap2

                InputField {
                    id: folder

                    objectName: "workspaceFolder"
                    Layout.fillWidth: true
                    label: qsTr("Folder of the workspace")
                    onAccepted: Adopter.make(text)
                }
                ActionButton { text: qsTr("Choose…"); onClicked: chooser.open() }
            }
            PlainText {
                Layout.fillWidth: true
                text: folder.text === Adopter.proposal ? qsTr("The repositories that lie beside the central devstack are used where they are.")
                                                       : qsTr("The repositories are cloned into this folder with the first start.")
                color: Theme.dim
                font.pixelSize: Theme.small
                wrapMode: Text.Wrap
            }
        }
    }
}
