// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import Devstack.Ui

// A tooltip in plain text. It stands below its control (above where there is no room), never over
// it, and goes away after five seconds or with a click.
ToolTip {
    id: root

    property bool shown: false
    // A click said enough, until the pointer comes back.
    property bool dismissed: false
    // Beside the control: for a column of controls, of which the next one must stay readable.
    property bool aside: false
    property bool above: false

    function dismiss() {
        dismissed = true;
    }

    visible: shown && !dismissed
    delay: 500
    timeout: 5000
    closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutside
    margins: Theme.gap1
    x: !parent ? 0 : aside ? parent.width + 6 : Math.round((parent.width - implicitWidth) / 2)
    y: !parent ? 0 : aside ? Math.round((parent.height - implicitHeight) / 2)
     : above ? -implicitHeight - 6 : parent.height + 6
    padding: Theme.gap2
    leftPadding: Theme.gap3
    rightPadding: Theme.gap3

    onShownChanged: {
        if (!shown)
            dismissed = false;
    }
    onAboutToShow: {
        const scene = parent ? parent.Window.contentItem : null;
        above = scene !== null && parent.mapToItem(scene, 0, parent.height).y + implicitHeight + 12 > scene.height;
    }

    contentItem: PlainText {
        text: root.text
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        lineHeight: 1.25
    }
    background: Rectangle {
        color: Theme.raised
        radius: Theme.controlRadius
        border.color: Theme.line
    }
}
