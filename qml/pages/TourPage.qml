// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Qt.labs.platform as Native
import Devstack.Backend
import Devstack.Ui

// The IDAs one by one, in start order: the stations at the left, the card of one at the right.
WorkspacePage {
    id: root

    readonly property bool any: Tour.stations.count > 0

    function leave() {
        Session.page = Page.Overview;
    }

    first: any ? stations : null
    Keys.onEscapePressed: leave()
    Keys.onPressed: event => {
        const by = event.key === Qt.Key_Right || event.key === Qt.Key_PageDown ? 1
                 : event.key === Qt.Key_Left || event.key === Qt.Key_PageUp ? -1 : 0;
        if (by === 0)
            return;
        event.accepted = true;
        Tour.walk(by);
    }
    Component.onCompleted: {
        Tour.active = true;
        if (Overview.selected.length > 0)
            Tour.show(Overview.selected);
    }
    Component.onDestruction: Tour.active = false

    Connections {
        target: Tour
        function onExported(problem: string) {
            Actions.noticed(problem.length > 0 ? problem : qsTr("Saved"));
        }
    }
    EmptyRoom {
        anchors.centerIn: parent
        visible: Tour.loaded && !root.any && Tour.problem.length === 0
        glyph: "tour"
        title: qsTr("Nothing to show yet")
        sentence: qsTr("The tour tells of every repository what it is, who owns it, what it needs and how to sign in. Add one on the overview.")
        action: qsTr("Show the overview")
        onActed: root.leave()
    }
    PlainText {
        anchors.centerIn: parent
        visible: !Tour.loaded
        text: qsTr("Reading the repositories…")
        color: Theme.dim
    }
    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.gap4
        spacing: Theme.gap3

        Banner {
            Layout.fillWidth: true
            closable: false
            message: Tour.problem
            hint: Tour.hint
            action: qsTr("Try again")
            onActed: Tour.refresh()
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.gap4
            visible: root.any

            StationList {
                id: stations

                Layout.preferredWidth: root.width < 900 ? 200 : 252
                Layout.fillHeight: true
            }
            StationView {
                Layout.fillWidth: true
                Layout.fillHeight: true
                onExportWanted: saveDialog.open()
            }
        }
        Item { Layout.fillHeight: true; visible: !root.any }
    }
    Native.FileDialog {
        id: saveDialog

        title: qsTr("Export the tour")
        fileMode: Native.FileDialog.SaveFile
        defaultSuffix: "md"
        nameFilters: [qsTr("Markdown (*.md)")]
        folder: Settings.remembered("tourFolder", String(Native.StandardPaths.writableLocation(Native.StandardPaths.HomeLocation)))
        currentFile: folder + "/" + Session.workspaceName.replace(/[^A-Za-z0-9]+/g, "-") + "-tour.md"
        onAccepted: {
            Settings.remember("tourFolder", String(saveDialog.folder));
            Tour.exportTo(saveDialog.file);
        }
    }
}
