// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Backend
import Devstack.Ui

// A part of a page of the guide. The text is the program's own, so it may have marks and links; what
// is to be typed can be copied.
Item {
    id: root

    required property string text
    required property string html
    required property bool isCode

    readonly property int above: text.startsWith("#") ? Theme.gap3 : 0

    implicitHeight: isCode ? code.implicitHeight : above + prose.implicitHeight

    Text {
        id: prose

        y: root.above
        width: parent.width
        visible: !root.isCode
        text: root.html.replace(/ color:#[0-9a-f]{6};/g, " color:" + Theme.accentOnSoft + ";")
        textFormat: Text.RichText
        wrapMode: Text.Wrap
        color: Theme.text
        font.pixelSize: 14
        lineHeight: 1.2
        Accessible.role: Accessible.Paragraph
        Accessible.name: root.text
        onLinkActivated: link => Guide.follow(link)

        HoverHandler { cursorShape: prose.hoveredLink.length > 0 ? Qt.PointingHandCursor : Qt.ArrowCursor }
    }
    Rectangle {
        id: code

        width: parent.width
        implicitHeight: Math.max(lines.implicitHeight + 2 * Theme.gap3, copy.implicitHeight + Theme.gap2)
        visible: root.isCode
        radius: Theme.controlRadius
        color: Theme.background
        border.color: Theme.line

        PlainText {
            id: lines

            anchors.left: parent.left
            anchors.right: copy.left
            anchors.verticalCenter: parent.verticalCenter
            anchors.leftMargin: Theme.gap3
            text: root.isCode ? root.text : ""
            elide: Text.ElideNone
            wrapMode: Text.WrapAnywhere
            font.family: Theme.mono
            font.pixelSize: Theme.code
        }
        CopyButton {
            id: copy

            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.gap1
            flat: true
            what: root.text
        }
    }
}
