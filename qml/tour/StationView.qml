// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// The card of a station: what it is, whose, where, what it needs and for what, who signs in, what
// changed last.
Panel {
    id: root

    readonly property stationCard card: Tour.shown
    readonly property int labels: width < 620 ? 104 : 128

    signal exportWanted()

    // A fact: its name at the left, what it is at the right.
    component Fact: RowLayout {
        id: fact

        property string name: ""
        property bool shown: true
        // Its first line is as high as a button.
        property bool tall: false
        default property alias content: inside.data

        Layout.fillWidth: true
        spacing: Theme.gap4
        visible: shown

        PlainText {
            Layout.preferredWidth: root.labels
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: fact.tall ? 5 : 1
            text: fact.name
            color: Theme.dim
            font.pixelSize: 13
        }
        // No layout: what is in it goes while layouts are at work.
        Column {
            id: inside

            Layout.fillWidth: true
            spacing: 2
        }
    }

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
                elide: Text.ElideMiddle
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
                objectName: "progress"
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
                    maximumLineCount: 4
                }
                Divider { Layout.fillWidth: true }
                Fact {
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
                Fact {
                    name: qsTr("Address")
                    tall: true
                    shown: root.card.urls.length > 0

                    Repeater {
                        model: root.card.urls

                        AddressRow {
                            required property string modelData

                            width: parent?.width ?? 0
                            url: modelData
                        }
                    }
                }
                Fact {
                    name: qsTr("Sign in")
                    shown: Tour.signIns.count > 0

                    Repeater {
                        model: Tour.signIns

                        Flow {
                            id: account

                            required property string user
                            required property string what
                            required property string file
                            required property string place

                            width: parent?.width ?? 0
                            bottomPadding: Theme.gap1
                            spacing: Theme.gap2

                            PlainText {
                                width: Math.min(implicitWidth + 1, account.width)
                                text: account.user
                                visible: text.length > 0
                                height: 18
                                font.family: Theme.mono
                                font.pixelSize: Theme.code
                            }
                            PlainText {
                                width: Math.min(implicitWidth + 1, account.width)
                                height: 18
                                text: account.what
                                color: Theme.dim
                                font.pixelSize: 13
                            }
                            LinkText {
                                width: Math.min(implicitWidth + 1, account.width)
                                height: 18
                                text: account.place
                                visible: text.length > 0
                                elide: Text.ElideMiddle
                                font.family: Theme.mono
                                font.pixelSize: Theme.code
                                Accessible.description: qsTr("Opens the line in your editor")
                                onFollowed: Actions.openPlace(account.file, account.place)
                            }
                        }
                    }
                    PlainText {
                        width: parent.width
                        text: qsTr("Passwords are not shown here; the line that is named leads to them.")
                        color: Theme.dim
                        font.pixelSize: Theme.small
                        wrapMode: Text.Wrap
                    }
                }
                Fact {
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
                Fact {
                    name: qsTr("Repository")
                    tall: true
                    shown: root.card.repository.length > 0

                    AddressRow { width: parent.width; url: root.card.repository }
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
        Flow {
            Layout.fillWidth: true
            Layout.margins: Theme.gap3
            Layout.leftMargin: Theme.gap5
            Layout.rightMargin: Theme.gap5
            spacing: Theme.gap2

            ActionButton {
                primary: true
                glyph: "open"
                text: qsTr("Open")
                tip: root.card.urls.length > 0 ? root.card.urls[0] : ""
                visible: root.card.urls.length > 0
                refusal: root.card.running || root.card.condition === Condition.External ? "" : qsTr("It does not run.")
                onClicked: Actions.openUrl(root.card.urls[0])
            }
            ActionButton {
                glyph: "logs"
                text: qsTr("Logs")
                visible: root.card.hasServices
                onClicked: {
                    Logs.source = root.card.name;
                    Session.page = Page.Logs;
                }
            }
            ActionButton {
                glyph: "shell"
                text: qsTr("Shell")
                visible: root.card.hasServices
                refusal: root.card.running ? "" : qsTr("It does not run.")
                onClicked: Actions.openShell(root.card.name)
            }
            ActionButton {
                glyph: "overview"
                text: qsTr("Show in the graph")
                onClicked: {
                    Overview.selected = root.card.name;
                    Session.page = Page.Overview;
                }
            }
            ActionButton {
                objectName: "export"
                glyph: "save"
                text: qsTr("Export as Markdown…")
                tip: qsTr("The whole tour with its graph, for a wiki or a README")
                onClicked: root.exportWanted()
            }
        }
    }
}
