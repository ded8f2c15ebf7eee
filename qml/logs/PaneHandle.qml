// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Backend
import Devstack.Ui

// What lies between two panes: moved by the pointer, or with the keyboard by the arrow keys.
Item {
    id: root

    required property int split
    required property bool isBelow
    required property rect place
    required property real share
    property real pageWidth: 0
    property real pageHeight: 0
    readonly property real extent: isBelow ? place.height * pageHeight : place.width * pageWidth

    x: isBelow ? place.x * pageWidth : (place.x + place.width * share) * pageWidth - width / 2
    y: isBelow ? (place.y + place.height * share) * pageHeight - height / 2 : place.y * pageHeight
    width: isBelow ? place.width * pageWidth : Theme.gap3
    height: isBelow ? Theme.gap3 : place.height * pageHeight
    activeFocusOnTab: true
    Accessible.role: Accessible.Splitter
    Accessible.name: isBelow ? qsTr("Height of the pane above") : qsTr("Width of the pane to the left")
    Keys.onPressed: event => {
        const less = isBelow ? Qt.Key_Up : Qt.Key_Left;
        const more = isBelow ? Qt.Key_Down : Qt.Key_Right;
        event.accepted = event.key === less || event.key === more;
        if (event.accepted)
            Logs.moveHandle(split, share + (event.key === less ? -0.05 : 0.05));
    }

    Rectangle {
        anchors.centerIn: parent
        width: root.isBelow ? 36 : 3
        height: root.isBelow ? 3 : 36
        radius: 1.5
        color: root.activeFocus || area.pressed ? Theme.accent : Theme.faint
        visible: root.activeFocus || area.containsMouse || area.pressed
    }
    MouseArea {
        id: area

        anchors.fill: parent
        hoverEnabled: true
        cursorShape: root.isBelow ? Qt.SplitVCursor : Qt.SplitHCursor
        onPositionChanged: mouse => {
            if (!pressed || root.extent <= 0)
                return;
            const at = mapToItem(root.parent, mouse.x, mouse.y);
            const from = root.isBelow ? at.y / root.pageHeight - root.place.y : at.x / root.pageWidth - root.place.x;
            Logs.moveHandle(root.split, from / (root.isBelow ? root.place.height : root.place.width));
        }
    }
}
