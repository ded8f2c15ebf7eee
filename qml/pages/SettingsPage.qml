// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// What the user chooses for this program.
WorkspacePage {
    id: root

    // What was asked before was perhaps about no workspace, or about another one.
    Component.onCompleted: Welcome.check()

    Flickable {
        id: flick

        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.gap5
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ThinScrollBar { }

        FocusKeeper { view: flick }

        ColumnLayout {
            id: column

            x: Theme.gap5
            y: Theme.gap5
            width: Math.min(root.width - 2 * Theme.gap5, 640)
            spacing: Theme.gap3

            SectionLabel { text: qsTr("Appearance") }
            Panel {
                Layout.fillWidth: true
                implicitHeight: look.implicitHeight + 2 * Theme.gap3

                ColumnLayout {
                    id: look

                    anchors.fill: parent
                    anchors.margins: Theme.gap3
                    anchors.leftMargin: Theme.gap4
                    spacing: 0

                    SettingRow {
                        Layout.fillWidth: true
                        name: qsTr("Theme")
                        explanation: qsTr("System follows your desktop's colours.")

                        Segments {
                            label: qsTr("Theme")
                            current: Settings.theme
                            options: OptionList {
                                keys: ["system", "light", "dark"]
                                texts: [qsTr("System"), qsTr("Light"), qsTr("Dark")]
                            }
                            onChosen: key => Settings.theme = key
                        }
                    }
                    Divider { Layout.fillWidth: true }
                    SettingRow {
                        Layout.fillWidth: true
                        name: qsTr("Language")
                        explanation: qsTr("Errors stay English; some texts follow at the next start.")

                        Segments {
                            label: qsTr("Language")
                            current: Settings.language
                            // A language is called as it calls itself.
                            options: OptionList {
                                keys: ["system", "en", "de"]
                                texts: [qsTr("System"), "English", "Deutsch"]
                            }
                            onChosen: key => Settings.language = key
                        }
                    }
                    Divider { Layout.fillWidth: true }
                    SettingRow {
                        Layout.fillWidth: true
                        name: qsTr("Reduced motion")
                        explanation: qsTr("Nothing moves or fades.")

                        Toggle {
                            checked: Settings.reducedMotion
                            label: qsTr("Reduced motion")
                            onToggled: Settings.reducedMotion = checked
                        }
                    }
                }
            }
            SectionLabel { text: qsTr("Work"); Layout.topMargin: Theme.gap3 }
            Panel {
                Layout.fillWidth: true
                implicitHeight: work.implicitHeight + 2 * Theme.gap3

                ColumnLayout {
                    id: work

                    anchors.fill: parent
                    anchors.margins: Theme.gap3
                    anchors.leftMargin: Theme.gap4
                    spacing: 0

                    SettingRow {
                        Layout.fillWidth: true
                        name: qsTr("Shells open")
                        explanation: qsTr("Also database shells and commands that need a terminal.")

                        Segments {
                            label: qsTr("Shells open")
                            current: Settings.shellsInWindow ? "window" : "program"
                            options: OptionList {
                                keys: ["window", "program"]
                                texts: [qsTr("in this window"), qsTr("in my own terminal program")]
                            }
                            onChosen: key => Settings.shellsInWindow = key === "window"
                        }
                    }
                    Divider { Layout.fillWidth: true }
                    SettingRow {
                        Layout.fillWidth: true
                        name: qsTr("Terminal program")
                        explanation: Settings.shellsInWindow ? qsTr("Opens editors and fixes. Leave empty to use the first that is found.")
                                                             : qsTr("Opens shells. Leave empty to use the first that is found.")

                        InputField {
                            implicitWidth: 240
                            text: Settings.terminal
                            placeholderText: qsTr("found automatically")
                            label: qsTr("Terminal program")
                            onEditingFinished: Settings.terminal = text
                        }
                    }
                    Divider { Layout.fillWidth: true }
                    SettingRow {
                        Layout.fillWidth: true
                        name: qsTr("Stay in the tray")
                        explanation: qsTr("Closing the window keeps the icon, where there is a tray.")

                        Toggle {
                            checked: Settings.keepInTray
                            label: qsTr("Stay in the tray")
                            onToggled: Settings.keepInTray = checked
                        }
                    }
                    Divider { Layout.fillWidth: true }
                    SettingRow {
                        Layout.fillWidth: true
                        name: qsTr("Start at login")
                        explanation: AutostartSetting.problem !== "" ? AutostartSetting.problem
                                   : AutostartSetting.foreign !== "" ? qsTr("%1 is not this program's and stays as it is.").arg(AutostartSetting.foreign)
                                                                     : qsTr("In the tray; where there is none, the window opens.")

                        Toggle {
                            checked: AutostartSetting.on
                            enabled: AutostartSetting.foreign === ""
                            label: qsTr("Start at login")
                            onToggled: {
                                AutostartSetting.set(checked);
                                // What is there now, also where it failed.
                                checked = Qt.binding(() => AutostartSetting.on);
                            }
                        }
                    }
                }
            }
            WelcomeChecks { Layout.fillWidth: true; Layout.topMargin: Theme.gap3 }
        }
    }
}
