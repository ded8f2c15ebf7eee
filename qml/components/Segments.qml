// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Devstack.Backend
import Devstack.Ui

// A few words of which one holds; the cursor keys walk.
FocusScope {
    id: root

    property OptionList options
    property string current: ""
    property string label: ""

    signal chosen(string key)

    function step(by: int) {
        const at = options.indexOf(current);
        const next = options.keyAt(Math.max(0, Math.min(options.count - 1, at + by)));
        if (next.length > 0 && next !== current)
            chosen(next);
    }

    implicitWidth: row.implicitWidth + 4
    implicitHeight: Theme.control
    activeFocusOnTab: true
    opacity: enabled ? 1 : 0.45
    Accessible.role: Accessible.Grouping
    Accessible.name: label
    Keys.onLeftPressed: step(-1)
    Keys.onRightPressed: step(1)

    Rectangle {
        anchors.fill: parent
        radius: Theme.controlRadius
        color: Theme.background
        border.color: Theme.line

        FocusRing { shown: root.activeFocus }
    }
    Row {
        id: row

        x: 2
        y: 2

        Repeater {
            model: root.options

            AbstractButton {
                id: segment

                required property string key
                required property string label
                readonly property bool current: key === root.current

                width: name.implicitWidth + 22
                height: root.height - 4
                text: label
                focusPolicy: Qt.NoFocus
                Accessible.role: Accessible.RadioButton
                Accessible.name: qsTr("%1: %2").arg(root.label).arg(text)
                Accessible.checked: current
                onClicked: if (!current) root.chosen(key)

                contentItem: PlainText {
                    id: name

                    text: segment.text
                    horizontalAlignment: Text.AlignHCenter
                    font.pixelSize: 13
                    font.weight: segment.current ? Font.DemiBold : Font.Normal
                    color: segment.current ? Theme.accentOnSoft : Theme.dim
                }
                background: Rectangle {
                    radius: Theme.controlRadius - 2
                    color: segment.current ? Theme.accentSoft : segment.hovered ? Theme.raised : "transparent"
                }
                HoverHandler { cursorShape: Qt.PointingHandCursor }
            }
        }
    }
}
