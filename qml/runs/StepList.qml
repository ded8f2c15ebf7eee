// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Every step by name, with its state and why it runs. Arrow keys walk.
Panel {
    id: root

    property alias list: list

    ListView {
        id: list

        Timer {
            id: revealing

            interval: 0
            onTriggered: list.positionViewAtIndex(list.currentIndex, ListView.Contain)
        }

        anchors.fill: parent
        anchors.margins: 1
        clip: true
        focus: true
        activeFocusOnTab: true
        model: Runs.steps
        currentIndex: Runs.steps.indexOf(Runs.selectedStep)
        boundsBehavior: Flickable.StopAtBounds
        highlightMoveDuration: Theme.quick
        // A run that was just chosen, or a window that was made smaller.
        onCountChanged: revealing.start()
        onHeightChanged: revealing.start()
        section.property: "ida"
        section.delegate: Item {
            id: heading

            required property string section

            width: ListView.view.width
            height: 34

            SectionLabel {
                x: Theme.gap4
                y: 12
                width: parent.width - 32
                text: heading.section
                font.capitalization: Font.MixedCase
                font.letterSpacing: 0
                font.pixelSize: Theme.small
            }
        }
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Steps")
        Keys.onUpPressed: Runs.selectedStep = Runs.steps.keyAt(Math.max(0, currentIndex - 1))
        Keys.onDownPressed: Runs.selectedStep = Runs.steps.keyAt(Math.min(count - 1, currentIndex + 1))
        ScrollBar.vertical: ThinScrollBar { }

        delegate: Rectangle {
            id: row

            required property string key
            required property string title
            required property int progress
            required property string word
            required property string reason
            required property string duration
            readonly property bool current: key === Runs.selectedStep

            width: ListView.view.width
            height: 32
            color: current ? Theme.accentSoft : hover.hovered ? Theme.raised : "transparent"
            Accessible.role: Accessible.ListItem
            Accessible.name: qsTr("%1, %2, %3").arg(title).arg(word).arg(reason)

            RowLayout {
                anchors.fill: parent
                anchors.leftMargin: Theme.gap4
                anchors.rightMargin: Theme.gap4
                spacing: Theme.gap2

                StepMark { mark: row.progress; size: 10 }
                PlainText {
                    Layout.fillWidth: true
                    text: row.title
                    font.pixelSize: 13
                }
                PlainText {
                    Layout.maximumWidth: row.width * 0.28
                    text: row.reason
                    visible: row.progress !== RunMark.Satisfied
                    color: Theme.dim
                    font.pixelSize: Theme.small
                }
                PlainText {
                    text: row.duration
                    color: Theme.dim
                    font.pixelSize: Theme.small
                }
            }
            HoverHandler { id: hover }
            TapHandler {
                onTapped: {
                    row.ListView.view.forceActiveFocus();
                    Runs.selectedStep = row.key;
                }
            }
            Tip { shown: hover.hovered && row.reason.length > 0; text: row.title + "\n" + row.reason }
        }
    }
    FocusRing { shown: list.activeFocus; anchors.margins: 0; border.width: 1; corner: Theme.cardRadius - 3 }
}
