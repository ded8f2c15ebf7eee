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
    visible: Inspector.waiting.length > 0 || Inspector.problems.count > 0 || !Inspector.trusted

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
    Repeater {
        model: Inspector.problems

        Banner {
            required message
            required hint

            Layout.fillWidth: true
            closable: false
        }
    }
    RowLayout {
        Layout.fillWidth: true
        visible: !Inspector.trusted && Inspector.ours
        spacing: Theme.gap2

        Icon { name: "shield"; color: Theme.warning }
        PlainText {
            Layout.fillWidth: true
            text: Inspector.suggested ? qsTr("Other IDAs seem to need it: their files name it, see below. It joins the workspace only when you add it.")
                : Inspector.cloned ? qsTr("Not trusted yet: nothing in it runs until you agree.")
                                   : qsTr("Not cloned yet. Provisioning clones it and asks before running anything in it.")
            wrapMode: Text.Wrap
            font.pixelSize: 13
        }
    }
}
