// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Searches what a terminal has written.
FocusScope {
    id: root

    required property TerminalItem view

    signal closed()

    function open() {
        visible = true;
        field.forceActiveFocus();
        field.selectAll();
        view.searched = field.text;
    }
    function close() {
        visible = false;
        view.searched = "";
        view.clearSelection();
        closed();
    }

    visible: false
    implicitHeight: row.implicitHeight + 2 * Theme.gap2
    Keys.onEscapePressed: close()

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.margins: Theme.gap2
        spacing: Theme.gap2

        InputField {
            id: field

            Layout.fillWidth: true
            Layout.maximumWidth: 360
            focus: true
            placeholderText: qsTr("Search this terminal")
            onTextEdited: root.view.searched = text
            Keys.onReturnPressed: event => root.view.findNext(!(event.modifiers & Qt.ShiftModifier))
            Keys.onEnterPressed: event => root.view.findNext(!(event.modifiers & Qt.ShiftModifier))
        }
        PlainText {
            visible: field.text.length > 0
            text: root.view.matches === 0 ? qsTr("Not found")
                : root.view.matches === 1 ? qsTr("1 place") : qsTr("%1 places").arg(root.view.matches)
            color: Theme.dim
            font.pixelSize: Theme.small
        }
        ActionButton {
            text: qsTr("Older")
            tip: qsTr("Enter")
            enabled: root.view.matches > 0
            onClicked: root.view.findNext(true)
        }
        ActionButton {
            text: qsTr("Newer")
            tip: qsTr("Shift+Enter")
            enabled: root.view.matches > 0
            onClicked: root.view.findNext(false)
        }
        Item { Layout.fillWidth: true }
        ActionButton {
            flat: true
            glyph: "close"
            tip: qsTr("Close the search")
            onClicked: root.close()
        }
    }
    Divider { anchors.left: parent.left; anchors.right: parent.right; anchors.bottom: parent.bottom }
}
