// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Ui

// An earlier run in the menu.
MenuEntry {
    id: root

    required property string title
    required property string when
    required property int result
    required property string word
    required property string duration

    text: title
    implicitHeight: 44

    contentItem: RowLayout {
        spacing: Theme.gap2

        StepMark { mark: root.result; size: 12 }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            PlainText { Layout.fillWidth: true; text: root.title; font.pixelSize: 13 }
            PlainText {
                Layout.fillWidth: true
                text: root.when + " · " + root.word + (root.duration.length > 0 ? " · " + root.duration : "")
                font.pixelSize: Theme.small
                color: Theme.dim
            }
        }
    }
}
