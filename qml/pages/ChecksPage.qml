// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// The definition of done of every repository, and what lint found in them.
WorkspacePage {
    id: root

    readonly property bool any: Reviewer.repositories.count > 0

    Component.onCompleted: Reviewer.active = true
    Component.onDestruction: Reviewer.active = false

    EmptyRoom {
        anchors.centerIn: parent
        visible: Reviewer.loaded && !root.any && Reviewer.problem.length === 0
        glyph: "checks"
        title: qsTr("No repositories to check")
        sentence: qsTr("Cloned repositories appear here with what they lack. Nothing in them is run.")
        action: qsTr("Show the overview")
        onActed: Session.page = Page.Overview
    }
    PlainText {
        anchors.centerIn: parent
        visible: !Reviewer.loaded
        text: qsTr("Checking the repositories…")
        color: Theme.dim
    }
    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.gap4
        spacing: Theme.gap3

        Banner {
            Layout.fillWidth: true
            closable: false
            message: Reviewer.problem
            hint: Reviewer.hint
            action: qsTr("Try again")
            onActed: Reviewer.refresh()
        }
        CheckMatrix {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(wanted, root.height * 0.45)
            visible: root.any
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.gap3
            visible: root.any

            CheckDetail {
                Layout.preferredWidth: Math.max(300, root.width * 0.36)
                Layout.fillHeight: true
            }
            FindingList {
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
        Item { Layout.fillHeight: true; visible: !root.any }
    }
    ScaffoldSheet { parent: root.Window.window ? root.Window.contentItem : root }
}
