// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Before a run: whose data it takes, where another branch is checked out than the one it belongs to.
Modal {
    id: root

    title: qsTr("Whose data?")
    visible: Actions.branchQuestions.count > 0
    onClosed: {
        if (Actions.branchQuestions.count > 0)
            Actions.declineBranches();
    }
    onOpened: go.forceActiveFocus(Qt.TabFocusReason)
    buttons: [
        ActionButton { text: qsTr("Not now"); onClicked: Actions.declineBranches() },
        ActionButton { id: go; text: qsTr("Provision"); primary: true; onClicked: Actions.confirmBranches() }
    ]

    contentItem: ColumnLayout {
        spacing: Theme.gap3

        ListView {
            id: list

            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(contentHeight, Math.max(200, (root.parent?.height ?? 700) - 320))
            clip: true
            cacheBuffer: 4000
            spacing: Theme.gap2
            model: Actions.branchQuestions
            boundsBehavior: Flickable.StopAtBounds
            ScrollBar.vertical: ThinScrollBar { }

            FocusKeeper { view: list; margin: 0 }

            delegate: Rectangle {
                id: question

                required property string ida
                required property string text
                required property bool isKept
                required property int answer

                width: ListView.view.width
                implicitHeight: body.implicitHeight + 2 * Theme.gap3
                radius: Theme.controlRadius
                color: Theme.background
                border.color: Theme.line

                ColumnLayout {
                    id: body

                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.top: parent.top
                    anchors.margins: Theme.gap3
                    spacing: Theme.gap3

                    PlainText {
                        Layout.fillWidth: true
                        text: question.text
                        wrapMode: Text.Wrap
                        lineHeight: 1.25
                    }
                    Segments {
                        Layout.fillWidth: true
                        Layout.maximumWidth: implicitWidth
                        label: qsTr("Data of %1").arg(question.ida)
                        current: question.answer === Actions.GoOver ? "over" : question.answer === Actions.BeginAnew ? "anew" : "stay"
                        options: OptionList {
                            keys: question.isKept ? ["over", "anew", "stay"] : ["over", "stay"]
                            texts: question.isKept ? [qsTr("go over"), qsTr("begin anew"), qsTr("stay")] : [qsTr("go over"), qsTr("stay")]
                        }
                        onChosen: key => Actions.answerBranch(question.ida, key === "over" ? Actions.GoOver
                                                                          : key === "anew" ? Actions.BeginAnew : Actions.Stay)
                    }
                }
            }
        }
        PlainText {
            Layout.fillWidth: true
            text: qsTr("Nothing is lost either way: what is left is kept for its own branch. To begin anew is to begin with what a reset goes back to; what was kept stays as a checkpoint. Where the data stays, the migrations of the branch that is checked out run on it.")
            color: Theme.dim
            font.pixelSize: 13
            wrapMode: Text.Wrap
            lineHeight: 1.25
        }
    }
}
