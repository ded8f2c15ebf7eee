// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Devstack.Backend
import Devstack.Ui

// Points of the definition of done that nothing can be written for, each with why.
Flickable {
    id: root

    readonly property real wanted: body.implicitHeight

    contentHeight: body.implicitHeight
    visible: Scaffolder.left.count > 0
    clip: true
    activeFocusOnTab: contentHeight > height + 1
    boundsBehavior: Flickable.StopAtBounds
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Left to its owner")
    Keys.onUpPressed: contentY = Math.max(0, contentY - 40)
    Keys.onDownPressed: contentY = Math.max(0, Math.min(contentHeight - height, contentY + 40))
    ScrollBar.vertical: ThinScrollBar { }

    Column {
        id: body

        width: root.width - 12
        spacing: Theme.gap2

        SectionLabel { text: qsTr("Left to its owner") }
        Repeater {
            model: Scaffolder.left

            Column {
                id: row

                required property string name
                required property string why

                width: body.width
                spacing: 1
                Accessible.role: Accessible.ListItem
                Accessible.name: name + ": " + why

                PlainText { width: parent.width; text: row.name; font.pixelSize: 13; font.weight: Font.Medium }
                PlainText {
                    width: parent.width
                    text: row.why
                    color: Theme.dim
                    font.pixelSize: Theme.small
                    wrapMode: Text.Wrap
                }
            }
        }
    }
    FocusRing { shown: root.activeFocus; anchors.margins: 0; border.width: 1; corner: 4 }
}
