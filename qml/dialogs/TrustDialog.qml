// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Before anything of a repository runs: what it could reach.
Modal {
    id: root

    title: qsTr("Do you trust these repositories?")
    visible: Actions.trustQuestions.count > 0
    closePolicy: Popup.CloseOnEscape
    onClosed: {
        if (Actions.trustQuestions.count > 0)
            Actions.declineTrust();
    }
    onOpened: decline.forceActiveFocus(Qt.TabFocusReason)
    buttons: [
        ActionButton { id: decline; text: qsTr("Not now"); onClicked: Actions.declineTrust() },
        ActionButton { text: qsTr("Trust and continue"); primary: true; onClicked: Actions.acceptTrust() }
    ]

    contentItem: ColumnLayout {
        spacing: Theme.gap3

        PlainText {
            Layout.fillWidth: true
            text: qsTr("Their compose files and commands run on this machine. You are asked once per repository, and again when it wants access to more.")
            color: Theme.dim
            wrapMode: Text.Wrap
        }
        ListView {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(contentHeight, Math.max(240, root.parent.height - 320))
            clip: true
            spacing: Theme.gap2
            model: Actions.trustQuestions
            ScrollBar.vertical: ThinScrollBar { }

            delegate: Rectangle {
                id: question

                required property string ida
                required property string path
                required property string remote
                required property list<string> reach

                width: ListView.view.width - 12
                implicitHeight: body.implicitHeight + 2 * Theme.gap3
                radius: Theme.controlRadius
                color: Theme.background
                border.color: Theme.line

                ColumnLayout {
                    id: body

                    anchors.fill: parent
                    anchors.margins: Theme.gap3
                    spacing: 4

                    PlainText {
                        Layout.fillWidth: true
                        text: question.ida.length > 0 ? question.ida : qsTr("The workspace's own devstack.yml")
                        font.weight: Font.DemiBold
                    }
                    PlainText {
                        Layout.fillWidth: true
                        text: question.remote.length > 0 ? qsTr("%1, from %2").arg(question.path).arg(question.remote)
                                                         : question.path
                        visible: text.length > 0
                        color: Theme.dim
                        font.family: Theme.mono
                        font.pixelSize: Theme.code
                        wrapMode: Text.WrapAnywhere
                    }
                    Repeater {
                        model: question.reach.length > 0 ? question.reach
                                                                   : [qsTr("Can reach only its own containers and folder.")]

                        RowLayout {
                            id: sentence

                            required property string modelData

                            Layout.fillWidth: true
                            spacing: Theme.gap2

                            Icon {
                                Layout.alignment: Qt.AlignTop
                                Layout.topMargin: 2
                                name: question.reach.length > 0 ? "warning" : "check"
                                color: question.reach.length > 0 ? Theme.warning : Theme.ok
                            }
                            PlainText {
                                Layout.fillWidth: true
                                text: sentence.modelData
                                wrapMode: Text.Wrap
                                font.pixelSize: 13
                            }
                        }
                    }
                }
            }
        }
    }
}
