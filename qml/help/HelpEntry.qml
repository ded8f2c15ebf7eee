// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Ui

// A chapter in the list of the guide.
Rectangle {
    id: root

    required property int index
    required property string name
    required property string title
    property bool shown: false // it is the page on the right
    property bool current: false // the keyboard is on it

    signal chosen()

    implicitHeight: label.implicitHeight + 2 * Theme.gap2
    radius: Theme.controlRadius
    color: shown || hover.hovered ? Theme.accentSoft : "transparent"
    Accessible.role: Accessible.ListItem
    Accessible.name: title
    Accessible.selected: shown
    Accessible.onPressAction: chosen()

    PlainText {
        id: label

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.gap3
        anchors.rightMargin: Theme.gap2
        text: root.title
        wrapMode: Text.Wrap
        color: root.shown ? Theme.accentOnSoft : Theme.text
        font.weight: root.shown ? Font.DemiBold : Font.Normal
        Accessible.ignored: true
    }
    FocusRing { shown: root.current }
    HoverHandler { id: hover; cursorShape: Qt.PointingHandCursor }
    TapHandler { onTapped: root.chosen() }
}
