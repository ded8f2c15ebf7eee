// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Ui

// A setting: its name and what it means on the left, its control on the right.
Item {
    id: root

    property string name: ""
    property string explanation: ""
    default property alias control: slot.data

    implicitHeight: 58

    RowLayout {
        anchors.fill: parent
        spacing: Theme.gap4

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            PlainText { Layout.fillWidth: true; text: root.name }
            PlainText { Layout.fillWidth: true; text: root.explanation; color: Theme.dim; font.pixelSize: Theme.small }
        }
        Row { id: slot }
    }
}
