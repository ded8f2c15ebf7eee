// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Ui

// A Make target or a script: its name, what it is for, where it stands.
ItemDelegate {
    id: root

    required property string name
    required property string purpose
    required property string place
    required property bool runnable
    // Why it cannot run right now.
    property string refusal: ""

    height: 44
    topPadding: 5
    bottomPadding: 5
    enabled: refusal.length === 0 && runnable
    Accessible.name: qsTr("Run %1, %2").arg(name).arg(place)
    Accessible.description: refusal

    contentItem: ColumnLayout {
        spacing: 0
        opacity: root.enabled ? 1 : 0.55

        PlainText {
            Layout.fillWidth: true
            text: root.runnable ? root.name : qsTr("%1 (give a name in a terminal)").arg(root.name)
            font.family: Theme.mono
            font.pixelSize: Theme.code
        }
        RowLayout {
            spacing: Theme.gap2

            PlainText {
                Layout.fillWidth: true
                text: root.refusal.length > 0 ? root.refusal : root.purpose
                color: Theme.dim
                font.pixelSize: Theme.small
            }
            PlainText {
                Layout.maximumWidth: 180
                text: root.place
                color: Theme.dim
                font.pixelSize: Theme.small
                elide: Text.ElideLeft
            }
        }
    }
    background: Rectangle {
        radius: 6
        color: root.highlighted || root.hovered ? Theme.accentSoft : "transparent"
    }
}
