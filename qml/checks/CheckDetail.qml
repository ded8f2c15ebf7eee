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

    readonly property bool fails: Reviewer.checkState === "fail"

    Flickable {
        anchors.fill: parent
        anchors.margins: 1
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
                    visible: Reviewer.checkState.length > 0
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
            SectionLabel { Layout.topMargin: Theme.gap2; text: qsTr("What says so"); visible: Reviewer.evidence.count > 0 }
            Repeater {
                model: Reviewer.evidence

                PlaceRow {
                    required property string file
                    required property int index

                    Layout.fillWidth: true
                    place: Reviewer.evidence.at(index, "place") ?? ""
                    line: Reviewer.evidence.at(index, "text") ?? ""
                    onOpened: Actions.openPlace(file, place)
                }
            }
        }
    }
}
