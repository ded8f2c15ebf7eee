// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// The engine, what is used, and what goes on.
Rectangle {
    id: root

    implicitHeight: 32
    color: Theme.panel

    Divider { width: parent.width }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap4
        anchors.rightMargin: Theme.gap4
        spacing: Theme.gap2

        StateMark { condition: Session.engineCondition; size: 10 }
        PlainText {
            text: Session.engineText
            color: Theme.dim
            font.pixelSize: Theme.small
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
        PlainText {
            Layout.leftMargin: Theme.gap4
            text: qsTr("Memory")
            color: Theme.dim
            font.pixelSize: Theme.small
            visible: Session.memoryText.length > 0
        }
        Meter {
            Layout.preferredWidth: root.width < 1100 ? 70 : 130
            what: qsTr("Memory")
            share: Session.memoryShare
            limited: true
            visible: Session.memoryText.length > 0
        }
        PlainText {
            text: Session.memoryText
            color: Theme.dim
            font.pixelSize: Theme.small
        }
        PlainText {
            Layout.leftMargin: Theme.gap4
            text: Session.cpuText
            color: Theme.dim
            font.pixelSize: Theme.small
            visible: Session.memoryText.length > 0
        }
        Item { Layout.fillWidth: true }
        PlainText {
            Layout.maximumWidth: root.width * 0.4
            text: Runs.statusText.length > 0 ? Runs.statusText : Session.activity
            color: Theme.dim
            font.pixelSize: Theme.small

            TapHandler { enabled: Runs.active > 0; onTapped: Session.page = Page.Runs }
        }
        Meter {
            Layout.preferredWidth: 110
            what: Runs.statusText
            share: Runs.statusShare
            visible: Runs.active > 0
        }
    }
}
