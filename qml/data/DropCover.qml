// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Backend
import Devstack.Ui

// What would become of a file that is held over the page.
Rectangle {
    color: Theme.accentSoft
    border.width: 2
    border.color: Theme.accent

    Column {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.gap5
        spacing: Theme.gap2

        PlainText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Drop it for %1").arg(Data.ida)
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
        }
        PlainText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: {
                const parts = [];
                if (Data.loaders.length > 0)
                    parts.push(qsTr("%1: given to its data.").arg(Array.from(Data.loaders).join(", ")));
                if (Data.schemaServices.length > 0)
                    parts.push(qsTr("A dump: its new data can begin with it."));
                return parts.length > 0 ? parts.join("\n") : qsTr("It takes no files.");
            }
            color: Theme.accentOnSoft
            font.pixelSize: 13
            wrapMode: Text.Wrap
        }
    }
}
