// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Ui

// Scrolls a Flickable so that what the keyboard reached in it is in view.
QtObject {
    id: root

    required property Flickable view
    property int margin: Theme.gap3
    readonly property Item focused: view.Window.activeFocusItem

    function reveal(item: Item) {
        let within = item;
        while (within && within !== view.contentItem)
            within = within.parent;
        if (!within || item === view.contentItem)
            return;
        const top = item.mapToItem(view.contentItem, 0, 0).y - margin;
        const bottom = top + item.height + 2 * margin;
        const most = Math.max(view.originY, view.originY + view.contentHeight - view.height);
        if (top < view.contentY || bottom - top > view.height)
            view.contentY = Math.max(view.originY, Math.min(most, top));
        else if (bottom > view.contentY + view.height)
            view.contentY = Math.max(view.originY, Math.min(most, bottom - view.height));
    }

    onFocusedChanged: if (focused) reveal(focused)
}
