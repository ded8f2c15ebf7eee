// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// The selected cell: what was found, where, and what to do.
Panel {
    id: root

    readonly property bool fails: Reviewer.checkState === Severity.Problem
    readonly property int lacking: Reviewer.lacking

    Flickable {
        anchors.fill: parent
        anchors.margins: 1
        anchors.bottomMargin: foot.height + 1
        contentHeight: body.implicitHeight + 2 * Theme.gap4
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ThinScrollBar { }

        ColumnLayout {
            id: body

            x: Theme.gap4
            y: Theme.gap4
            width: root.width - 2 * Theme.gap4 - 8
            spacing: Theme.gap2

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.gap2

                PlainText { text: Reviewer.checkTitle; font.weight: Font.DemiBold }
                Pill {
                    text: root.fails ? qsTr("fails") : qsTr("passes")
                    visible: Reviewer.checkState !== Severity.None
                    ink: root.fails ? Theme.bad : Theme.ok
                    ground: root.fails ? Theme.badSoft : Theme.okSoft
                }
                Item { Layout.fillWidth: true }
            }
            PlainText {
                Layout.fillWidth: true
                text: Reviewer.checkMessage
                wrapMode: Text.Wrap
                lineHeight: 1.2
            }
            SectionLabel { Layout.topMargin: Theme.gap2; text: qsTr("What to do"); visible: Reviewer.checkFix.length > 0 }
            PlainText {
                Layout.fillWidth: true
                text: Reviewer.checkFix
                visible: text.length > 0
                wrapMode: Text.Wrap
                lineHeight: 1.2
            }
            SectionLabel { Layout.topMargin: Theme.gap2; text: qsTr("Evidence"); visible: Reviewer.evidence.count > 0 }
            Repeater {
                model: Reviewer.evidence

                PlaceRow {
                    required place
                    required line
                    required property string file

                    Layout.fillWidth: true
                    onOpened: Actions.openPlace(file, place)
                }
            }
        }
    }
    Item {
        id: foot

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: Theme.control + 2 * Theme.gap3
        visible: Reviewer.ida.length > 0

        Divider { width: parent.width }
        RowLayout {
            anchors.fill: parent
            anchors.leftMargin: Theme.gap4
            anchors.rightMargin: Theme.gap3
            spacing: Theme.gap3

            PlainText {
                Layout.fillWidth: true
                text: root.lacking < 0 ? "" : root.lacking === 0 ? qsTr("all points pass")
                    : qsTr("%1 of %2 fail").arg(root.lacking).arg(Reviewer.checks.length)
                color: Theme.dim
                font.pixelSize: 13
            }
            ActionButton {
                text: qsTr("Write what is missing…")
                tip: qsTr("Shows the files first: devstack scaffold")
                primary: root.lacking > 0
                enabled: !Reviewer.loading && root.lacking >= 0
                onClicked: Scaffolder.ask(Reviewer.ida)
            }
        }
    }
}
