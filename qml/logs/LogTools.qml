// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// What is searched for in the current pane, and how its lines look.
RowLayout {
    id: root

    required property LogPaneController pane

    // The lines that jumps move in.
    property LogView view: null

    signal exportWanted(bool everything)
    signal splitWanted(bool below)
    signal closeWanted()

    // To the next of them, behind the last to the first again.
    function jumpTo(next: var, back: bool) {
        if (view === null)
            return;
        let row = next(view.currentRow());
        if (row < 0)
            row = next(back ? pane.lines.count : -1);
        view.showRow(row);
    }
    function jump(back: bool) {
        jumpTo(row => pane.lines.nextMatch(row, back), back);
    }
    function jumpToError(back: bool) {
        jumpTo(row => pane.lines.nextOfLevel(row, LogLevel.Error, back), back);
    }
    function count(lines: int): string {
        return Number(lines).toLocaleString(Qt.locale(), "f", 0);
    }
    function toggleLevel(level: int) {
        pane.minimumLevel = pane.minimumLevel === level ? LogLevel.None : level;
    }

    spacing: Theme.gap2

    LogSearchField {
        id: search

        Layout.fillWidth: true
        Layout.minimumWidth: 200
        Layout.maximumWidth: 460
        pane: root.pane
        onNextWanted: back => root.jump(back)
    }
    LevelChip {
        text: root.pane.lines.errors === 1 ? qsTr("1 error") : qsTr("%1 errors").arg(root.count(root.pane.lines.errors))
        ink: Theme.bad
        ground: Theme.badSoft
        enabled: root.pane.lines.errors > 0 || checked
        checked: root.pane.minimumLevel === LogLevel.Error
        tip: qsTr("Only errors")
        onClicked: root.toggleLevel(LogLevel.Error)
    }
    LevelChip {
        text: root.pane.lines.warnings === 1 ? qsTr("1 warning") : qsTr("%1 warnings").arg(root.count(root.pane.lines.warnings))
        ink: Theme.warning
        ground: Theme.warningSoft
        enabled: root.pane.lines.warnings > 0 || checked
        checked: root.pane.minimumLevel === LogLevel.Warning
        tip: qsTr("Only warnings and errors")
        onClicked: root.toggleLevel(LogLevel.Warning)
    }
    ActionButton {
        glyph: "up"
        tip: qsTr("Previous error (Shift+F8)")
        enabled: root.pane.lines.errors > 0
        onClicked: root.jumpToError(true)
    }
    ActionButton {
        glyph: "down"
        tip: qsTr("Next error (F8)")
        enabled: root.pane.lines.errors > 0
        onClicked: root.jumpToError(false)
    }
    Item { Layout.fillWidth: true }
    ActionButton {
        glyph: "clock"
        readonly property list<string> words: [qsTr("Time of day"), qsTr("How long ago"), qsTr("Time since the line above")]

        checked: root.pane.times !== 0
        tip: words[root.pane.times]
        onClicked: root.pane.times = (root.pane.times + 1) % words.length
    }
    ActionButton {
        glyph: "wrap"
        checked: root.pane.wrap
        tip: qsTr("Wrap long lines")
        onClicked: root.pane.wrap = !root.pane.wrap
    }
    ActionButton {
        id: exporting

        glyph: "save"
        tip: qsTr("Export lines into a file")
        Accessible.role: Accessible.ButtonMenu
        onClicked: exportMenu.popup(exporting, 0, exporting.height + 4)

        PopupMenu {
            id: exportMenu

            implicitWidth: 300

            MenuEntry { text: qsTr("Export what is shown…"); onTriggered: root.exportWanted(false) }
            MenuEntry { text: qsTr("Export everything of these services…"); onTriggered: root.exportWanted(true) }
        }
    }
    ActionButton {
        glyph: "splitright"
        tip: qsTr("Split to the right (Ctrl+D)")
        onClicked: root.splitWanted(false)
    }
    ActionButton {
        glyph: "splitbelow"
        tip: qsTr("Split below (Ctrl+Shift+D)")
        onClicked: root.splitWanted(true)
    }
    Shortcut { sequence: "Ctrl+F"; onActivated: search.forceActiveFocus() }
    Shortcut { sequence: "F8"; onActivated: root.jumpToError(false) }
    Shortcut { sequence: "Shift+F8"; onActivated: root.jumpToError(true) }
    Shortcut { sequence: "F3"; onActivated: root.jump(false) }
    Shortcut { sequence: "Shift+F3"; onActivated: root.jump(true) }
    Shortcut { sequence: "Ctrl+D"; onActivated: root.splitWanted(false) }
    Shortcut { sequence: "Ctrl+Shift+D"; onActivated: root.splitWanted(true) }
    Shortcut { sequence: "Ctrl+Shift+W"; onActivated: root.closeWanted() }
}
