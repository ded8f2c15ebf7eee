// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Ui

// Something that happened, with when; one that leads somewhere is lit under the pointer.
Rectangle {
    id: root

    required property string key
    required property string title
    required property string text
    required property string when
    required property bool bad
    required property bool fresh
    required property bool leads
    property bool current: false

    signal chosen()

    implicitHeight: lines.implicitHeight + 2 * Theme.gap2
    radius: 5
    color: current || pointer.hovered && leads ? Theme.accentSoft : "transparent"
    Accessible.role: leads ? Accessible.Button : Accessible.StaticText
    Accessible.name: text.length > 0 ? qsTr("%1, %2: %3").arg(when).arg(title).arg(text)
                                     : qsTr("%1, %2").arg(when).arg(title)
    Accessible.onPressAction: root.chosen()

    HoverHandler { id: pointer; cursorShape: root.leads ? Qt.PointingHandCursor : Qt.ArrowCursor }
    TapHandler { onTapped: root.chosen() }
    RowLayout {
        id: lines

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gap3
        anchors.rightMargin: Theme.gap3
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap2

        Rectangle {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 6
            implicitWidth: 8
            implicitHeight: 8
            radius: 4
            color: root.bad ? Theme.bad : root.fresh ? Theme.accent : Theme.line
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            PlainText {
                Layout.fillWidth: true
                text: root.title
                font.pixelSize: 13
                font.weight: root.fresh ? Font.DemiBold : Font.Normal
                wrapMode: Text.Wrap
                maximumLineCount: 2
            }
            PlainText {
                Layout.fillWidth: true
                text: root.text
                visible: text.length > 0
                font.pixelSize: Theme.small
                color: root.bad ? Theme.bad : Theme.dim
                wrapMode: Text.Wrap
                maximumLineCount: 3
            }
        }
        PlainText {
            Layout.alignment: Qt.AlignTop
            text: root.when
            color: Theme.dim
            font.pixelSize: Theme.small
        }
    }
}
