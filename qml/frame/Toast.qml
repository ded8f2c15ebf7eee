// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Backend
import Devstack.Ui

// A short sentence that goes by itself, perhaps with the next thing to do.
Rectangle {
    id: root

    property string offer: ""

    function show(text: string, next: string) {
        label.text = text;
        offer = next;
        timer.interval = next.length > 0 ? 12000 : 3000;
        timer.restart();
    }

    implicitWidth: content.implicitWidth + 32
    implicitHeight: 36
    radius: 18
    color: Theme.text
    opacity: timer.running ? 1 : 0
    visible: opacity > 0
    Accessible.role: Accessible.AlertMessage
    Accessible.name: label.text

    Behavior on opacity { NumberAnimation { duration: Theme.panelTime } }

    Row {
        id: content

        anchors.centerIn: parent
        spacing: Theme.gap3

        PlainText {
            id: label

            width: Math.min(implicitWidth, (root.parent ? root.parent.width : 800) - 200)
            color: Theme.background
            font.pixelSize: 13
        }
        LinkText {
            text: root.offer
            visible: text.length > 0
            color: Theme.background
            font.weight: Font.DemiBold
            font.underline: true
            onFollowed: {
                timer.stop();
                Actions.takeOffer();
            }
        }
    }
    Timer { id: timer }
    Connections {
        target: Actions
        function onNoticed(text: string) {
            root.show(text, "");
        }
        function onOffered(text: string, offer: string) {
            root.show(text, offer);
        }
    }
}
