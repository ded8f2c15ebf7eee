// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Search or run a command: Ctrl K, type, Enter.
Item {
    id: root

    // What had the keyboard before Ctrl K; it gets it back.
    property Item before

    implicitHeight: Theme.control

    function open() {
        CommandSearch.query = field.text;
        list.currentIndex = 0;
        results.open();
    }

    function leave() {
        field.clear();
        results.close();
        if (before)
            before.forceActiveFocus(Qt.ShortcutFocusReason);
        else
            field.focus = false;
        before = null;
    }

    function run(row: int) {
        const id = CommandSearch.results.keyAt(row);
        leave();
        if (id)
            CommandSearch.run(id);
    }

    InputField {
        id: field

        anchors.fill: parent
        rightPadding: hint.width + 16
        placeholderText: qsTr("Search or run a command")
        onTextChanged: {
            CommandSearch.query = text;
            if (Session.page === Page.Overview)
                Overview.filter = text;
            list.currentIndex = 0;
            if (text.length > 0)
                results.open();
        }
        // Passing by with Tab opens nothing.
        onActiveFocusChanged: if (!activeFocus) results.close()
        onPressed: root.open()
        Keys.onDownPressed: results.opened ? list.incrementCurrentIndex() : root.open()
        Keys.onUpPressed: list.decrementCurrentIndex()
        Keys.onReturnPressed: results.opened ? root.run(list.currentIndex) : root.open()
        Keys.onEnterPressed: results.opened ? root.run(list.currentIndex) : root.open()
        Keys.onEscapePressed: root.leave()
    }
    Rectangle {
        id: hint

        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        width: hintText.implicitWidth + 10
        height: 18
        radius: 4
        color: "transparent"
        border.color: Theme.line
        visible: !field.activeFocus

        PlainText {
            id: hintText

            anchors.centerIn: parent
            text: qsTr("Ctrl K")
            font.pixelSize: Theme.caps
            color: Theme.dim
        }
    }
    Shortcut {
        sequence: "Ctrl+K"
        onActivated: {
            if (!field.activeFocus)
                root.before = root.Window.activeFocusItem;
            field.forceActiveFocus(Qt.ShortcutFocusReason);
            root.open();
        }
    }
    Popup {
        id: results

        y: root.height + 6
        x: root.width - width
        width: 420
        padding: Theme.gap1
        focus: false
        closePolicy: Popup.CloseOnPressOutsideParent
        background: Panel { }
        contentItem: ListView {
            id: list

            implicitHeight: Math.max(36, contentHeight)
            model: CommandSearch.results
            interactive: false

            delegate: ItemDelegate {
                id: row

                required property int index
                required property string label
                required property string detail
                required property string glyph

                width: ListView.view.width
                height: 36
                highlighted: ListView.isCurrentItem
                Accessible.name: qsTr("%1, %2").arg(row.label).arg(detail)
                onClicked: root.run(index)
                onHoveredChanged: if (hovered) list.currentIndex = index

                contentItem: RowLayout {
                    spacing: Theme.gap2

                    Icon { name: row.glyph }
                    PlainText { Layout.fillWidth: true; text: row.label; font.pixelSize: 13 }
                    PlainText {
                        Layout.maximumWidth: 190
                        text: row.detail
                        color: Theme.dim
                        font.pixelSize: Theme.small
                    }
                }
                background: Rectangle {
                    radius: 6
                    color: row.highlighted ? Theme.accentSoft : "transparent"
                }
            }
            PlainText {
                anchors.centerIn: parent
                text: qsTr("No matches.")
                color: Theme.dim
                visible: list.count === 0
            }
        }
    }
}
