// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// What is chosen for an IDA, every value with who decided it, and its compose file before and after.
WorkspacePage {
    id: root

    property string tab: "values"
    readonly property bool narrow: width < 1000

    subtitle: Configurator.ida
    Component.onCompleted: Configurator.active = true
    Component.onDestruction: Configurator.active = false

    EmptyRoom {
        anchors.centerIn: parent
        visible: Session.loaded && Configurator.idas.count === 0
        glyph: "configuration"
        title: qsTr("Nothing to configure yet")
        sentence: qsTr("The workspace's repositories appear here with the choices they offer.")
        action: qsTr("Show the overview")
        onActed: Session.page = Page.Overview
    }
    RowLayout {
        anchors.fill: parent
        anchors.margins: Theme.gap4
        spacing: Theme.gap4
        visible: Configurator.idas.count > 0

        ConfigIdas {
            Layout.preferredWidth: root.narrow ? 168 : 220
            Layout.fillHeight: true
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.gap3

            Banner {
                Layout.fillWidth: true
                closable: false
                message: Configurator.problem
                hint: Configurator.hint
                action: qsTr("Try again")
                onActed: Configurator.refresh()
            }
            ConfigChoices { Layout.fillWidth: true; visible: Configurator.problem.length === 0 }
            Repeater {
                model: Configurator.conflicts

                ConfigConflict { Layout.fillWidth: true }
            }
            ConfigOutcome { Layout.fillWidth: true; visible: Configurator.outcome.length > 0 }
            ConfigMemory { Layout.fillWidth: true; visible: Configurator.memoryText.length > 0 }
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.gap3

                Segments {
                    label: qsTr("Show")
                    current: root.tab
                    options: OptionList { keys: ["values", "files"]; texts: [qsTr("Values"), qsTr("Compose file")] }
                    onChosen: key => root.tab = key
                }
                PlainText {
                    Layout.fillWidth: true
                    text: Configurator.loading ? qsTr("Reading…")
                        : root.tab === "files" ? qsTr("Changed lines are highlighted; key order and comments are ignored.") : ""
                    color: Theme.dim
                    font.pixelSize: 13
                }
            }
            ConfigValues {
                Layout.fillWidth: true
                Layout.fillHeight: true
                visible: root.tab === "values"
                onLineWanted: line => {
                    root.tab = "files";
                    files.showOriginal(line - 1);
                }
            }
            ConfigFiles {
                id: files

                Layout.fillWidth: true
                Layout.fillHeight: true
                visible: root.tab === "files"
            }
        }
    }
}
