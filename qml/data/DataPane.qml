// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Qt.labs.platform as Native
import Devstack.Backend
import Devstack.Ui

// The data of the selected IDA: reset, with what it begins, checkpoints, seeds, files.
Rectangle {
    id: root

    // A file is held over the page.
    property bool dropping: false
    readonly property string busy: Actions.busy ? qsTr("Another action of this window comes first. Wait for it or cancel it.") : ""
    readonly property string refusal: busy.length > 0 ? busy
                                    : !Session.engineAvailable ? qsTr("The engine does not answer.") : ""

    signal saveWanted()
    signal schemaWanted(string service)
    signal importWanted(url file)

    // Statements are taken compressed, too.
    function patternsOf(suffix: string): string {
        const plain = "*" + suffix;
        return suffix === ".sql" ? `${plain} ${plain}.gz ${plain}.zst ${plain}.xz ${plain}.bz2` : plain;
    }

    color: Theme.panel
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Data of %1").arg(Data.ida)

    Divider { height: parent.height; width: 1 }
    Flickable {
        id: flick

        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.gap4
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ThinScrollBar { }

        FocusKeeper { view: flick }
        ColumnLayout {
            id: column

            x: Theme.gap5
            y: Theme.gap4
            width: flick.width - 2 * Theme.gap5
            spacing: 0

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.gap2

                PlainText {
                    Layout.fillWidth: true
                    Layout.maximumWidth: implicitWidth + 1
                    text: Data.ida
                    font.pixelSize: Theme.title
                    font.weight: Font.DemiBold
                    elide: Text.ElideMiddle
                }
                Pill {
                    text: Data.conditionWord
                    ink: Theme.stateText(Data.condition)
                    ground: Theme.stateSoft(Data.condition)
                }
                Item { Layout.fillWidth: true }
            }
            PlainText {
                Layout.fillWidth: true
                Layout.topMargin: 2
                text: Data.images
                visible: text.length > 0
                color: Theme.dim
                font.pixelSize: Theme.small
                elide: Text.ElideMiddle
            }
            DataReset {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gap3
                visible: Data.hasDatabase
                refusal: root.refusal
            }
            SectionLabel { Layout.topMargin: Theme.gap5; text: qsTr("Differences"); visible: Data.hasDatabase }
            Flow {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gap2
                spacing: Theme.gap2
                visible: Data.hasDatabase

                ActionButton {
                    text: qsTr("What changed…")
                    refusal: root.refusal
                    tip: qsTr("Tables and rows that were added, changed and removed, to look at and to save as a seed")
                    onClicked: Changes.ask(Data.ida)
                }
                ActionButton {
                    text: qsTr("Schema…")
                    Accessible.name: qsTr("Differences of the schema…")
                    refusal: root.refusal
                    tip: qsTr("Production, migrations and the live database, object by object")
                    onClicked: SchemaDifferences.ask(Data.ida)
                }
            }
            SectionLabel { Layout.topMargin: Theme.gap5; text: qsTr("New data begins with"); visible: Data.databases.count > 0 }
            Repeater {
                model: Data.databases

                DatabaseBlock {
                    Layout.fillWidth: true
                    Layout.topMargin: Theme.gap2
                    named: Data.databases.count > 1
                    refusal: root.busy
                    onSchemaWanted: service => root.schemaWanted(service)
                }
            }
            SectionLabel { Layout.topMargin: Theme.gap5; Layout.bottomMargin: Theme.gap1; text: qsTr("Branches"); visible: branches.visible }
            BranchBlock {
                id: branches

                Layout.fillWidth: true
                visible: Data.hasDatabase && Data.branchText.length > 0
                refusal: root.busy
            }
            SectionLabel { Layout.topMargin: Theme.gap5; Layout.bottomMargin: Theme.gap1; text: qsTr("Checkpoints"); visible: Data.hasDatabase || Data.checkpoints.count > 0 }
            Repeater {
                model: Data.checkpoints

                CheckpointRow {
                    required property int index

                    Layout.fillWidth: true
                    last: index === Data.checkpoints.count - 1
                    refusal: root.refusal
                    onRestoreWanted: Actions.askRestore(Data.ida, name)
                    onDeleteWanted: Actions.askDelete(Data.ida, name)
                    onExportWanted: {
                        exporter.checkpoint = name;
                        exporter.currentFile = exporter.folder + "/" + Data.ida + "-" + name + ".tar.zst";
                        exporter.open();
                    }
                }
            }
            PlainText {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gap2
                visible: Data.hasDatabase && Data.checkpoints.count === 0
                text: qsTr("None yet. Save one before you try something; a reset makes one by itself.")
                color: Theme.dim
                font.pixelSize: 13
                wrapMode: Text.Wrap
            }
            Flow {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gap3
                spacing: Theme.gap2
                visible: Data.hasDatabase

                ActionButton {
                    text: qsTr("Save…")
                    glyph: "save"
                    refusal: root.refusal
                    tip: qsTr("Keeps the present data under a name; its services restart for it")
                    Accessible.name: qsTr("Save a checkpoint…")
                    onClicked: root.saveWanted()
                }
                ActionButton {
                    text: qsTr("Import…")
                    refusal: root.refusal
                    tip: qsTr("Makes a checkpoint of a file that a colleague exported")
                    Accessible.name: qsTr("Import a checkpoint…")
                    onClicked: importer.open()
                }
            }
            SectionLabel { Layout.topMargin: Theme.gap5; Layout.bottomMargin: Theme.gap1; text: qsTr("Seeds") }
            Repeater {
                model: Data.seeds

                SeedRow {
                    required property int index
                    required source
                    required isFile

                    Layout.fillWidth: true
                    ida: Data.ida
                    last: index === Data.seeds.count - 1
                    canApply: Data.running && !Actions.busy
                    onWanted: name => Actions.seed(Data.ida, name)
                    onRemoveWanted: name => Actions.askForget(Data.ida, name)
                }
            }
            PlainText {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gap2
                visible: Data.seeds.count === 0
                text: qsTr("Its manifest declares no seeds.")
                color: Theme.dim
                font.pixelSize: 13
            }
            FileDrop {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gap5
                visible: Data.loaders.length > 0
                refusal: root.busy.length > 0 ? root.busy
                       : Data.running ? "" : qsTr("%1 is not running.").arg(Data.ida)
                onChooseWanted: seeder.open()
            }
        }
    }
    DropCover {
        anchors.fill: parent
        anchors.leftMargin: 1
        visible: root.dropping
    }
    Native.FileDialog {
        id: seeder

        title: qsTr("Apply a file to %1").arg(Data.ida)
        nameFilters: [qsTr("Files with a loader (%1)").arg(Array.from(Data.loaders).map(root.patternsOf).join(" "))]
        onAccepted: Data.take(seeder.file)
    }
    Native.FileDialog {
        id: exporter

        property string checkpoint: ""

        title: qsTr("Export %1 of %2").arg(checkpoint).arg(Data.ida)
        fileMode: Native.FileDialog.SaveFile
        defaultSuffix: "tar.zst"
        onAccepted: Actions.exportCheckpoint(Data.ida, exporter.checkpoint, exporter.file)
    }
    Native.FileDialog {
        id: importer

        title: qsTr("Import a checkpoint of %1").arg(Data.ida)
        onAccepted: root.importWanted(importer.file)
    }
}
