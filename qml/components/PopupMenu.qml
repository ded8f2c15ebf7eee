// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import Devstack.Ui

// A menu in the program's look.
Menu {
    id: root

    // A longer one scrolls.
    property int most: 440

    padding: Theme.gap1
    implicitWidth: 240
    height: Math.min(implicitHeight, most)

    contentItem: ListView {
        implicitHeight: contentHeight
        model: root.contentModel
        interactive: contentHeight > height
        clip: true
        currentIndex: root.currentIndex
        boundsBehavior: Flickable.StopAtBounds

        ScrollBar.vertical: ThinScrollBar { }
    }

    background: Rectangle {
        implicitWidth: 240
        color: Theme.panel
        radius: Theme.cardRadius
        border.color: Theme.line
    }
}
