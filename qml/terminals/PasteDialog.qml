// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Ui

// Asks before several lines are pasted where each would be run at once.
Modal {
    id: root

    property string text: ""
    readonly property int lines: text.trim().split("\n").length

    signal agreed(string text)

    function ask(pasted: string) {
        text = pasted;
        open();
    }

    title: lines === 1 ? qsTr("Paste and run this line?") : qsTr("Paste and run %1 lines?").arg(lines)
    onOpened: paste.forceActiveFocus(Qt.TabFocusReason)
    buttons: [
        ActionButton { text: qsTr("Cancel"); onClicked: root.close() },
        ActionButton {
            id: paste

            text: qsTr("Paste")
            primary: true
            onClicked: {
                root.close();
                root.agreed(root.text);
            }
        }
    ]

    contentItem: ColumnLayout {
        spacing: Theme.gap3

        PlainText {
            Layout.fillWidth: true
            text: qsTr("The program does not tell pasted text from typed text: it runs each line as soon as it gets it.")
            wrapMode: Text.Wrap
            lineHeight: 1.25
        }
        Panel {
            Layout.fillWidth: true
            implicitHeight: Math.min(200, shown.implicitHeight + 2 * Theme.gap2)
            clip: true

            PlainText {
                id: shown

                anchors.fill: parent
                anchors.margins: Theme.gap2
                // A hundred lines say enough.
                text: root.text.replace(/\s+$/, "").split("\n").slice(0, 100).join("\n").substring(0, 10000)
                font.family: Theme.mono
                font.pixelSize: Theme.code
                wrapMode: Text.WrapAnywhere
                verticalAlignment: Text.AlignTop
                elide: Text.ElideNone
            }
        }
    }
}
