// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// The repositories that a central devstack describes, and what of it belongs to none of them.
RowLayout {
    id: root

    spacing: Theme.gap4

    ColumnLayout {
        Layout.fillWidth: true
        Layout.preferredWidth: 58
        Layout.fillHeight: true
        spacing: Theme.gap1

        SectionLabel { text: qsTr("Becomes an environment of its own") }
        Panel {
            Layout.fillWidth: true
            Layout.fillHeight: true
            color: Theme.background

            ListView {
                id: idas

                anchors.fill: parent
                anchors.margins: Theme.gap1
                clip: true
                model: Adopter.idas
                boundsBehavior: Flickable.StopAtBounds
                Accessible.role: Accessible.List
                Accessible.name: qsTr("Repositories")
                ScrollBar.vertical: ThinScrollBar { }

                FocusKeeper { view: idas }

                delegate: Item {
                    id: row

                    required property string name
                    required property string services
                    required property string carried
                    required property string place
                    required property bool chosen

                    width: ListView.view.width - 10
                    height: facts.implicitHeight + 2 * Theme.gap2

                    TickBox {
                        id: tick

                        x: Theme.gap1
                        y: Theme.gap1
                        width: parent.width - x
                        text: row.name
                        checked: row.chosen
                        Accessible.description: row.services + ", " + row.place
                        onToggled: Adopter.choose(row.name, checked)
                    }
                    Column {
                        id: facts

                        x: Theme.gap1 + 21 + Theme.gap2
                        y: Theme.gap2
                        width: parent.width - x
                        topPadding: 22
                        spacing: 1

                        PlainText {
                            width: parent.width
                            text: row.services
                            font.pixelSize: 13
                            color: Theme.dim
                            wrapMode: Text.Wrap
                        }
                        PlainText {
                            width: parent.width
                            text: row.carried.length > 0 ? row.place + " · " + row.carried : row.place
                            font.pixelSize: Theme.small
                            color: Theme.dim
                            wrapMode: Text.Wrap
                        }
                    }
                }
            }
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.preferredWidth: 42
        Layout.fillHeight: true
        spacing: Theme.gap1

        SectionLabel { text: Adopter.unclaimed.count > 0 ? qsTr("Is not carried over (%1)").arg(Adopter.unclaimed.count) : qsTr("Is not carried over") }
        Panel {
            Layout.fillWidth: true
            Layout.fillHeight: true
            color: Theme.background

            ListView {
                id: left

                anchors.fill: parent
                anchors.margins: Theme.gap2
                clip: true
                spacing: Theme.gap2
                model: Adopter.unclaimed
                activeFocusOnTab: contentHeight > height + 1
                boundsBehavior: Flickable.StopAtBounds
                Accessible.role: Accessible.List
                Accessible.name: qsTr("Is not carried over")
                Keys.onUpPressed: contentY = Math.max(0, contentY - 40)
                Keys.onDownPressed: contentY = Math.max(0, Math.min(contentHeight - height, contentY + 40))
                ScrollBar.vertical: ThinScrollBar { }

                delegate: Column {
                    id: part

                    required property string kind
                    required property string text
                    required property string place

                    width: ListView.view.width - 10
                    spacing: 1
                    Accessible.role: Accessible.ListItem
                    Accessible.name: kind + ": " + text + ", " + place

                    PlainText {
                        width: parent.width
                        text: part.text
                        font.pixelSize: 13
                        wrapMode: Text.Wrap
                        maximumLineCount: 3
                        elide: Text.ElideRight
                    }
                    PlainText {
                        width: parent.width
                        text: part.kind + " · " + part.place
                        font.pixelSize: Theme.small
                        color: Theme.dim
                        elide: Text.ElideMiddle
                    }
                }
            }
            PlainText {
                anchors.centerIn: parent
                visible: left.count === 0
                text: qsTr("Nothing is left over.")
                color: Theme.dim
                font.pixelSize: 13
            }
            FocusRing { shown: left.activeFocus; anchors.margins: 0; border.width: 1; corner: 4 }
        }
    }
}
