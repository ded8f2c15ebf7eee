// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Window
import Devstack.Backend
import Devstack.Ui

// A state's shape in its colour; a starting one turns while the window is in use.
StateGlyph {
    id: root

    property int size: 12
    property bool still: Theme.reducedMotion

    width: size
    height: size
    color: Theme.stateColor(condition)
    Accessible.ignored: true

    NumberAnimation on turn {
        running: root.condition === Condition.Starting && !root.still && root.visible
                 && root.Window.active
        from: 0
        to: 360
        duration: 1600
        loops: Animation.Infinite
    }
}
