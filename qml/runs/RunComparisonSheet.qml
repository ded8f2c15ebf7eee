// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Two runs side by side: what is not the same.
Modal {
    id: root

    readonly property real half: (list.width - 200 - 76 - 3 * Theme.gap3) / 2

    title: qsTr("Two runs compared")
    visible: RunComparison.open
    width: Math.min(1120, parent ? parent.width - 48 : 1120)
    height: Math.min(760, parent ? parent.height - 64 : 760)
    onClosed: {
        if (RunComparison.open)
            RunComparison.close();
    }
    onOpened: {
        if (list.count > 0)
            list.forceActiveFocus(Qt.TabFocusReason);
        else
            closing.forceActiveFocus(Qt.TabFocusReason);
    }
    Component.onDestruction: RunComparison.close()
    buttons: [
        CopyButton {
            label: qsTr("Copy command")
            what: RunComparison.command
        },
        ActionButton {
            text: qsTr("Swap")
            tip: qsTr("The other run first")
            onClicked: RunComparison.swap()
        },
        ActionButton {
            id: closing

            text: qsTr("Close")
            primary: true
            onClicked: RunComparison.close()
        }
    ]

    // The head of a run.
    component Head: ColumnLayout {
        id: head

        required property string letter
        required property comparedRun run

        spacing: 2

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap2

            PlainText { text: head.letter; color: Theme.dim; font.weight: Font.DemiBold }
            StepMark { mark: head.run.result; size: 12 }
            PlainText {
                Layout.fillWidth: true
                text: head.run.title
                font.weight: Font.DemiBold
            }
        }
        PlainText {
            Layout.fillWidth: true
            text: head.run.when + " · " + head.run.word + (head.run.duration.length > 0 ? " · " + head.run.duration : "")
            color: Theme.dim
            font.pixelSize: 13
        }
    }

    contentItem: ColumnLayout {
        spacing: Theme.gap3

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap3

            PlainText {
                Layout.preferredWidth: 200
                Layout.alignment: Qt.AlignTop
                text: RunComparison.summary
                color: Theme.dim
                font.pixelSize: 13
                wrapMode: Text.Wrap
            }
            Head { Layout.preferredWidth: root.half; Layout.maximumWidth: root.half; letter: "A"; run: RunComparison.first }
            Head { Layout.preferredWidth: root.half; Layout.maximumWidth: root.half; letter: "B"; run: RunComparison.second }
            Item { Layout.preferredWidth: 76 }
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap2
            visible: RunComparison.note.length > 0

            Icon { Layout.alignment: Qt.AlignTop; Layout.topMargin: 2; name: "warning"; color: Theme.warning }
            PlainText {
                Layout.fillWidth: true
                text: RunComparison.note
                font.pixelSize: 13
                wrapMode: Text.Wrap
            }
        }
        Divider { Layout.fillWidth: true }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            ReadingState {
                anchors.centerIn: parent
                width: Math.min(440, parent.width)
                visible: list.count === 0
                glyph: "check"
                ink: Theme.ok
                title: RunComparison.summary
            }
            FocusRing { shown: list.activeFocus; anchors.margins: -Theme.gap2 }
            ListView {
                id: list

                anchors.fill: parent
                clip: true
                activeFocusOnTab: true
                model: RunComparison.differences
                boundsBehavior: Flickable.StopAtBounds
                section.property: "about"
                Accessible.role: Accessible.List
                Accessible.name: qsTr("Differences")
                ScrollBar.vertical: ThinScrollBar { }

                delegate: Item {
                    id: row

                    required property string name
                    required property string a
                    required property string b
                    required property string change
                    required property bool slower
                    required property bool machine
                    required property string about
                    readonly property int lead: ListView.section !== ListView.previousSection ? 34 : Theme.gap1

                    width: ListView.view.width
                    height: lead + Theme.gap1 + Math.max(nameText.implicitHeight, before.implicitHeight, after.implicitHeight)
                    Accessible.role: Accessible.ListItem
                    Accessible.name: qsTr("%1: %2, then %3").arg(name).arg(a).arg(b)

                    SectionLabel {
                        y: Theme.gap3
                        text: row.about
                        visible: row.lead > Theme.gap1
                    }
                    PlainText {
                        id: nameText

                        y: row.lead
                        width: 200
                        text: row.name
                        font.pixelSize: 13
                        wrapMode: Text.Wrap
                        maximumLineCount: 2
                    }
                    PlainText {
                        id: before

                        x: 200 + Theme.gap3
                        y: row.lead
                        width: root.half
                        text: row.a
                        color: Theme.dim
                        font.family: row.machine ? Theme.mono : Theme.sans
                        font.pixelSize: row.machine ? Theme.code : 13
                        wrapMode: Text.Wrap
                        maximumLineCount: 3
                    }
                    PlainText {
                        id: after

                        x: 200 + 2 * Theme.gap3 + root.half
                        y: row.lead
                        width: root.half
                        text: row.b
                        font.family: row.machine ? Theme.mono : Theme.sans
                        font.pixelSize: row.machine ? Theme.code : 13
                        wrapMode: Text.Wrap
                        maximumLineCount: 3
                    }
                    PlainText {
                        anchors.right: parent.right
                        anchors.rightMargin: Theme.gap3
                        y: row.lead
                        text: row.change
                        color: row.slower ? Theme.warning : Theme.ok
                        font.pixelSize: 13
                    }
                }
            }
        }
    }
}
