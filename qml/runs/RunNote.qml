// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// What a run without steps of its own has to say: it plans, or everything is up to date.
Panel {
    id: root

    implicitHeight: 44
    visible: Runs.note.length > 0
    Accessible.role: Accessible.StaticText
    Accessible.name: Runs.note

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap4
        anchors.rightMargin: Theme.gap4
        spacing: Theme.gap2

        StepMark { mark: Runs.result; size: 12 }
        PlainText {
            Layout.fillWidth: true
            text: Runs.note
            font.weight: Font.Medium
        }
    }
}
