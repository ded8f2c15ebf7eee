// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Qt.labs.platform as Native
import Devstack.Backend
import Devstack.Ui

// Followed logs: choose a service, search, pause, jump to errors, save.
WorkspacePage {
    id: root

    subtitle: Logs.lines.total > 0
              ? qsTr("%1 lines").arg(Number(Logs.lines.total).toLocaleString(Qt.locale(), "f", 0)) : ""
    Component.onCompleted: Logs.active = true
    Component.onDestruction: Logs.active = false

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.gap4
        spacing: Theme.gap3

        LogTools {
            Layout.fillWidth: true
            onSaveWanted: saveDialog.open()
            onErrorWanted: pane.view.showRow(Logs.lines.nextOfLevel(pane.view.currentRow(), LogLevel.Error))
            onLevelToggled: level => Logs.lines.minimumLevel = Logs.lines.minimumLevel === level ? LogLevel.None : level
        }
        Panel {
            Layout.fillWidth: true
            Layout.fillHeight: true

            ColumnLayout {
                anchors.fill: parent
                anchors.margins: 1
                spacing: 0

                LogHead { Layout.fillWidth: true; following: pane.view.follow; onFollowWanted: pane.view.follow = true }
                Divider { Layout.fillWidth: true }
                Banner {
                    Layout.fillWidth: true
                    Layout.margins: Theme.gap2
                    closable: false
                    message: Logs.problem
                    hint: Logs.hint
                    action: qsTr("Try again")
                    onActed: Logs.retry()
                }
                LogPane {
                    id: pane

                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.topMargin: 4
                    Layout.bottomMargin: 4
                    columns: true
                    model: Logs.lines
                    label: qsTr("Log of %1").arg(Logs.sourceLabel)
                    onCopied: text => Actions.copy(text)

                    EmptyRoom {
                        anchors.centerIn: parent
                        visible: Logs.lines.count === 0 && Logs.problem.length === 0
                        glyph: "logs"
                        title: Logs.lines.total > 0 ? qsTr("No matching lines")
                             : Session.anyRunning ? qsTr("Nothing written yet") : qsTr("Nothing is running")
                        sentence: Logs.lines.total > 0
                                  ? qsTr("None of the %1 lines kept matches the search.").arg(Logs.lines.total)
                                  : Session.anyRunning ? qsTr("Lines appear here as services write them.")
                                  : qsTr("Logs appear here as soon as a service runs.")
                        action: Logs.lines.total > 0 ? qsTr("Show all lines") : ""
                        onActed: {
                            Logs.lines.filter = "";
                            Logs.lines.minimumLevel = LogLevel.None;
                        }
                    }
                }
            }
        }
    }
    Native.FileDialog {
        id: saveDialog

        title: qsTr("Save the lines")
        fileMode: Native.FileDialog.SaveFile
        defaultSuffix: "log"
        onAccepted: {
            const problem = Logs.save(saveDialog.file);
            Actions.noticed(problem.length > 0 ? problem : qsTr("Saved"));
        }
    }
}
