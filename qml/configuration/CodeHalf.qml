// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// One of the two files: its name above its lines.
ColumnLayout {
    id: root

    property string title: ""
    property string explanation: ""
    property LogModel lines
    property color ground: Theme.accentSoft

    function showRow(row: int) {
        pane.view.follow = false;
        // A few lines before it tell where one is.
        pane.view.scrollTo(Math.max(0, row - 3) * pane.view.lineHeight);
        pane.view.select(row, row);
    }

    function showTop() {
        pane.view.follow = false;
        pane.view.scrollTo(0);
    }

    spacing: 0

    RowLayout {
        Layout.fillWidth: true
        Layout.margins: Theme.gap3
        Layout.bottomMargin: Theme.gap2
        spacing: Theme.gap2

        PlainText { text: root.title; font.weight: Font.DemiBold; font.pixelSize: 13 }
        PlainText { Layout.fillWidth: true; text: root.explanation; color: Theme.dim; font.pixelSize: Theme.small }
    }
    Divider { Layout.fillWidth: true }
    LogPane {
        id: pane

        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.topMargin: 4
        Layout.bottomMargin: 4
        model: root.lines
        label: root.title
        view.grounds: true
        view.errorBackground: root.ground
        view.warningBackground: root.ground
        onCopied: text => Actions.copy(text)
    }
}
