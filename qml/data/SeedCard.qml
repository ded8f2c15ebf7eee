// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Qt.labs.platform as Native
import Devstack.Backend
import Devstack.Ui

// The data of one IDA.
Panel {
    id: root

    required property string ida
    required property int condition
    required property string databases
    required property bool running
    required property bool hasDatabase
    required property string kept
    required property string schemas
    readonly property string refusal: !root.hasDatabase ? qsTr("It has no database.")
                                    : Actions.busy ? qsTr("Another action of this window comes first. Wait for it or cancel it.")
                                    : !Session.engineAvailable ? qsTr("The engine does not answer.") : ""
    required property list<seedFact> seeds
    required property list<checkpointFact> checkpoints

    implicitHeight: Math.max(content.implicitHeight + 2 * Theme.gap4, 128)
    border.color: drop.containsDrag ? Theme.accent : Theme.line
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Data of %1").arg(ida)

    RowLayout {
        id: content

        anchors.fill: parent
        anchors.margins: Theme.gap4
        spacing: Theme.gap5

        ColumnLayout {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: 240
            Layout.maximumWidth: 240
            spacing: Theme.gap2

            RowLayout {
                spacing: Theme.gap2

                StateMark { condition: root.condition }
                PlainText { Layout.fillWidth: true; text: root.ida; font.weight: Font.DemiBold; elide: Text.ElideMiddle }
            }
            PlainText {
                Layout.fillWidth: true
                text: root.databases
                visible: text.length > 0
                color: Theme.dim
                font.family: Theme.mono
                font.pixelSize: Theme.code
                elide: Text.ElideMiddle
            }
            PlainText {
                Layout.fillWidth: true
                visible: root.hasDatabase
                text: root.schemas.length > 0 ? qsTr("A reset begins with %1; migrations and seeds follow.").arg(root.schemas)
                    : root.kept.length > 0 ? qsTr("A reset goes back to how it was %1.").arg(root.kept)
                                           : qsTr("A reset begins with empty databases; migrations and seeds follow.")
                color: Theme.dim
                font.pixelSize: 13
                wrapMode: Text.Wrap
            }
            ActionButton {
                destructive: true
                text: qsTr("Reset…")
                refusal: root.refusal
                tip: qsTr("The present data is kept as a checkpoint; asks first")
                onClicked: Actions.askReset(root.ida)
            }
            ActionButton {
                text: qsTr("Save a checkpoint")
                refusal: root.refusal
                tip: qsTr("Keeps the present data under a name of the time; its services restart for it")
                onClicked: Actions.saveCheckpoint(root.ida)
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            spacing: 0

            SectionLabel { text: qsTr("Seeds") }
            Repeater {
                model: root.seeds

                SeedRow {
                    required property seedFact modelData
                    required property int index

                    Layout.fillWidth: true
                    ida: root.ida
                    name: modelData.name
                    applied: modelData.applied
                    target: modelData.target
                    last: index === root.seeds.length - 1
                    canApply: root.running && !Actions.busy
                    onWanted: name => Actions.seed(root.ida, name)
                }
            }
            PlainText {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gap2
                visible: root.seeds.length === 0
                text: qsTr("Its manifest declares no seeds.")
                color: Theme.dim
                font.pixelSize: 13
            }
            SectionLabel {
                Layout.topMargin: Theme.gap3
                text: qsTr("Checkpoints")
                visible: root.checkpoints.length > 0
            }
            Repeater {
                model: root.checkpoints

                CheckpointRow {
                    required property checkpointFact modelData
                    required property int index

                    Layout.fillWidth: true
                    name: modelData.name
                    created: modelData.created
                    reason: modelData.reason
                    last: index === root.checkpoints.length - 1
                    canRestore: !Actions.busy && Session.engineAvailable
                    onWanted: Actions.askRestore(root.ida, modelData.name)
                }
            }
        }
        Rectangle {
            Layout.preferredWidth: 230
            Layout.fillHeight: true
            Layout.minimumHeight: 80
            radius: Theme.cardRadius
            color: drop.containsDrag ? Theme.accentSoft : Theme.background
            border.color: Theme.line

            Column {
                anchors.centerIn: parent
                width: parent.width - 24
                spacing: 6

                PlainText {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    text: root.running ? qsTr("Drop SQL or fixtures here") : qsTr("Start the IDA to seed a file")
                    font.pixelSize: 13
                    color: Theme.dim
                    wrapMode: Text.Wrap
                }
                LinkText {
                    anchors.horizontalCenter: parent.horizontalCenter
                    visible: root.running
                    text: qsTr("Choose a file…")
                    onFollowed: fileDialog.open()
                }
            }
        }
    }
    DropArea {
        id: drop

        anchors.fill: parent
        enabled: root.running
        keys: ["text/uri-list"]
        onDropped: drop => {
            if (drop.hasUrls && drop.urls.length > 0)
                Actions.seedFile(root.ida, drop.urls[0]);
        }
    }
    Native.FileDialog {
        id: fileDialog

        title: qsTr("Seed a file into %1").arg(root.ida)
        onAccepted: Actions.seedFile(root.ida, fileDialog.file)
    }
}
