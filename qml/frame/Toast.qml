// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Backend
import Devstack.Ui

// A short sentence that goes by itself.
Rectangle {
    id: root

    implicitWidth: label.implicitWidth + 32
    implicitHeight: 36
    radius: 18
    color: Theme.text
    opacity: timer.running ? 1 : 0
    visible: opacity > 0
    Accessible.role: Accessible.AlertMessage
    Accessible.name: label.text

    Behavior on opacity { NumberAnimation { duration: Theme.panelTime } }

    PlainText {
        id: label

        anchors.centerIn: parent
        color: Theme.background
        font.pixelSize: 13
    }
    Timer { id: timer; interval: 3000 }
    Connections {
        target: Actions
        function onNoticed(text: string) {
            label.text = text;
            timer.restart();
        }
    }
}
