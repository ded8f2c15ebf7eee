// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Ui

// A word that does something, within a text.
PlainText {
    id: root

    signal followed()

    color: Theme.accentOnSoft
    font.pixelSize: 13
    elide: Text.ElideNone
    font.underline: hover.hovered || activeFocus
    activeFocusOnTab: true
    Accessible.role: Accessible.Link
    Accessible.name: text
    Accessible.onPressAction: followed()
    Keys.onReturnPressed: followed()
    Keys.onEnterPressed: followed()
    Keys.onSpacePressed: followed()

    FocusRing { shown: root.activeFocus; corner: 2 }
    HoverHandler { id: hover; cursorShape: Qt.PointingHandCursor }
    TapHandler { onTapped: root.followed() }
}
