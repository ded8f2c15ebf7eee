// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Every value with where it comes from; Enter shows the line of the file.
Panel {
    id: root

    signal lineWanted(int line)

    PlainText {
        anchors.centerIn: parent
        visible: list.count === 0
        text: Configurator.loading ? qsTr("Reading…") : qsTr("No values known yet.")
        color: Theme.dim
    }
    ListView {
        id: list

        anchors.fill: parent
        anchors.margins: 1
        clip: true
        activeFocusOnTab: true
        model: Configurator.values
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Values")
        Keys.onReturnPressed: {
            const line = Configurator.lineOf(currentIndex);
            if (line > 0)
                root.lineWanted(line);
        }
        ScrollBar.vertical: ThinScrollBar { }

        delegate: Rectangle {
            id: row

            required property int index
            required property string heading
            required property string service
            required property string name
            required property string value
            required property string before
            required property string origin
            required property string place
            required property int line
            required property string why
            readonly property int headingHeight: heading.length > 0 ? 38 : 0
            readonly property string source: place.length > 0 ? place : why.length > 0 ? why : origin

            width: ListView.view.width
            height: 30 + headingHeight
            color: "transparent"
            Accessible.role: Accessible.ListItem
            Accessible.name: qsTr("%1 %2 is %3, %4").arg(service).arg(name).arg(value).arg(source)

            SectionLabel {
                x: Theme.gap4
                y: 16
                text: row.heading
                visible: row.headingHeight > 0
            }
            Rectangle {
                y: row.headingHeight
                width: parent.width
                height: 30
                color: Theme.raised
                visible: hover.hovered || (list.activeFocus && row.ListView.isCurrentItem)
            }
            RowLayout {
                anchors.fill: parent
                anchors.topMargin: row.headingHeight
                anchors.leftMargin: Theme.gap4
                anchors.rightMargin: Theme.gap5
                spacing: Theme.gap3

                PlainText { Layout.preferredWidth: 70; text: row.service; color: Theme.dim; font.pixelSize: 13 }
                PlainText {
                    Layout.preferredWidth: 210
                    Layout.fillWidth: true
                    text: row.name
                    font.family: Theme.mono
                    font.pixelSize: Theme.code
                    elide: Text.ElideMiddle
                }
                PlainText {
                    Layout.preferredWidth: 260
                    Layout.fillWidth: true
                    text: row.before.length > 0 ? row.before + " → " + row.value : row.value
                    font.family: Theme.mono
                    font.pixelSize: Theme.code
                    color: row.before.length > 0 ? Theme.accentOnSoft : Theme.text
                    elide: Text.ElideMiddle
                }
                PlainText {
                    Layout.preferredWidth: 190
                    text: row.source
                    color: row.line > 0 ? Theme.accentOnSoft : Theme.dim
                    font.pixelSize: Theme.small
                    font.underline: row.line > 0 && hover.hovered
                    elide: Text.ElideMiddle
                }
            }
            HoverHandler { id: hover; cursorShape: row.line > 0 ? Qt.PointingHandCursor : Qt.ArrowCursor }
            TapHandler {
                onTapped: {
                    list.currentIndex = row.index;
                    list.forceActiveFocus();
                    if (row.line > 0)
                        root.lineWanted(row.line);
                }
            }
            Tip {
                shown: hover.hovered
                text: row.name + " = " + row.value + "\n" + row.origin + (row.place.length > 0 ? " · " + row.place : "")
                      + (row.why.length > 0 ? "\n" + row.why : "")
            }
        }
    }
    FocusRing { shown: list.activeFocus; anchors.margins: 0; border.width: 1; corner: Theme.cardRadius - 3 }
}
