// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// What the modes external and image need to know.
Modal {
    id: root

    property int mode: Mode.Image
    property string ida: ""
    readonly property bool external: mode === Mode.External

    function ask(wanted: int, whom: string) {
        mode = wanted;
        ida = whom;
        open();
    }

    function choose() {
        if (external && field.text.trim().length === 0)
            return;
        close();
        Configurator.chooseMode(mode, external ? field.text : "", external ? "" : field.text, ida);
    }

    title: external ? qsTr("Use %1 from elsewhere").arg(ida) : qsTr("Run %1 from an image").arg(ida)
    onAboutToShow: {
        field.clear();
        field.forceActiveFocus();
    }
    buttons: [
        ActionButton { text: qsTr("Not now"); onClicked: root.close() },
        ActionButton {
            text: root.external ? qsTr("Use it") : qsTr("Run the image")
            primary: true
            enabled: !root.external || field.text.trim().length > 0
            onClicked: root.choose()
        }
    ]

    contentItem: ColumnLayout {
        spacing: Theme.gap3

        PlainText {
            Layout.fillWidth: true
            text: root.external ? qsTr("It does not run here. Every IDA that needs it reaches this address under its names.")
                                : qsTr("It is not built from the checkout. Leave empty to use the image from its files or devstack.yml.")
            color: Theme.dim
            wrapMode: Text.Wrap
        }
        InputField {
            id: field

            Layout.fillWidth: true
            placeholderText: root.external ? qsTr("https://search.example.org") : qsTr("registry.example.org/platform:main")
            label: root.external ? qsTr("Address") : qsTr("Image")
            onAccepted: root.choose()
        }
    }
}
