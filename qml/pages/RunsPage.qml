// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// A run as it goes on, or how it went: figures, time lines, steps, output.
WorkspacePage {
    id: root

    title: Runs.shown ? Runs.title : Session.pageText
    subtitle: Runs.shown ? Runs.subtitle : ""
    // What a key press means here first.
    first: Runs.shown ? steps.list : null

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
        Banner {
            Layout.fillWidth: true
            closable: false
            warning: Runs.waiting
            // The frame may say the same of the file right now.
            message: Session.filesProblem.startsWith(Runs.refusal) ? "" : Runs.refusal
            detail: Runs.refusalDetail
            // A question names every repository.
            detailLines: Runs.waiting ? 40 : 6
            hint: Runs.refusalHint
            action: Runs.refusalFile.length > 0 ? qsTr("Open in editor") : ""
            onActed: Actions.openPlace(Runs.refusalFile, Runs.refusalPlace)
        }
        RunNote { Layout.fillWidth: true }
        // Where to go now.
        Flow {
            Layout.fillWidth: true
            spacing: Theme.gap4
            visible: Runs.urls.length > 0

            Repeater {
                model: Runs.urls

                AddressRow {
                    required property string modelData

                    url: modelData
                }
            }
        }
        RunTimeline {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(contentHeight, root.height * 0.42)
            visible: Runs.lanes.count > 0
        }
        // What has no steps stands at the top.
        Item { Layout.fillHeight: true; visible: Runs.steps.count === 0 }
        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.gap4
            visible: Runs.steps.count > 0

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
    RunComparisonSheet { parent: root.Window.window ? root.Window.contentItem : root }
}
