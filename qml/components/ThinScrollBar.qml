// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import Devstack.Ui

// A scroll bar that stays out of the way.
ScrollBar {
    id: root

    implicitWidth: 10
    implicitHeight: 10
    padding: 2
    minimumSize: 0.05
    policy: size < 1 ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff

    contentItem: Rectangle {
        radius: 3
        color: root.pressed || root.hovered ? Theme.dim : Theme.faint
        opacity: root.pressed || root.hovered ? 0.9 : 0.5
    }
}
