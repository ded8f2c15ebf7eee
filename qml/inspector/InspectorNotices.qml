// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// What it waits for, what is wrong with its files, and whether it may run at all.
ColumnLayout {
    id: root

    spacing: Theme.gap2
    visible: Inspector.waiting.length > 0 || Inspector.reason.length > 0 || Inspector.problems.count > 0 || !Inspector.trusted || Inspector.ownReading

    SectionLabel {
        text: qsTr("Waiting for")
        visible: Inspector.waiting.length > 0
    }
    Rectangle {
        Layout.fillWidth: true
        implicitHeight: waiting.implicitHeight + 2 * Theme.gap3
        radius: Theme.controlRadius
        color: Theme.stateSoft(Inspector.condition)
        visible: Inspector.waiting.length > 0

        ColumnLayout {
            id: waiting

            anchors.fill: parent
            anchors.margins: Theme.gap3
            spacing: Theme.gap2

            PlainText {
                Layout.fillWidth: true
                text: Inspector.waiting
                wrapMode: Text.Wrap
                maximumLineCount: 6
                font.pixelSize: 13
                lineHeight: 1.2
            }
            LinkText {
                text: qsTr("Show its log")
                onFollowed: {
                    Logs.source = Inspector.name + "/" + Inspector.waitingService;
                    Session.page = Page.Logs;
                }
            }
        }
    }
    Rectangle {
        Layout.fillWidth: true
        implicitHeight: reason.implicitHeight + 2 * Theme.gap3
        radius: Theme.controlRadius
        color: Theme.stateSoft(Inspector.condition)
        visible: Inspector.reason.length > 0

        ColumnLayout {
            id: reason

            anchors.fill: parent
            anchors.margins: Theme.gap3
            spacing: Theme.gap2

            PlainText {
                objectName: "reason"
                Layout.fillWidth: true
                text: Inspector.reason
                wrapMode: Text.Wrap
                maximumLineCount: 6
                font.pixelSize: 13
                lineHeight: 1.2
            }
            Repeater {
                model: Inspector.lastLines

                PlainText {
                    required property string modelData

                    Layout.fillWidth: true
                    text: modelData
                    wrapMode: Text.WrapAnywhere
                    maximumLineCount: 2
                    font.family: Theme.mono
                    font.pixelSize: 12
                }
            }
            RowLayout {
                spacing: Theme.gap4

                LinkText {
                    text: qsTr("Logs")
                    visible: Inspector.lastLines.length > 0 || Inspector.next === Inspector.Logs
                    onFollowed: {
                        Logs.source = Inspector.reasonSource;
                        Session.page = Page.Logs;
                    }
                }
                LinkText {
                    objectName: "next"
                    text: Inspector.unfinished ? qsTr("Continue")
                        : Inspector.next === Inspector.Start ? qsTr("Start again")
                        : Inspector.next === Inspector.Restart ? qsTr("Restart")
                        : Inspector.next === Inspector.Stop ? qsTr("Stop")
                        : qsTr("Provision")
                    // During an action of this window the next thing is to wait for it.
                    visible: Inspector.next !== Inspector.None && Inspector.next !== Inspector.Logs && !Actions.busy
                    onFollowed: {
                        if (Inspector.unfinished)
                            return Actions.finishProvisioning();
                        switch (Inspector.next) {
                        case Inspector.Start: return Actions.start(Inspector.name);
                        case Inspector.Restart: return Actions.restart(Inspector.name);
                        case Inspector.Stop: return Actions.stop(Inspector.name);
                        default: return Actions.provision(Inspector.name);
                        }
                    }
                }
            }
        }
    }
    Repeater {
        model: Inspector.problems

        Banner {
            required message
            required hint

            Layout.fillWidth: true
            closable: false
        }
    }
    ActionButton {
        objectName: "giveValues"
        text: qsTr("Give the values…")
        visible: Inspector.lacksValues
        refusal: Actions.busy ? qsTr("Another action of this window comes first. Wait for it or cancel it.") : ""
        onClicked: ValueForm.ask(Inspector.name)
    }
    Repeater {
        model: Inspector.composeChoices

        RowLayout {
            id: choice

            required property string files
            required property string reason

            Layout.fillWidth: true
            spacing: Theme.gap2

            PlainText {
                Layout.fillWidth: true
                text: choice.files.split(":").join(" + ") + " " + choice.reason
                wrapMode: Text.Wrap
                maximumLineCount: 4
                font.pixelSize: 13
            }
            ActionButton {
                objectName: "composeChoice"
                text: qsTr("Run by it")
                tip: qsTr("Run %1 by %2").arg(Inspector.name).arg(choice.files)
                refusal: Actions.busy ? qsTr("Another action of this window comes first. Wait for it or cancel it.") : ""
                onClicked: Actions.chooseCompose(Inspector.name, choice.files)
            }
        }
    }
    RowLayout {
        Layout.fillWidth: true
        visible: (!Inspector.trusted || Inspector.ownReading) && Inspector.ours
        spacing: Theme.gap2

        Icon { name: Inspector.trusted ? "configuration" : "shield"; color: Theme.warning }
        PlainText {
            Layout.fillWidth: true
            objectName: "standing"
            text: Inspector.trusted ? qsTr("Compose has not read its files as they are now: they are shown as Devstack reads them. Provisioning asks Compose.")
                : Inspector.suggested ? qsTr("Other IDAs seem to need it: their files name it, see below. It joins the workspace only when you add it.")
                : Inspector.cloned ? qsTr("Not trusted yet: nothing in it runs until you agree, and its files are shown as Devstack reads them, not Compose.")
                                   : qsTr("Not cloned yet. Provisioning clones it and asks before running anything in it.")
            wrapMode: Text.Wrap
            font.pixelSize: 13
        }
    }
}
