// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// The files that would be written, and the change of the chosen one.
RowLayout {
    id: root

    function walk(by: int) {
        const to = Math.max(0, Math.min(list.count - 1, list.currentIndex + by));
        Scaffolder.file = Scaffolder.files.keyAt(to);
    }

    spacing: Theme.gap3

    ColumnLayout {
        Layout.preferredWidth: Math.min(280, root.width * 0.34)
        Layout.maximumWidth: 280
        Layout.fillHeight: true
        spacing: Theme.gap2

        ListView {
            id: list

            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: 92
            Layout.preferredHeight: contentHeight
            clip: true
            activeFocusOnTab: true
            model: Scaffolder.files
            currentIndex: Scaffolder.files.count > 0 ? Scaffolder.files.indexOf(Scaffolder.file) : -1
            boundsBehavior: Flickable.StopAtBounds
            highlightMoveDuration: 0
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Files")
            Keys.onUpPressed: root.walk(-1)
            Keys.onDownPressed: root.walk(1)
            ScrollBar.vertical: ThinScrollBar { }

            delegate: Rectangle {
                id: row

                required property string path
                required property bool isNew
                required property bool executable
                required property int lines
                readonly property bool current: path === Scaffolder.file

                width: ListView.view.width
                height: 46
                radius: 6
                color: current ? Theme.accentSoft : hover.hovered ? Theme.raised : "transparent"
                border.width: current && list.activeFocus ? 2 : 0
                border.color: Theme.accent
                Accessible.role: Accessible.ListItem
                Accessible.name: path + ", " + kind.text

                PlainText {
                    x: Theme.gap2
                    y: 5
                    width: parent.width - 2 * Theme.gap2
                    text: row.path
                    font.family: Theme.mono
                    font.pixelSize: Theme.code
                    elide: Text.ElideMiddle
                    color: row.current ? Theme.accentOnSoft : Theme.text
                }
                PlainText {
                    id: kind

                    x: Theme.gap2
                    y: 24
                    width: parent.width - 2 * Theme.gap2
                    text: (row.isNew ? row.executable ? qsTr("new, executable") : qsTr("new") : qsTr("added to the end"))
                          + qsTr(" · %1 lines").arg(row.lines)
                    color: Theme.dim
                    font.pixelSize: Theme.small
                }
                HoverHandler { id: hover; cursorShape: Qt.PointingHandCursor }
                TapHandler {
                    onTapped: {
                        list.forceActiveFocus();
                        Scaffolder.file = row.path;
                    }
                }
                Tip { shown: hover.hovered; text: row.path }
            }
        }
        LeftToOwner {
            Layout.fillWidth: true
            Layout.minimumHeight: Math.min(wanted, root.height * 0.5)
            Layout.preferredHeight: Layout.minimumHeight
        }
    }
    Panel {
        Layout.fillWidth: true
        Layout.fillHeight: true
        color: Theme.background

        LogPane {
            id: pane

            anchors.fill: parent
            anchors.margins: 4
            model: Scaffolder.diff
            label: qsTr("Change of %1").arg(Scaffolder.file)
            view.grounds: true
            view.warningBackground: Theme.okSoft
            view.errorBackground: Theme.badSoft
            onCopied: text => Actions.copy(text)
        }
    }
    Connections {
        target: Scaffolder

        function onFileChanged() {
            pane.view.follow = false;
            pane.view.shift = 0;
            pane.view.scrollTo(0);
        }
    }
    Component.onCompleted: {
        pane.view.follow = false;
        pane.view.scrollTo(0);
    }
}
