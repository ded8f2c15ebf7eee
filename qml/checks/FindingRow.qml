// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// A finding: how bad, what, where, and what to do.
Rectangle {
    id: root

    required property int index
    required property string heading
    required property string rule
    required property int severity
    required property string word
    required property string place
    required property string message
    required property string fix
    required property string file
    property bool current: false

    signal picked()

    readonly property int headingHeight: heading.length > 0 ? 30 : 0

    height: body.implicitHeight + 16 + headingHeight
    color: current || hover.hovered ? Theme.raised : "transparent"
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1, %2, %3: %4").arg(word).arg(rule).arg(place).arg(message)
    Accessible.description: fix

    PlainText {
        x: Theme.gap4
        y: 10
        text: root.heading
        visible: root.headingHeight > 0
        font.pixelSize: Theme.small
        font.weight: Font.DemiBold
        color: Theme.dim
    }
    HoverHandler { id: hover }
    TapHandler { onTapped: root.picked() }

    RowLayout {
        id: body

        x: Theme.gap4
        y: 8 + root.headingHeight
        width: parent.width - 2 * Theme.gap4
        spacing: Theme.gap2

        Icon {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 2
            name: Theme.severityGlyph(root.severity)
            size: 14
            color: Theme.severityColor(root.severity)
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 1

            PlainText {
                Layout.fillWidth: true
                text: root.message
                font.pixelSize: 13
                wrapMode: Text.Wrap
                maximumLineCount: 4
            }
            PlainText {
                Layout.fillWidth: true
                text: root.fix
                visible: text.length > 0
                font.pixelSize: Theme.small
                color: Theme.dim
                wrapMode: Text.Wrap
                maximumLineCount: 4
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.gap2

                LinkText {
                    Layout.maximumWidth: root.width * 0.6
                    text: root.place
                    font.family: Theme.mono
                    font.pixelSize: Theme.code
                    elide: Text.ElideMiddle
                    // Tab passes the other findings: the cursor keys walk them.
                    activeFocusOnTab: root.current
                    Accessible.description: qsTr("Opens the line in your editor")
                    onFollowed: Actions.openPlace(root.file, root.place)
                }
                PlainText { Layout.fillWidth: true; text: root.rule; color: Theme.dim; font.pixelSize: Theme.small }
            }
        }
        ActionButton {
            Layout.alignment: Qt.AlignTop
            flat: true
            glyph: "copy"
            implicitHeight: 26
            focusPolicy: root.current ? Qt.StrongFocus : Qt.ClickFocus
            tip: qsTr("Copy the finding")
            onClicked: Actions.copy(root.place + ": " + root.word + ": " + root.message + " [" + root.rule + "]")
        }
    }
    Divider { anchors.bottom: parent.bottom; x: Theme.gap4; width: parent.width - 2 * Theme.gap4 }
}
