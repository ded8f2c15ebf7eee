// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Devstack.Backend
import Devstack.Ui

// The IDAs that have data, a row each; the cursor keys walk.
Panel {
    id: root

    property alias list: view
    readonly property real wanted: head.height + view.contentHeight + 2
    // What fits is shown, the source of the data first.
    readonly property bool showsSeeds: width > 700
    readonly property bool showsCheckpoints: width > 480
    readonly property int nameWidth: showsSeeds ? 160 : 124
    readonly property int standingWidth: 104
    readonly property int seedsWidth: showsSeeds ? 132 : 0
    readonly property int checkpointsWidth: showsCheckpoints ? 104 : 0
    readonly property real sourceWidth: width - 2 * Theme.gap4 - nameWidth - standingWidth - seedsWidth - checkpointsWidth

    Row {
        id: head

        x: Theme.gap4
        height: 40

        SectionLabel { width: root.nameWidth; height: parent.height; text: qsTr("IDA") }
        SectionLabel { width: root.sourceWidth; height: parent.height; text: qsTr("Begins with") }
        SectionLabel { width: root.standingWidth; height: parent.height; text: qsTr("Base") }
        SectionLabel { width: root.seedsWidth; height: parent.height; text: qsTr("Seeds applied"); visible: root.showsSeeds }
        SectionLabel { width: root.checkpointsWidth; height: parent.height; text: qsTr("Checkpoints"); visible: root.showsCheckpoints }
    }
    Divider { anchors.top: head.bottom; x: 1; width: parent.width - 2 }
    ListView {
        id: view

        anchors.fill: parent
        anchors.margins: 1
        anchors.topMargin: head.height + 1
        clip: true
        activeFocusOnTab: true
        model: Data.rows
        currentIndex: Data.rows.indexOf(Data.ida)
        boundsBehavior: Flickable.StopAtBounds
        highlightMoveDuration: Theme.quick
        Accessible.role: Accessible.List
        Accessible.name: qsTr("IDAs with data")
        Keys.onUpPressed: Data.ida = Data.rows.keyAt(Math.max(0, currentIndex - 1))
        Keys.onDownPressed: Data.ida = Data.rows.keyAt(Math.min(count - 1, currentIndex + 1))
        ScrollBar.vertical: ThinScrollBar { }

        delegate: Item {
            id: row

            required property string ida
            required property int condition
            required property string source
            required property string facts
            required property string standing
            required property int severity
            required property bool hasDatabase
            required property bool isName
            required property string seeds
            required property string checkpoints
            required property int index
            readonly property bool current: ida === Data.ida
            readonly property bool last: index === view.count - 1

            width: ListView.view.width
            height: 64
            Accessible.role: Accessible.ListItem
            Accessible.name: qsTr("%1, %2, %3, seeds %4, checkpoints %5").arg(ida).arg(source).arg(standing).arg(seeds).arg(checkpoints)
            Accessible.selected: current

            Rectangle {
                anchors.fill: parent
                radius: row.last ? Theme.cardRadius - 1 : 0
                color: row.current ? Theme.accentSoft : hover.hovered ? Theme.raised : "transparent"

                // Only the corners at the bottom are round.
                Rectangle { width: parent.width; height: parent.height / 2; color: parent.color; visible: row.last }
            }
            Row {
                x: Theme.gap4 - 1
                height: parent.height

                Item {
                    width: root.nameWidth
                    height: parent.height

                    StateMark { anchors.verticalCenter: parent.verticalCenter; size: 11; condition: row.condition }
                    PlainText {
                        x: 20
                        width: parent.width - 28
                        height: parent.height
                        text: row.ida
                        font.weight: Font.DemiBold
                        elide: Text.ElideMiddle
                    }
                }
                Column {
                    anchors.verticalCenter: parent.verticalCenter
                    width: root.sourceWidth
                    rightPadding: Theme.gap3
                    spacing: 2

                    PlainText {
                        width: parent.width - Theme.gap3
                        text: row.source.length > 0 ? row.source : "–"
                        color: row.hasDatabase ? Theme.text : Theme.dim
                        font.family: row.isName ? Theme.mono : Theme.sans
                        font.pixelSize: row.isName ? Theme.code : 13
                        elide: row.isName ? Text.ElideLeft : Text.ElideRight
                    }
                    PlainText {
                        width: parent.width - Theme.gap3
                        text: row.facts
                        visible: text.length > 0
                        color: Theme.dim
                        font.pixelSize: Theme.small
                    }
                }
                Item {
                    width: root.standingWidth
                    height: parent.height

                    Pill {
                        anchors.verticalCenter: parent.verticalCenter
                        visible: row.standing.length > 0
                        most: parent.width - Theme.gap2
                        text: row.standing
                        ink: Theme.severityColor(row.severity)
                        ground: row.severity === Severity.Good ? Theme.okSoft
                              : row.severity === Severity.Warning ? Theme.warningSoft
                              : hover.hovered ? Theme.panel : Theme.raised
                    }
                }
                PlainText {
                    width: root.seedsWidth
                    height: parent.height
                    visible: root.showsSeeds
                    text: row.seeds
                    color: Theme.dim
                    font.pixelSize: 13
                    rightPadding: Theme.gap3
                }
                PlainText {
                    width: root.checkpointsWidth
                    height: parent.height
                    visible: root.showsCheckpoints
                    text: row.checkpoints
                    color: Theme.dim
                    font.pixelSize: 13
                }
            }
            Divider { anchors.bottom: parent.bottom; width: parent.width; visible: !row.last }
            HoverHandler { id: hover; cursorShape: Qt.PointingHandCursor }
            TapHandler {
                onTapped: {
                    view.forceActiveFocus();
                    Data.ida = row.ida;
                }
            }
        }
    }
    FocusRing { shown: view.activeFocus; anchors.margins: 0; border.width: 1; corner: Theme.cardRadius - 3 }
}
