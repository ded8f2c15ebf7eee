// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Backend
import Devstack.Ui

// Lines of a log with a scroll bar, keys, selection by pointer.
FocusScope {
    id: root

    property alias view: view
    property alias model: view.model
    property alias columns: view.columns
    property string label: qsTr("Log lines")

    signal copied(string text)
    // Only the lines of the service that wrote this one.
    signal onlyWanted(int row)
    // What can be done with this one.
    signal menuWanted(int row)

    Accessible.role: Accessible.List
    Accessible.name: label
    Accessible.description: view.currentLine

    LogView {
        id: view

        property int anchorRow: -1

        anchors.fill: parent
        anchors.rightMargin: 12
        focus: true
        activeFocusOnTab: true
        font.family: Theme.mono
        font.pixelSize: Theme.code
        lineHeight: Theme.codeLine
        textColor: Theme.text
        dimColor: Theme.dim
        errorBackground: Theme.badSoft
        warningBackground: Theme.warningSoft
        selectionColor: Theme.accentSoft
        matchColor: Theme.match
        ansiColors: Theme.ansi
        sourceColors: Theme.sources
        Keys.onPressed: event => {
            const page = view.height - view.lineHeight;
            const moves = {
                [Qt.Key_Up]: -view.lineHeight, [Qt.Key_Down]: view.lineHeight,
                [Qt.Key_PageUp]: -page, [Qt.Key_PageDown]: page,
                [Qt.Key_Home]: -view.contentHeight, [Qt.Key_End]: view.contentHeight
            };
            const step = event.key === Qt.Key_Up ? -1 : event.key === Qt.Key_Down ? 1 : 0;
            event.accepted = true;
            if (step !== 0 && (view.hasSelection || event.modifiers & Qt.ShiftModifier))
                view.moveSelection(step, event.modifiers & Qt.ShiftModifier);
            else if (event.key === Qt.Key_Escape && view.hasSelection)
                view.select(-1, -1);
            else if (event.matches(StandardKey.Copy))
                root.copied(view.selectedText());
            else if (event.matches(StandardKey.SelectAll))
                view.select(0, view.model.count - 1);
            else if (event.key === Qt.Key_Left || event.key === Qt.Key_Right)
                view.shift += event.key === Qt.Key_Left ? -60 : 60;
            else if (event.key in moves)
                view.scrollBy(moves[event.key]);
            else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
                view.toggle();
            else if (event.key === Qt.Key_Menu && view.currentRow() >= 0)
                root.menuWanted(view.currentRow());
            else if (event.key === Qt.Key_O)
                root.onlyWanted(view.currentRow());
            else
                event.accepted = false;
        }

        MouseArea {
            anchors.fill: parent
            cursorShape: Qt.IBeamCursor
            acceptedButtons: Qt.LeftButton | Qt.RightButton
            onPressed: mouse => {
                view.forceActiveFocus();
                if (mouse.button === Qt.RightButton) {
                    const row = view.rowAt(mouse.y);
                    if (row >= 0 && !view.isSelected(row))
                        view.select(row, row);
                    if (row >= 0)
                        root.menuWanted(row);
                    return;
                }
                view.anchorRow = mouse.modifiers & Qt.ShiftModifier && view.anchorRow >= 0
                    ? view.anchorRow : view.rowAt(mouse.y);
                view.select(view.anchorRow, view.rowAt(mouse.y));
                if (view.isFoldMark(mouse.x, mouse.y))
                    view.toggle(view.rowAt(mouse.y));
            }
            onDoubleClicked: mouse => {
                if (!view.isFoldMark(mouse.x, mouse.y))
                    view.toggle(view.rowAt(mouse.y));
            }
            onPositionChanged: mouse => {
                const row = view.rowAt(Math.max(0, Math.min(view.height - 1, mouse.y)));
                if (row >= 0 && view.anchorRow >= 0)
                    view.select(view.anchorRow, row);
            }
            onWheel: wheel => {
                if (wheel.modifiers & Qt.ShiftModifier || wheel.angleDelta.x !== 0)
                    view.shift -= wheel.angleDelta.x + wheel.angleDelta.y;
                else
                    view.scrollBy(-wheel.angleDelta.y / 120 * 3 * view.lineHeight);
            }
        }
    }
    FocusRing { shown: view.activeFocus; corner: 4; anchors.margins: 0; border.width: 1 }
    ThinScrollBar {
        id: bar

        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        orientation: Qt.Vertical
        size: view.contentHeight > 0 ? Math.min(1, view.height / view.contentHeight) : 1
        onPositionChanged: {
            if (pressed)
                view.scrollTo(position * view.contentHeight);
        }

        Binding {
            target: bar
            property: "position"
            value: view.contentHeight > 0 ? view.position / view.contentHeight : 0
            when: !bar.pressed
        }
    }
}
