// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// A note of the rewrite; picking it shows its service in both files.
Rectangle {
    id: root

    required property int index
    required property int level
    required property string service
    required property string what
    required property string why
    required property int originalRow
    required property int effectiveRow
    property bool current: false

    signal picked()

    height: 28
    color: current || hover.hovered ? Theme.raised : "transparent"
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1 %2: %3").arg(service).arg(what).arg(why)
    Accessible.onPressAction: picked()

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap3
        anchors.rightMargin: Theme.gap5
        spacing: Theme.gap2

        Icon {
            name: root.level === Severity.Note ? "check" : Theme.severityGlyph(root.level)
            size: 14
            color: Theme.severityColor(root.level)
        }
        PlainText { text: root.service; visible: text.length > 0; font.pixelSize: 13; color: Theme.dim }
        PlainText { Layout.maximumWidth: root.width * 0.5; text: root.what; font.family: Theme.mono; font.pixelSize: Theme.code }
        PlainText { Layout.fillWidth: true; text: root.why; color: Theme.dim; font.pixelSize: 13 }
    }
    HoverHandler { id: hover; cursorShape: Qt.PointingHandCursor }
    TapHandler { onTapped: root.picked() }
    Tip { shown: hover.hovered; text: root.what + "\n" + root.why }
}
