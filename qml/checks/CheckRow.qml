// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import Devstack.Backend
import Devstack.Ui

// One repository: a cell for each check, and how many findings there are.
Item {
    id: root

    required property string ida
    required property list<int> cells
    required property int failures
    required property int errors
    required property int warnings
    required property int notes
    required property string problem
    property bool last: false
    property int nameWidth: 170
    property int countWidth: 96
    property real cellWidth: 60
    readonly property bool current: ida === Reviewer.ida

    signal picked(string check)

    height: 36
    Accessible.role: Accessible.Row
    Accessible.name: qsTr("%1: %2 of %3 fail, %4 errors, %5 warnings").arg(ida).arg(failures).arg(cells.length).arg(errors).arg(warnings)

    Rectangle { anchors.fill: parent; color: Theme.raised; opacity: 0.6; visible: root.current }
    PlainText {
        x: Theme.gap4
        width: root.nameWidth - 8
        height: parent.height
        text: root.ida
        font.weight: Font.Medium
        elide: Text.ElideMiddle
    }
    PlainText {
        x: Theme.gap4 + root.nameWidth
        width: parent.width - x - Theme.gap4
        height: parent.height
        text: root.problem
        visible: text.length > 0
        color: Theme.bad
        font.pixelSize: 13
    }
    Row {
        x: Theme.gap4 + root.nameWidth
        height: parent.height
        visible: root.problem.length === 0

        Repeater {
            model: root.cells

            Item {
                id: cell

                required property int modelData
                required property int index
                readonly property string check: Reviewer.checks[index]
                readonly property bool current: root.current && check === Reviewer.check

                width: root.cellWidth
                height: root.height
                Accessible.role: Accessible.Cell
                Accessible.name: qsTr("%1, %2: %3").arg(root.ida).arg(Reviewer.checkNames[index])
                                                   .arg(modelData === Severity.Good ? qsTr("passes") : qsTr("fails"))
                Accessible.onPressAction: root.picked(check)

                Rectangle {
                    anchors.centerIn: parent
                    width: Math.min(parent.width - 6, 40)
                    height: 26
                    radius: 6
                    color: cell.modelData === Severity.Problem ? Theme.badSoft : hover.hovered || cell.current ? Theme.okSoft : "transparent"
                    border.width: cell.current ? 2 : 0
                    border.color: Theme.accent

                    Icon {
                        anchors.centerIn: parent
                        name: cell.modelData === Severity.Good ? "check" : "close"
                        size: 14
                        color: cell.modelData === Severity.Good ? Theme.ok : Theme.bad
                    }
                }
                HoverHandler { id: hover; cursorShape: Qt.PointingHandCursor }
                TapHandler { onTapped: root.picked(cell.check) }
            }
        }
    }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap3
        height: parent.height
        spacing: 10
        visible: root.problem.length === 0

        component Count: Row {
            property int many: 0
            property string glyph: ""
            property color ink: Theme.dim
            property string words: ""

            anchors.verticalCenter: parent ? parent.verticalCenter : undefined
            spacing: 3
            visible: many > 0
            Accessible.role: Accessible.StaticText
            Accessible.name: words

            Icon { anchors.verticalCenter: parent.verticalCenter; name: parent.glyph; size: 13; color: parent.ink }
            PlainText { text: String(parent.many); font.pixelSize: 13; color: parent.ink }
        }
        Count { many: root.errors; glyph: "problem"; ink: Theme.bad; words: qsTr("%1 errors").arg(many) }
        Count { many: root.warnings; glyph: "warning"; ink: Theme.warning; words: qsTr("%1 warnings").arg(many) }
        PlainText {
            anchors.verticalCenter: parent.verticalCenter
            readonly property string words: root.notes === 0 ? qsTr("none") : root.notes === 1 ? qsTr("1 note") : qsTr("%1 notes").arg(root.notes)

            // Beside the others there is room for a number.
            text: root.errors + root.warnings > 0 ? "+" + root.notes : words
            Accessible.name: words
            visible: root.errors + root.warnings === 0 || root.notes > 0
            color: Theme.dim
            font.pixelSize: 13
        }
    }
    Divider { anchors.bottom: parent.bottom; width: parent.width; visible: !root.last }
}
