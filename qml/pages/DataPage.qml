// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Devstack.Backend
import Devstack.Ui

// Every IDA with data: its seeds, a place to drop a file, reset.
WorkspacePage {
    id: root

    EmptyRoom {
        anchors.centerIn: parent
        visible: Session.loaded && Seeds.rows.count === 0
        glyph: "data"
        title: qsTr("No data here yet")
        sentence: qsTr("IDAs with a database or with seeds in their manifest appear here.")
        action: qsTr("Show the overview")
        onActed: Session.page = Page.Overview
    }
    ListView {
        id: list

        anchors.fill: parent
        anchors.margins: Theme.gap5
        clip: true
        spacing: Theme.gap3
        // The Tab key reaches what is instantiated: every card of a large workspace.
        cacheBuffer: 12000
        model: Seeds.rows
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ThinScrollBar { }

        FocusKeeper { view: list }

        delegate: SeedCard { width: Math.min(ListView.view.width - 12, 1080) }
    }
}
