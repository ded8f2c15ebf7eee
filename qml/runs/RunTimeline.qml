// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Devstack.Backend
import Devstack.Ui

// One line per IDA: its steps as bars in time. The list below names what is too short for a label.
Panel {
    id: root

    readonly property real contentHeight: list.contentHeight + 2

    Accessible.role: Accessible.Table
    Accessible.name: qsTr("Time line of the run")

    ListView {
        id: list

        anchors.fill: parent
        anchors.margins: 1
        clip: true
        model: Runs.lanes
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ThinScrollBar { }

        Connections {
            target: Runs
            // Walking the list of steps brings their line into view.
            function onSelectedStepChanged() {
                const row = Runs.lanes.indexOf(Runs.selectedIda);
                if (row >= 0)
                    list.positionViewAtIndex(row, ListView.Contain);
            }
        }

        delegate: Item {
            id: lane

            required property int index
            required property string ida
            required property string duration
            required property int levels
            required property GadgetListModel bars

            width: ListView.view.width
            readonly property int barHeight: levels > 1 ? 24 : 30
            readonly property int margin: list.count > 6 ? 5 : 12

            height: levels * (barHeight + 4) - 4 + 2 * margin

            PlainText {
                x: Theme.gap4
                width: 120
                height: parent.height
                text: lane.ida
                font.weight: Font.DemiBold
                elide: Text.ElideMiddle
            }
            Item {
                id: track

                anchors.left: parent.left
                anchors.leftMargin: 144
                anchors.right: parent.right
                anchors.rightMargin: 84
                height: parent.height

                Repeater {
                    model: lane.bars

                    RunBar {
                        id: bar

                        height: lane.barHeight
                        y: lane.margin + level * (lane.barHeight + 4)
                        x: bar.from / Runs.span * track.width
                        width: Math.max(5, (bar.to - bar.from) / Runs.span * track.width - 2)
                        selected: bar.key === Runs.selectedStep
                        onPicked: Runs.selectedStep = bar.key
                    }
                }
            }
            PlainText {
                anchors.right: parent.right
                anchors.rightMargin: Theme.gap4
                height: parent.height
                text: lane.duration
                color: Theme.dim
                font.pixelSize: 13
            }
            Divider {
                anchors.bottom: parent.bottom
                width: parent.width
                visible: lane.index < list.count - 1
            }
        }
    }
}
