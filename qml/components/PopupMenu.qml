// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import Devstack.Ui

// A menu in the program's look.
Menu {
    id: root

    padding: Theme.gap1
    implicitWidth: 240

    background: Rectangle {
        implicitWidth: 240
        color: Theme.panel
        radius: Theme.cardRadius
        border.color: Theme.line
    }
}
