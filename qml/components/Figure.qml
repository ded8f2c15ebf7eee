// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Ui

// A large number under a small label.
Column {
    id: root

    property string label: ""
    property string value: ""
    property string rest: ""

    spacing: 2
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%1: %2").arg(label).arg(value + rest)

    SectionLabel { text: root.label }
    Row {
        PlainText { id: number; text: root.value; font.pixelSize: Theme.figure; font.weight: Font.DemiBold }
        PlainText { text: root.rest; font.pixelSize: Theme.figure; font.weight: Font.DemiBold; color: Theme.dim }
    }
}
