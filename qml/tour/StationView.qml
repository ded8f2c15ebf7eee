// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// The card of a station: what it is, whose, where, what it needs, who signs in, what changed last.
Panel {
    id: root

    readonly property stationCard card: Tour.shown
    readonly property int labels: width < 620 ? 104 : 128

    signal exportWanted()

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.gap5
            Layout.bottomMargin: Theme.gap3
            spacing: Theme.gap2

            PlainText {
                Layout.fillWidth: true
                Layout.maximumWidth: implicitWidth + 1
                text: root.card.title
                font.pixelSize: 20
                font.weight: Font.DemiBold
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
            Pill {
                text: root.card.word
                visible: text.length > 0
                ink: Theme.stateText(root.card.condition)
                ground: Theme.stateSoft(root.card.condition)
            }
            Item { Layout.fillWidth: true }
            PlainText {
                text: qsTr("%1 of %2").arg(Tour.index + 1).arg(Tour.stations.count)
                color: Theme.dim
                font.pixelSize: 13
            }
            ActionButton {
                objectName: "back"
                text: "‹"
                tip: qsTr("The one before (←)")
                Accessible.name: tip
                enabled: Tour.index > 0
                onClicked: Tour.walk(-1)
            }
            ActionButton {
                objectName: "next"
                text: "›"
                tip: qsTr("The next one (→)")
                Accessible.name: tip
                enabled: Tour.index < Tour.stations.count - 1
                onClicked: Tour.walk(1)
            }
        }
        Flickable {
            id: view

            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: Theme.gap5
            Layout.rightMargin: Theme.gap2
            clip: true
            contentHeight: body.implicitHeight + Theme.gap4
            boundsBehavior: Flickable.StopAtBounds
            ScrollBar.vertical: ThinScrollBar { }

            FocusKeeper { view: view }
            Connections {
                target: Tour
                property int at: -1
                function onShownChanged() {
                    if (at !== Tour.index)
                        view.contentY = 0;
                    at = Tour.index;
                }
            }
            ColumnLayout {
                id: body

                width: Math.min(view.width - Theme.gap4, 760)
                spacing: Theme.gap4

                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: Theme.gap1

                    PlainText {
                        Layout.fillWidth: true
                        text: root.card.description.length > 0 ? root.card.description
                            : root.card.cloned ? qsTr("Its repository does not say what it is.")
                                               : qsTr("It is not cloned yet: provisioning clones it, then it tells more.")
                        color: root.card.description.length > 0 ? Theme.text : Theme.dim
                        wrapMode: Text.Wrap
                        lineHeight: 1.3
                    }
                    LinkText {
                        visible: root.card.descriptionPlace.length > 0
                        text: root.card.descriptionPlace
                        font.family: Theme.mono
                        font.pixelSize: Theme.code
                        onFollowed: Actions.openPlace(root.card.descriptionFile, root.card.descriptionPlace)
                    }
                }
                PlainText {
                    Layout.fillWidth: true
                    text: root.card.reason
                    visible: text.length > 0
                    color: root.card.condition === Condition.Unhealthy ? Theme.bad : Theme.warning
                    wrapMode: Text.Wrap
                }
                Divider { Layout.fillWidth: true }
                StationFact {
                    labels: root.labels
                    name: qsTr("Owner")

                    RowLayout {
                        width: parent.width
                        spacing: Theme.gap2

                        PlainText {
                            Layout.fillWidth: true
                            Layout.maximumWidth: implicitWidth + 1
                            text: root.card.owner.length > 0 ? root.card.owner : qsTr("not known")
                            color: root.card.owner.length > 0 ? Theme.text : Theme.dim
                        }
                        LinkText {
                            visible: root.card.ownerFile.length > 0
                            text: root.card.ownerOrigin
                            font.family: Theme.mono
                            font.pixelSize: Theme.code
                            onFollowed: Actions.openPlace(root.card.ownerFile, root.card.ownerOrigin)
                        }
                        PlainText {
                            Layout.fillWidth: true
                            visible: root.card.ownerFile.length === 0 && root.card.owner.length > 0
                            text: qsTr("(%1)").arg(root.card.ownerOrigin)
                            color: Theme.dim
                            font.pixelSize: 13
                        }
                        Item { Layout.fillWidth: true; implicitHeight: 1 }
                    }
                }
                StationFact {
                    labels: root.labels
                    name: qsTr("Address")
                    tall: true
                    shown: root.card.urls.length > 0

                    Repeater {
                        model: root.card.urls

                        AddressRow {
                            required property string modelData

                            width: Math.min(implicitWidth + 1, parent?.width ?? 0)
                            url: modelData
                        }
                    }
                }
                StationFact {
                    labels: root.labels
                    name: qsTr("Sign in")
                    shown: Tour.signIns.count > 0

                    Repeater {
                        model: Tour.signIns

                        SignInEntry { width: parent?.width ?? 0 }
                    }
                    PlainText {
                        width: parent.width
                        text: qsTr("Passwords are not shown here; the line that is named leads to them.")
                        color: Theme.dim
                        font.pixelSize: Theme.small
                        wrapMode: Text.Wrap
                    }
                }
                StationFact {
                    labels: root.labels
                    name: qsTr("Last change")

                    PlainText {
                        width: parent.width
                        text: root.card.change
                        color: root.card.changeDetail.length > 0 ? Theme.text : Theme.dim
                        wrapMode: Text.Wrap
                        maximumLineCount: 3
                    }
                    PlainText {
                        width: parent.width
                        text: root.card.changeDetail
                        visible: text.length > 0
                        color: Theme.dim
                        font.pixelSize: Theme.small
                    }
                }
                StationFact {
                    labels: root.labels
                    name: qsTr("Repository")
                    tall: true
                    shown: root.card.repository.length > 0

                    AddressRow { width: Math.min(implicitWidth + 1, parent.width); url: root.card.repository }
                }
                PlainText {
                    Layout.fillWidth: true
                    text: root.card.cycle
                    visible: text.length > 0
                    color: Theme.warning
                    wrapMode: Text.Wrap
                }
                NeedList {
                    Layout.fillWidth: true
                    title: qsTr("Needs")
                    none: qsTr("It needs no other IDA.")
                    model: Tour.needs
                }
                NeedList {
                    Layout.fillWidth: true
                    title: qsTr("Needed by")
                    none: qsTr("No other IDA needs it.")
                    model: Tour.neededBy
                }
            }
        }
        Divider { Layout.fillWidth: true }
        StationActions {
            Layout.fillWidth: true
            Layout.margins: Theme.gap3
            Layout.leftMargin: Theme.gap5
            Layout.rightMargin: Theme.gap5
            card: root.card
            onExportWanted: root.exportWanted()
        }
    }
}
