// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Which workspace, which page. Folds to icons in a narrow window.
Rectangle {
    id: root

    property bool folded: false
    readonly property var entries: Session.pages

    implicitWidth: folded ? 56 : 208
    color: Theme.panel

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: root.folded ? 8 : Theme.gap3
        spacing: 2

        WorkspaceBadge {
            Layout.fillWidth: true
            Layout.bottomMargin: Theme.gap3
            folded: root.folded
        }
        Repeater {
            model: root.entries.filter(entry => !entry.last)

            NavigationEntry {
                required property var modelData

                Layout.fillWidth: true
                page: modelData.page
                glyph: modelData.name
                text: modelData.text
                shortcut: modelData.shortcut
                folded: root.folded
                badge: page === Page.Runs && Runs.active > 0 ? String(Runs.active)
                     : page === Page.Checks && Reviewer.failures > 0 ? String(Reviewer.failures) : ""
            }
        }
        Item { Layout.fillHeight: true }
        Repeater {
            model: root.entries.filter(entry => entry.last)

            NavigationEntry {
                required property var modelData

                Layout.fillWidth: true
                page: modelData.page
                glyph: modelData.name
                text: modelData.text
                shortcut: modelData.shortcut
                folded: root.folded
            }
        }
    }
}
