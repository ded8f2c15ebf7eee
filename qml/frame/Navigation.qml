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
        NavigationEntry { page: Page.Overview; text: qsTr("Overview"); shortcut: "Ctrl+1"; folded: root.folded; Layout.fillWidth: true }
        NavigationEntry {
            Layout.fillWidth: true
            folded: root.folded
            page: Page.Runs
            text: qsTr("Runs")
            shortcut: "Ctrl+2"
            badge: Runs.active > 0 ? String(Runs.active) : ""
        }
        NavigationEntry { page: Page.Logs; text: qsTr("Logs"); shortcut: "Ctrl+3"; folded: root.folded; Layout.fillWidth: true }
        NavigationEntry { page: Page.Data; text: qsTr("Data"); shortcut: "Ctrl+4"; folded: root.folded; Layout.fillWidth: true }
        NavigationEntry { page: Page.Configuration; text: qsTr("Configuration"); shortcut: "Ctrl+5"; folded: root.folded; Layout.fillWidth: true }
        NavigationEntry {
            Layout.fillWidth: true
            folded: root.folded
            page: Page.Checks
            text: qsTr("Checks")
            shortcut: "Ctrl+6"
            badge: Reviewer.failures > 0 ? String(Reviewer.failures) : ""
        }
        Item { Layout.fillHeight: true }
        NavigationEntry { page: Page.Settings; text: qsTr("Settings"); shortcut: "Ctrl+,"; folded: root.folded; Layout.fillWidth: true }
    }
}
