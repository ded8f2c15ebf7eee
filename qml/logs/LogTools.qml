// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Search, levels, jump to the next error, save.
RowLayout {
    id: root

    signal saveWanted()
    signal errorWanted()
    signal levelToggled(int level)

    spacing: Theme.gap2

    InputField {
        id: search

        Layout.fillWidth: true
        Layout.maximumWidth: 440
        placeholderText: qsTr("Search these lines")
        text: Logs.lines.filter
        rightPadding: extras.width + 12
        onTextEdited: Logs.lines.filter = text
        Keys.onEscapePressed: Logs.lines.filter = ""

        Row {
            id: extras

            anchors.right: parent.right
            anchors.rightMargin: 6
            anchors.verticalCenter: parent.verticalCenter
            spacing: 6

            Pill {
                text: ".*"
                ink: Logs.lines.isPattern ? Theme.accentOnSoft : Theme.dim
                ground: Logs.lines.isPattern ? Theme.accentSoft : Theme.raised
                activeFocusOnTab: true
                Accessible.role: Accessible.CheckBox
                Accessible.name: qsTr("Regular expression")
                Accessible.checked: Logs.lines.isPattern
                Accessible.onPressAction: Logs.lines.isPattern = !Logs.lines.isPattern
                Keys.onSpacePressed: Logs.lines.isPattern = !Logs.lines.isPattern
                Keys.onReturnPressed: Logs.lines.isPattern = !Logs.lines.isPattern

                FocusRing { shown: parent.activeFocus; corner: 10; anchors.margins: -2 }

                TapHandler { onTapped: Logs.lines.isPattern = !Logs.lines.isPattern }
                HoverHandler { id: patternHover; cursorShape: Qt.PointingHandCursor }
                Tip { shown: patternHover.hovered; text: qsTr("Regular expression") }
            }
            Pill {
                visible: Logs.lines.filter.length > 0
                text: Logs.lines.filterProblem.length > 0 ? Logs.lines.filterProblem
                    : qsTr("%1 of %2").arg(Logs.lines.count).arg(Logs.lines.total)
                ink: Logs.lines.filterProblem.length > 0 ? Theme.bad : Theme.dim
                most: 220
            }
        }
        Shortcut { sequence: "Ctrl+F"; onActivated: search.forceActiveFocus() }
    }
    ActionButton {
        text: Logs.lines.errors === 1 ? qsTr("1 error") : qsTr("%1 errors").arg(Logs.lines.errors)
        destructive: Logs.lines.errors > 0
        checked: Logs.lines.minimumLevel === LogLevel.Error
        tip: qsTr("Only errors")
        onClicked: root.levelToggled(LogLevel.Error)
    }
    ActionButton {
        text: Logs.lines.warnings === 1 ? qsTr("1 warning") : qsTr("%1 warnings").arg(Logs.lines.warnings)
        checked: Logs.lines.minimumLevel === LogLevel.Warning
        tip: qsTr("Only warnings and errors")
        onClicked: root.levelToggled(LogLevel.Warning)
    }
    ActionButton {
        glyph: "down"
        tip: qsTr("Jump to the next error (F8)")
        enabled: Logs.lines.errors > 0
        onClicked: root.errorWanted()
    }
    Item { Layout.fillWidth: true }
    ActionButton {
        glyph: "save"
        text: qsTr("Save…")
        enabled: Logs.lines.count > 0
        onClicked: root.saveWanted()
    }
    Shortcut { sequence: "F8"; onActivated: root.errorWanted() }
}
