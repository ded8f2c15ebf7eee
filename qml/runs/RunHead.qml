// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQml.Models
import Devstack.Backend
import Devstack.Ui

// Elapsed, left, steps, critical path; copy, cancel, run again, earlier runs.
RowLayout {
    id: root

    // A cancel was asked for and something has to finish.
    readonly property bool ending: Runs.running && Runs.ours && Actions.cancelling
    // Why it can be neither resumed nor run again right now.
    readonly property string refusal: !Runs.repeatable ? qsTr("It cannot be run again from here. Copy the command and run it in a terminal.")
        : Actions.busy ? qsTr("Another action of this window comes first. Wait for it or cancel it.")
        : Runs.active > 0 ? qsTr("Another run goes on with this workspace.")
        : !Session.engineAvailable ? qsTr("The engine does not answer.") : ""

    spacing: Theme.gap5

    Figure { Layout.alignment: Qt.AlignTop; label: qsTr("Elapsed"); value: Runs.elapsed }
    Figure {
        Layout.alignment: Qt.AlignTop
        label: qsTr("Time left")
        value: Runs.left
        visible: Runs.running && value.length > 0
    }
    Figure {
        Layout.alignment: Qt.AlignTop
        label: qsTr("Steps")
        value: String(Runs.doneSteps)
        rest: " / " + Runs.totalSteps
        visible: Runs.totalSteps > 0
    }
    Figure {
        Layout.alignment: Qt.AlignTop
        label: Runs.totalSteps > 0 ? qsTr("Up to date") : qsTr("Checked")
        value: String(Runs.checkedSteps)
        visible: Runs.checkedSteps > 0
    }
    Column {
        Layout.alignment: Qt.AlignTop
        spacing: 6
        visible: !Runs.running

        SectionLabel { text: qsTr("Result") }
        Pill {
            text: Runs.resultWord
            ink: Runs.waiting ? Theme.warning : Theme.stepColor(Runs.result)
            ground: Runs.waiting ? Theme.warningSoft : Theme.stepSoft(Runs.result)
        }
    }
    Column {
        Layout.alignment: Qt.AlignTop
        Layout.fillWidth: true
        spacing: 6
        clip: true

        SectionLabel {
            text: root.ending ? qsTr("Cancelling") : qsTr("Critical path")
            visible: root.ending || Runs.criticalPath.length > 0
        }
        PlainText {
            width: parent.width
            visible: root.ending
            text: qsTr("Steps that change data may finish, for at most 30 s.")
            font.pixelSize: 13
        }
        Pill {
            text: Runs.criticalPath
            visible: text.length > 0 && !root.ending
            most: parent.width
            ink: Theme.accentOnSoft
            ground: Theme.accentSoft

            HoverHandler { id: pathHover }
            Tip { shown: pathHover.hovered; text: Runs.criticalPath }
        }
    }
    Row {
        Layout.alignment: Qt.AlignBottom
        spacing: Theme.gap2

        ActionButton {
            id: earlier

            text: qsTr("Earlier runs")
            visible: Runs.runs.count > 1
            Accessible.role: Accessible.ButtonMenu
            onClicked: menu.popup(earlier, 0, earlier.height + 4)

            PopupMenu {
                id: menu

                implicitWidth: 340

                Instantiator {
                    model: Runs.runs
                    onObjectAdded: (index, entry) => menu.insertItem(index, entry as RunEntry)
                    onObjectRemoved: (index, entry) => menu.removeItem(entry as RunEntry)

                    delegate: RunEntry {
                        required property string key

                        onTriggered: Runs.current = key
                    }
                }
            }
        }
        ActionButton {
            id: comparing

            objectName: "compare"
            text: root.width > 900 ? qsTr("Compare with…") : qsTr("Compare…")
            visible: Runs.runs.count > 1 && !Runs.running
            Accessible.role: Accessible.ButtonMenu
            onClicked: others.popup(comparing, 0, comparing.height + 4)

            PopupMenu {
                id: others

                implicitWidth: 340

                Instantiator {
                    model: Runs.runs
                    onObjectAdded: (index, entry) => others.insertItem(index, entry as RunEntry)
                    onObjectRemoved: (index, entry) => others.removeItem(entry as RunEntry)

                    delegate: RunEntry {
                        required property string key

                        // With itself there is nothing to compare, and of one that goes on no end.
                        enabled: key !== Runs.current && result !== RunMark.Running
                        opacity: enabled ? 1 : 0.45
                        onTriggered: RunComparison.compare(Runs.current, key)
                    }
                }
            }
        }
        ActionButton {
            glyph: "copy"
            text: root.width > 900 ? qsTr("Copy command") : ""
            tip: Runs.command
            onClicked: Actions.copy(Runs.command)
        }
        ActionButton {
            text: Runs.isReset ? qsTr("Reset again…") : qsTr("Run again")
            primary: !Runs.isReset
            destructive: !primary
            tip: Runs.isProvisioning ? qsTr("Does only what is still needed: %1").arg(Runs.command)
                                                        : Runs.command
            visible: !Runs.running && (Runs.isReset || !Runs.resumable)
            enabled: !settle.running
            refusal: root.refusal
            onClicked: Actions.runAgain(Runs.current)
        }
        ActionButton {
            objectName: "resume"
            text: qsTr("Resume")
            primary: true
            tip: qsTr("Does only what is still needed")
            visible: !Runs.running && Runs.resumable
            enabled: !settle.running
            refusal: root.refusal
            onClicked: Actions.resume(Runs.current)
        }
        ActionButton {
            text: root.ending ? qsTr("Stop at once") : qsTr("Cancel")
            tip: root.ending ? qsTr("A half-finished migration may be impossible to undo") : ""
            destructive: true
            visible: Runs.running && Runs.ours
            enabled: !settle.running
            onClicked: {
                settle.restart();
                Actions.cancel();
            }
        }
        // A double click is one cancel, neither a second one nor another run.
        Timer { id: settle; interval: 800 }
    }
}
