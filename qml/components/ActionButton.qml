// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import Devstack.Ui

// A button: usual, primary (one per screen), or destructive (red outline).
Button {
    id: root

    property bool primary: false
    property bool destructive: false
    property string glyph: ""
    property string tip: ""
    // Why it does nothing right now. Unlike a button that is not enabled it says so: under the pointer,
    // and at once when it is clicked.
    property string refusal: ""
    readonly property bool refuses: refusal.length > 0
    readonly property bool pale: !enabled || refuses
    // Its colour would say that it is the thing to do.
    readonly property bool prominent: primary && !pale
    readonly property color ink: primary && pale ? Theme.dim
                               : primary ? Theme.accentText : destructive ? Theme.bad
                               : checked ? Theme.accentOnSoft : Theme.text

    implicitHeight: Theme.control
    leftPadding: root.text.length > 0 ? Theme.gap3 : Theme.gap2
    rightPadding: leftPadding
    topPadding: 0
    bottomPadding: 0
    focusPolicy: Qt.StrongFocus
    opacity: pale && !primary ? 0.45 : 1
    Accessible.name: text.length > 0 ? text : tip
    Accessible.description: refusal
    Accessible.checkable: checked
    Accessible.checked: checked
    Keys.onReturnPressed: refuses ? bubble.open() : root.clicked()
    Keys.onEnterPressed: refuses ? bubble.open() : root.clicked()
    Keys.onSpacePressed: event => {
        event.accepted = refuses;
        if (refuses)
            bubble.open();
    }

    contentItem: Row {
        spacing: 6

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: root.glyph
            color: root.ink
            visible: root.glyph.length > 0
        }
        PlainText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            visible: root.text.length > 0
            color: root.ink
            font.pixelSize: 13
            font.weight: Font.Medium
        }
    }
    background: Rectangle {
        radius: Theme.controlRadius
        color: root.primary && root.pale ? Theme.raised
             : root.primary ? (root.hovered || root.down ? Qt.lighter(Theme.accent, 1.08) : Theme.accent)
             : root.checked ? (root.destructive ? Theme.badSoft : Theme.accentSoft)
             : root.down || root.hovered ? (root.destructive ? Theme.badSoft : Theme.raised)
             : root.flat ? "transparent" : Theme.panel
        border.width: root.checked ? 2 : root.prominent || root.flat ? 0 : 1
        border.color: root.destructive ? Theme.bad : root.checked ? Theme.accent : Theme.line

        Behavior on color { ColorAnimation { duration: Theme.quick } }

        FocusRing { shown: root.visualFocus; corner: Theme.controlRadius }
    }

    Tip {
        id: bubble

        shown: (root.hovered || refusing.containsMouse) && text.length > 0
        text: root.refuses ? root.refusal : root.tip
    }
    Connections {
        target: root
        function onPressed() {
            bubble.dismiss();
        }
    }
    HoverHandler { cursorShape: root.refuses ? Qt.ForbiddenCursor : Qt.PointingHandCursor }
    // Takes the clicks that it refuses.
    MouseArea {
        id: refusing

        anchors.fill: parent
        visible: root.refuses
        hoverEnabled: true
        onPressed: {
            bubble.dismissed = false;
            bubble.open();
        }
    }
}
