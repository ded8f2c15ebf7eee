// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// What a file of one's own is for.
Modal {
    id: root

    property url file
    property bool isDump: false
    readonly property string fileName: Data.pathOf(file).split("/").pop()

    signal beginWanted(string path)

    function ask(given: url, dump: bool) {
        file = given;
        isDump = dump && Data.schemaServices.length > 0;
        again.checked = false;
        open();
    }

    title: qsTr("Give %1 to %2").arg(fileName).arg(Data.ida)
    onAboutToShow: again.forceActiveFocus()
    buttons: [
        ActionButton { text: qsTr("Cancel"); onClicked: root.close() },
        ActionButton {
            text: qsTr("Begin new data with it…")
            visible: root.isDump
            tip: qsTr("The present data stays; the next reset begins with this dump")
            onClicked: {
                root.close();
                root.beginWanted(Data.pathOf(root.file));
            }
        },
        ActionButton {
            text: qsTr("Give it to the data")
            primary: true
            onClicked: {
                root.close();
                Actions.seedFile(Data.ida, root.file, again.checked);
            }
        }
    ]

    contentItem: ColumnLayout {
        spacing: Theme.gap3

        PlainText {
            Layout.fillWidth: true
            text: qsTr("Changes the present data. A copy is kept in the workspace, so that it can be given again; it stands among the seeds.")
            color: Theme.dim
            wrapMode: Text.Wrap
            lineHeight: 1.25
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap3

            Toggle { id: again; label: qsTr("After each reset") }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: 0

                PlainText { Layout.fillWidth: true; text: qsTr("After each reset"); font.pixelSize: 13 }
                PlainText {
                    Layout.fillWidth: true
                    text: qsTr("Whatever makes new data gives it too, behind the seeds.")
                    color: Theme.dim
                    font.pixelSize: Theme.small
                    wrapMode: Text.Wrap
                }
            }
        }
    }
}
