// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// What differs between two runs, row by row.
Panel {
    id: root

    readonly property real needed: list.contentHeight + 2
    readonly property bool narrow: width < 700

    ListView {
        id: list

        anchors.fill: parent
        anchors.margins: 1
        clip: true
        activeFocusOnTab: true
        model: RunComparer.rows
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: qsTr("What differs")
        ScrollBar.vertical: ThinScrollBar { }
        header: RowLayout {
            x: Theme.gap4
            width: ListView.view.width - 2 * Theme.gap4
            height: 32
            spacing: Theme.gap3

            Item { Layout.fillWidth: true }
            PlainText { Layout.preferredWidth: root.width * 0.2; text: RunComparer.firstWhen; color: Theme.dim; font.pixelSize: Theme.small }
            PlainText { Layout.preferredWidth: root.width * 0.2; text: RunComparer.secondWhen; color: Theme.dim; font.pixelSize: Theme.small }
        }
        section.property: "section"
        section.delegate: Item {
            id: heading

            required property string section

            width: ListView.view.width
            height: 34

            SectionLabel {
                x: Theme.gap4
                y: 14
                text: heading.section
            }
        }

        delegate: Item {
            id: row

            required property string ida
            required property string what
            required property string first
            required property string second
            required property bool worse

            width: ListView.view.width
            height: 32
            Accessible.role: Accessible.ListItem
            Accessible.name: qsTr("%1 %2: %3, then %4").arg(ida).arg(what).arg(first).arg(second)

            RowLayout {
                anchors.fill: parent
                anchors.leftMargin: Theme.gap4
                anchors.rightMargin: Theme.gap4
                spacing: Theme.gap3

                PlainText {
                    Layout.preferredWidth: root.narrow ? 96 : 140
                    text: row.ida
                    font.pixelSize: 13
                    font.weight: Font.Medium
                }
                PlainText { Layout.fillWidth: true; text: row.what; font.pixelSize: 13 }
                PlainText {
                    Layout.preferredWidth: root.width * 0.2
                    text: row.first
                    color: Theme.dim
                    font.family: Theme.mono
                    font.pixelSize: Theme.code
                }
                PlainText {
                    Layout.preferredWidth: root.width * 0.2
                    text: row.second
                    color: row.worse ? Theme.bad : Theme.text
                    font.family: Theme.mono
                    font.pixelSize: Theme.code
                }
            }
            HoverHandler { id: hover }
            Tip { shown: hover.hovered; text: row.what + "\n" + row.first + "  →  " + row.second }
        }
    }
    FocusRing { shown: list.activeFocus; anchors.margins: 0; border.width: 1; corner: Theme.cardRadius - 3 }
}
