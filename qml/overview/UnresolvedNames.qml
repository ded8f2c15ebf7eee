// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Names that files refer to and nobody of the workspace answers to, with the lines that say so.
Popup {
    id: root

    width: 440
    padding: Theme.gap3
    focus: true

    background: Panel { }
    contentItem: ColumnLayout {
        spacing: Theme.gap2

        PlainText {
            Layout.fillWidth: true
            text: qsTr("No service in this workspace uses these names. Some belong to databases and caches of the old devstack; here each IDA has its own.")
            color: Theme.dim
            font.pixelSize: 13
            wrapMode: Text.Wrap
        }
        ListView {
            id: list

            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(contentHeight, 320)
            clip: true
            focus: true
            activeFocusOnTab: true
            model: Overview.unresolved
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Unresolved names")
            ScrollBar.vertical: ThinScrollBar { }

            delegate: ColumnLayout {
                id: entry

                required property string from
                required property string name
                required property list<string> evidence

                width: ListView.view.width - 12
                spacing: 0
                Accessible.role: Accessible.ListItem
                Accessible.name: qsTr("%1, in %2").arg(name).arg(from)

                RowLayout {
                    Layout.fillWidth: true
                    Layout.topMargin: 6
                    spacing: Theme.gap2

                    PlainText { Layout.fillWidth: true; text: entry.name; font.weight: Font.Medium; elide: Text.ElideMiddle }
                    PlainText { text: entry.from; color: Theme.dim; font.pixelSize: 13 }
                }
                PlainText {
                    Layout.fillWidth: true
                    Layout.bottomMargin: 4
                    text: entry.evidence.length > 0 ? entry.evidence[0] : ""
                    visible: text.length > 0
                    color: Theme.dim
                    font.family: Theme.mono
                    font.pixelSize: Theme.caps
                    wrapMode: Text.WrapAnywhere
                    maximumLineCount: 2
                }
            }
        }
    }
}
