// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// What the selected step says.
Panel {
    id: root

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: 1
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.gap3
            Layout.leftMargin: Theme.gap4
            Layout.rightMargin: Theme.gap4
            spacing: Theme.gap2

            PlainText {
                Layout.preferredWidth: Math.min(implicitWidth + 1, root.width * 0.6)
                text: Runs.stepTitle
                font.weight: Font.DemiBold
            }
            PlainText {
                Layout.fillWidth: true
                // The banner below says it.
                text: Runs.stepState === RunMark.Failed ? "" : Runs.stepReason
                color: Theme.dim
                font.pixelSize: 13
            }
            PlainText { text: Runs.stepTime; color: Theme.dim; font.pixelSize: 13 }
        }
        Banner {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.gap3
            Layout.rightMargin: Theme.gap3
            Layout.bottomMargin: Theme.gap2
            closable: false
            message: Runs.stepState === RunMark.Failed ? qsTr("%1 failed: %2").arg(Runs.stepTitle).arg(Runs.stepReason) : ""
            detail: Runs.stepDetail
            detailLines: 14
            hint: Runs.stepHint
        }
        LogPane {
            id: pane

            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: 4
            Layout.bottomMargin: Theme.gap2
            model: Runs.output
            label: qsTr("Output of %1").arg(Runs.stepTitle)
            onCopied: text => Actions.copy(text)

            PlainText {
                x: Theme.gap3
                y: 4
                visible: Runs.output.count === 0
                text: Runs.stepState === RunMark.Pending ? qsTr("Waiting for earlier steps.")
                    : Runs.stepState === RunMark.Satisfied ? qsTr("Nothing to do.") : qsTr("No output.")
                color: Theme.dim
                font.pixelSize: 13
            }
        }
    }
}
