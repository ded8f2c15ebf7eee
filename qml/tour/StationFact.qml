// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Ui

// A fact: its name at the left, what it is at the right.
RowLayout {
    id: fact

    property string name: ""
    property int labels: 128
    property bool shown: true
    // Its first line is as high as a button.
    property bool tall: false
    default property alias content: inside.data

    Layout.fillWidth: true
    spacing: Theme.gap4
    visible: shown

    PlainText {
        Layout.preferredWidth: fact.labels
        Layout.alignment: Qt.AlignTop
        Layout.topMargin: fact.tall ? 5 : 1
        text: fact.name
        color: Theme.dim
        font.pixelSize: 13
    }
    // No layout: what is in it goes while layouts are at work.
    Column {
        id: inside

        Layout.fillWidth: true
        spacing: 2
    }
}
