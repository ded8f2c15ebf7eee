// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// The files that were written, what check says now, and what stays to the owner.
ColumnLayout {
    id: root

    spacing: Theme.gap2

    Repeater {
        model: Scaffolder.files

        RowLayout {
            id: row

            required property string path
            required property bool isNew

            Layout.fillWidth: true
            spacing: Theme.gap2

            Icon { name: "check"; size: 14; color: Theme.ok }
            PlainText {
                Layout.fillWidth: true
                text: row.path
                font.family: Theme.mono
                font.pixelSize: Theme.code
                elide: Text.ElideMiddle
            }
            PlainText {
                text: row.isNew ? qsTr("new") : qsTr("added to the end")
                color: Theme.dim
                font.pixelSize: Theme.small
            }
        }
    }
    PlainText {
        Layout.fillWidth: true
        text: Scaffolder.outcome.length > 0 ? Scaffolder.outcome : qsTr("Checking again…")
        visible: Scaffolder.stage === Scaffolder.Written
        font.weight: Font.Medium
        wrapMode: Text.Wrap
    }
    LeftToOwner {
        Layout.fillWidth: true
        Layout.topMargin: Theme.gap2
        Layout.preferredHeight: Math.min(wanted, 260)
    }
}
