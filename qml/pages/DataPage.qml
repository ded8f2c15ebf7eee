// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Every IDA with data in a table; of the selected one with what it begins, its checkpoints and seeds.
WorkspacePage {
    id: root

    readonly property bool narrow: width < 1000

    first: table.list
    Component.onCompleted: Data.active = true
    Component.onDestruction: Data.active = false

    EmptyRoom {
        anchors.centerIn: parent
        visible: Session.loaded && Data.rows.count === 0
        glyph: "data"
        title: qsTr("No data here yet")
        sentence: qsTr("IDAs with a database or with seeds in their manifest appear here.")
        action: qsTr("Show the overview")
        onActed: Session.page = Page.Overview
    }
    RowLayout {
        anchors.fill: parent
        spacing: 0
        visible: Data.rows.count > 0

        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.margins: Theme.gap5
            spacing: Theme.gap3

            Banner {
                Layout.fillWidth: true
                closable: false
                message: Data.problem
                hint: Data.hint
                action: qsTr("Try again")
                onActed: Data.refresh()
            }
            DataTable {
                id: table

                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredHeight: wanted
                Layout.maximumHeight: wanted
            }
            PlainText {
                Layout.fillWidth: true
                text: Data.stale.length > 0 ? Data.stale : Data.loading ? qsTr("Reading sizes and snapshots…") : ""
                visible: text.length > 0
                color: Theme.dim
                font.pixelSize: Theme.small
                wrapMode: Text.Wrap
            }
            Item { Layout.fillHeight: true }
        }
        DataPane {
            id: pane

            Layout.preferredWidth: root.narrow ? 340 : 380
            Layout.fillHeight: true
            onSaveWanted: saving.ask(Data.ida)
            onSchemaWanted: service => beginning.ask(service, "")
            onImportWanted: file => importing.ask(file)
        }
    }
    DropArea {
        anchors.fill: parent
        enabled: Data.ida.length > 0
        keys: ["text/uri-list"]
        onContainsDragChanged: pane.dropping = containsDrag
        onDropped: drop => {
            if (drop.hasUrls && drop.urls.length > 0)
                Data.take(drop.urls[0]);
        }
    }
    Connections {
        target: Data
        function onDumpOffered(file: string) {
            beginning.ask(Data.schemaServices[0], file);
        }
        function onFileOffered(file: url, isDump: bool) {
            giving.ask(file, isDump);
        }
    }
    ChangesSheet { parent: root.Window.window ? root.Window.contentItem : root }
    SchemaSheet {
        parent: root.Window.window ? root.Window.contentItem : root
        onSchemaWanted: service => beginning.ask(service, "")
    }
    SaveDialog { id: saving }
    SchemaDialog { id: beginning }
    GiveDialog {
        id: giving

        onBeginWanted: path => beginning.ask(Data.schemaServices[0], path)
    }
    ImportDialog { id: importing }
}
