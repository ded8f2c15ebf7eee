// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// The page's name, the search, and the page's one primary action.
Rectangle {
    id: root

    property string title
    property string subtitle
    property bool narrow: false
    readonly property bool onOverview: Session.page === Page.Overview

    implicitHeight: 56
    color: Theme.background

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap5
        anchors.rightMargin: Theme.gap5
        spacing: Theme.gap2

        PlainText {
            text: root.title
            font.pixelSize: Theme.title
            font.weight: Font.DemiBold
            Layout.maximumWidth: root.width * 0.4
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        PlainText {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.gap2
            text: root.subtitle
            color: Theme.dim
            font.pixelSize: 13
        }
        CommandField {
            Layout.preferredWidth: root.narrow ? 220 : 260
        }
        NoticeBell { }
        ActionButton { glyph: "help"; tip: qsTr("Help (F1)"); onClicked: Guide.show() }
        ActionButton {
            objectName: "tour"
            glyph: "tour"
            text: root.narrow ? "" : qsTr("Tour")
            tip: qsTr("New here? What is in this workspace, one by one")
            visible: root.onOverview && Overview.cards.count > 0
            onClicked: Session.page = Page.Tour
        }
        ActionButton {
            text: qsTr("Stop all")
            visible: root.onOverview && Session.anyRunning
            refusal: Actions.busy ? qsTr("Another action of this window comes first. Wait for it or cancel it.") : ""
            onClicked: Actions.stop()
        }
        ActionButton {
            glyph: "restart"
            text: Reviewer.loading ? qsTr("Checking…") : qsTr("Check again")
            visible: Session.page === Page.Checks
            enabled: !Reviewer.loading
            onClicked: Reviewer.refresh()
        }
        ActionButton {
            primary: true
            glyph: "runs"
            text: qsTr("Provision")
            tip: qsTr("Clone, build, start and seed whatever is needed: devstack up")
            visible: root.onOverview || Session.page === Page.Configuration
            refusal: Runs.active > 0 ? qsTr("A run goes on. Cancel it, or wait until it is over.")
                   : Actions.busy ? qsTr("Another action of this window comes first. Wait for it or cancel it.")
                   : !Session.loaded ? qsTr("The workspace is still being read.")
                   : !Session.engineAvailable ? qsTr("The engine does not answer.") : ""
            onClicked: Actions.provision()
        }
    }
}
