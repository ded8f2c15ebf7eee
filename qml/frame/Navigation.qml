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
        Repeater {
            model: Session.pages

            ColumnLayout {
                id: entry

                required property int page
                required property string name
                required property string text
                required property string shortcut
                required property bool last

                Layout.fillWidth: true
                Layout.fillHeight: last
                spacing: 0

                Item { visible: entry.last; Layout.fillHeight: true }
                NavigationEntry {
                    Layout.fillWidth: true
                    page: entry.page
                    glyph: entry.name
                    text: entry.text
                    shortcut: entry.shortcut
                    folded: root.folded
                    badge: page === Page.Runs && Runs.active > 0 ? String(Runs.active)
                         : page === Page.Terminals && Terminals.live.length > 0 ? String(Terminals.live.length)
                         : page === Page.Checks && Reviewer.failures > 0 ? String(Reviewer.failures) : ""
                }
            }
        }
    }
}
