// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// The guide that is installed with the program: chapters on the left, the page on the right.
Modal {
    id: root

    title: Guide.title
    visible: Guide.page.length > 0
    width: Math.min(980, parent ? parent.width - 48 : 980)
    height: Math.min(820, parent ? parent.height - 64 : 820)
    onClosed: {
        if (Guide.page.length > 0)
            Guide.close();
    }
    onOpened: page.forceActiveFocus(Qt.TabFocusReason)
    buttons: [
        ActionButton {
            text: qsTr("Back")
            tip: qsTr("Alt+Left")
            visible: Guide.canGoBack
            onClicked: Guide.back()
        },
        ActionButton { text: qsTr("Close"); onClicked: Guide.close() }
    ]

    Shortcut { sequence: "Alt+Left"; enabled: Guide.canGoBack; onActivated: Guide.back() }
    Connections {
        target: Guide
        function onPageChanged() { page.contentY = 0; }
    }

    contentItem: RowLayout {
        spacing: Theme.gap5

        ListView {
            id: chapters

            Layout.preferredWidth: 210
            Layout.fillHeight: true
            activeFocusOnTab: true
            keyNavigationEnabled: true
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: Guide.chapters
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Chapters")
            Keys.onReturnPressed: (currentItem as HelpEntry)?.chosen()
            Keys.onEnterPressed: (currentItem as HelpEntry)?.chosen()

            delegate: HelpEntry {
                width: ListView.view.width
                shown: name === Guide.chapter
                current: chapters.activeFocus && ListView.isCurrentItem
                onChosen: {
                    chapters.currentIndex = index;
                    Guide.show(name);
                }
            }
        }
        Flickable {
            id: page

            Layout.fillWidth: true
            Layout.fillHeight: true
            contentHeight: column.implicitHeight
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            activeFocusOnTab: true
            ScrollBar.vertical: ThinScrollBar { }
            Accessible.role: Accessible.Pane
            Accessible.name: Guide.title
            Keys.onUpPressed: flick(0, 700)
            Keys.onDownPressed: flick(0, -700)
            Keys.onPressed: event => {
                const step = event.key === Qt.Key_PageDown ? height - 40
                           : event.key === Qt.Key_PageUp ? 40 - height : 0;
                if (step !== 0) {
                    contentY = Math.max(0, Math.min(Math.max(0, contentHeight - height), contentY + step));
                    event.accepted = true;
                }
            }

            FocusRing { shown: page.activeFocus; parent: page }
            Column {
                id: column

                width: page.width - Theme.gap5
                spacing: Theme.gap2

                Repeater {
                    model: Guide.blocks

                    HelpBlock { width: column.width }
                }
            }
        }
    }
}
