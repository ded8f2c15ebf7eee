// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// The last workspaces.
ColumnLayout {
    id: root

    spacing: Theme.gap2

    SectionLabel { text: qsTr("Recent workspaces") }
    Panel {
        Layout.fillWidth: true
        implicitHeight: list.implicitHeight + 8

        Column {
            id: list

            x: 4
            y: 4
            width: parent.width - 8

            Repeater {
                model: Welcome.recent

                AbstractButton {
                    id: entry

                    required property string path
                    required property string name

                    width: list.width
                    height: 36
                    focusPolicy: Qt.StrongFocus
                    enabled: !Welcome.busy
                    Accessible.name: qsTr("Open %1 in %2").arg(name).arg(path)
                    Keys.onReturnPressed: clicked()
                    onClicked: Welcome.open(path)

                    contentItem: RowLayout {
                        spacing: Theme.gap3

                        Item { implicitWidth: 2 }
                        PlainText { text: entry.name; font.weight: Font.Medium }
                        PlainText {
                            Layout.fillWidth: true
                            text: entry.path
                            color: Theme.dim
                            font.pixelSize: 13
                            elide: Text.ElideMiddle
                        }
                    }
                    background: Rectangle {
                        radius: 6
                        color: entry.hovered ? Theme.raised : "transparent"

                        FocusRing { shown: entry.visualFocus; anchors.margins: 0 }
                    }
                    HoverHandler { cursorShape: Qt.PointingHandCursor }
                }
            }
        }
    }
}
