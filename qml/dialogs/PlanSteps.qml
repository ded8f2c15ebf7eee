// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// The steps that are still to be done, by IDA, with why and how long.
Panel {
    id: root

    readonly property real needed: list.contentHeight + 2

    ListView {
        id: list

        anchors.fill: parent
        anchors.margins: 1
        clip: true
        activeFocusOnTab: true
        model: Forecast.steps
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Steps")
        ScrollBar.vertical: ThinScrollBar { }
        section.property: "ida"
        section.delegate: Item {
            id: heading

            required property string section

            width: ListView.view.width
            height: 30

            SectionLabel {
                x: Theme.gap4
                y: 10
                width: parent.width - 32
                text: heading.section
                font.capitalization: Font.MixedCase
                font.letterSpacing: 0
                font.pixelSize: Theme.small
            }
        }

        delegate: Item {
            id: row

            required property string title
            required property int progress
            required property string word
            required property string reason
            required property string duration

            width: ListView.view.width
            height: 32
            Accessible.role: Accessible.ListItem
            Accessible.name: qsTr("%1, %2, %3").arg(title).arg(word).arg(reason)

            RowLayout {
                anchors.fill: parent
                anchors.leftMargin: Theme.gap4
                anchors.rightMargin: Theme.gap4
                spacing: Theme.gap2

                StepMark { mark: row.progress; size: 10 }
                PlainText { Layout.fillWidth: true; text: row.title; font.pixelSize: 13 }
                PlainText {
                    Layout.maximumWidth: row.width * 0.4
                    text: row.reason
                    color: Theme.dim
                    font.pixelSize: Theme.small
                }
                PlainText {
                    Layout.minimumWidth: 40
                    text: row.duration
                    horizontalAlignment: Text.AlignRight
                    color: Theme.dim
                    font.pixelSize: Theme.small
                }
            }
            HoverHandler { id: hover }
            Tip { shown: hover.hovered && row.reason.length > 0; text: row.title + "\n" + row.reason }
        }
    }
    FocusRing { shown: list.activeFocus; anchors.margins: 0; border.width: 1; corner: Theme.cardRadius - 3 }
}
