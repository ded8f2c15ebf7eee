// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Below a terminal whose program has ended, or never began: why, and the one next thing to do.
Rectangle {
    id: root

    property TerminalSession session: null
    readonly property bool failed: session && session.state === TerminalSession.Failed
    readonly property string stopped: Terminals.currentStopped

    signal begun()

    implicitHeight: row.implicitHeight + 2 * Theme.gap2
    color: failed ? Theme.badSoft : Theme.raised
    Accessible.role: Accessible.AlertMessage
    Accessible.name: what.text
    Accessible.description: how.text

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.leftMargin: Theme.gap3
        anchors.rightMargin: Theme.gap2
        anchors.topMargin: Theme.gap2
        anchors.bottomMargin: Theme.gap2
        spacing: Theme.gap2

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            PlainText {
                id: what

                Layout.fillWidth: true
                text: !root.session ? "" : root.failed ? root.session.problem
                    : root.session.exitCode === 0 ? qsTr("It ended.") : qsTr("It ended with code %1.").arg(root.session.exitCode)
                font.weight: Font.Medium
                wrapMode: Text.Wrap
            }
            PlainText {
                id: how

                Layout.fillWidth: true
                text: root.failed ? root.session.hint : root.stopped.length > 0 ? qsTr("%1 is not running.").arg(root.stopped) : ""
                visible: text.length > 0
                color: Theme.dim
                font.pixelSize: Theme.small
                wrapMode: Text.Wrap
            }
        }
        ActionButton {
            visible: root.stopped.length > 0
            text: qsTr("Start %1").arg(root.stopped)
            refusal: Actions.busy ? qsTr("Another action of this window comes first. Wait for it or cancel it.") : ""
            onClicked: Actions.start(root.stopped)
        }
        ActionButton {
            text: root.failed ? qsTr("Try again") : qsTr("Again")
            visible: root.stopped.length === 0 || root.failed
            onClicked: {
                Terminals.again(Terminals.current);
                root.begun();
            }
        }
        ActionButton {
            text: qsTr("Close")
            onClicked: Terminals.close(Terminals.current)
        }
    }
}
