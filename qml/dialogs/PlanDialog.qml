// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Before a run: what it would do, how long it would take and how much memory.
Modal {
    id: root

    readonly property bool empty: !Forecast.reading && Forecast.problem.length === 0 && Forecast.steps.count === 0

    title: Forecast.ida.length > 0 ? qsTr("What provisioning %1 would do").arg(Forecast.ida)
                                   : qsTr("What provisioning everything would do")
    visible: Forecast.open
    width: Math.min(760, parent ? parent.width - 48 : 760)
    onClosed: {
        if (Forecast.open)
            Forecast.close();
    }
    onOpened: (go.visible ? go : leave).forceActiveFocus(Qt.TabFocusReason)
    buttons: [
        ActionButton {
            id: leave

            text: root.empty ? qsTr("Close") : qsTr("Not now")
            onClicked: Forecast.close()
        },
        ActionButton {
            id: again

            text: qsTr("Look again")
            visible: Forecast.problem.length > 0
            enabled: !Forecast.reading
            onClicked: Forecast.askAgain()
        },
        ActionButton {
            id: go

            text: Forecast.beyond ? qsTr("Provision anyway") : qsTr("Provision")
            primary: !Forecast.beyond
            destructive: Forecast.beyond
            visible: Forecast.problem.length === 0 && !root.empty
            refusal: Forecast.reading ? qsTr("The plan is being made.")
                   : Actions.busy ? qsTr("Another action of this window comes first. Wait for it or cancel it.") : ""
            onClicked: Forecast.confirm()
        }
    ]

    contentItem: ColumnLayout {
        spacing: Theme.gap3

        PlainText {
            Layout.fillWidth: true
            visible: text.length > 0
            text: Forecast.reading ? qsTr("Making the plan…")
                : root.empty ? qsTr("Nothing to do: everything is as its files say.") : ""
            color: Theme.dim
        }
        Banner {
            Layout.fillWidth: true
            closable: false
            message: Forecast.problem
            hint: Forecast.hint
        }
        GridLayout {
            Layout.fillWidth: true
            visible: Forecast.time.length > 0
            columns: 3
            columnSpacing: Theme.gap3
            rowSpacing: Theme.gap2

            SectionLabel { text: qsTr("Time") }
            PlainText { text: Forecast.time; font.weight: Font.Medium }
            PlainText {
                Layout.fillWidth: true
                text: Forecast.timeNote
                color: Theme.dim
                font.pixelSize: 13
            }
            SectionLabel { text: qsTr("Memory"); visible: Forecast.memory.length > 0 }
            PlainText { text: Forecast.memory; font.weight: Font.Medium; visible: text.length > 0 }
            Meter {
                Layout.fillWidth: true
                Layout.maximumWidth: 240
                Layout.alignment: Qt.AlignVCenter
                visible: Forecast.memory.length > 0
                what: qsTr("Memory")
                share: Forecast.memoryShare
                limited: true
            }
        }
        PlainText {
            Layout.fillWidth: true
            text: Forecast.memoryWarning
            visible: text.length > 0
            color: Forecast.beyond ? Theme.bad : Theme.warning
            wrapMode: Text.Wrap
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.gap2
            visible: Forecast.proposals.count > 0

            Repeater {
                model: Forecast.proposals

                ActionButton {
                    required property int index
                    required property string command
                    required property string proposal
                    required property string frees

                    text: frees.length > 0 ? qsTr("%1 (frees about %2)").arg(proposal).arg(frees) : proposal
                    tip: command
                    refusal: Forecast.reading ? qsTr("The plan is being made.") : ""
                    onClicked: Forecast.save(index)
                }
            }
        }
        PlanSteps {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(needed, Math.max(140, (root.parent?.height ?? 700) - 420))
            visible: Forecast.steps.count > 0
        }
        Repeater {
            model: [...Forecast.warnings]

            PlainText {
                required property string modelData

                Layout.fillWidth: true
                text: modelData
                color: Theme.dim
                font.pixelSize: 13
                wrapMode: Text.Wrap
                maximumLineCount: 3
            }
        }
    }
}
