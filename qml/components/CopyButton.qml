// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Backend
import Devstack.Ui

// Copies a text, and says that it did: a notice of the window may lie below a sheet.
ActionButton {
    id: root

    property string what: ""
    property string label: qsTr("Copy")

    text: told.running ? qsTr("Copied") : label
    glyph: told.running ? "check" : "copy"
    Accessible.name: label
    onClicked: {
        Actions.copy(what);
        told.restart();
    }
    onWhatChanged: told.stop()

    Timer { id: told; interval: 2000 }
}
