// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// A run as it goes on, or how it went: figures, time lines, steps, output.
Item {
    id: root

    // What a key press means here first.
    readonly property Item first: Runs.shown ? steps.list : null

    EmptyRoom {
        anchors.centerIn: parent
        visible: !Runs.shown
        glyph: "runs"
        title: qsTr("Nothing has run yet")
        sentence: qsTr("Provisioning clones, builds, starts and seeds whatever is needed, and shows every step here. Runs from the command line appear here too.")
        action: qsTr("Provision")
        onActed: Actions.provision()
    }
    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.gap5
        anchors.topMargin: Theme.gap4
        spacing: Theme.gap4
        visible: Runs.shown

        RunHead { Layout.fillWidth: true }
        RunTimeline {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(contentHeight, root.height * 0.42)
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.gap4

            StepList {
                id: steps

                Layout.preferredWidth: Math.min(360, root.width * 0.36)
                Layout.fillHeight: true
            }
            StepOutput {
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
    }
}
