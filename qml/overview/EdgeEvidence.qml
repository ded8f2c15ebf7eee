// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Why an arrow of the graph is there: what for, and the lines of files; a line opens in the editor.
Popup {
    id: root

    width: 400
    padding: Theme.gap3
    focus: true

    background: Panel { }
    contentItem: ColumnLayout {
        spacing: Theme.gap2

        PlainText {
            Layout.fillWidth: true
            text: Edges.title
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
        }
        PlainText {
            Layout.fillWidth: true
            text: Edges.purpose
            color: Theme.dim
            font.pixelSize: 13
            wrapMode: Text.Wrap
        }
        ListView {
            id: list

            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(contentHeight, 260)
            visible: count > 0
            clip: true
            spacing: Theme.gap2
            model: Edges.places
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Evidence")
            ScrollBar.vertical: ThinScrollBar { }

            delegate: PlaceRow {
                required property string file
                required place
                required line

                width: ListView.view.width - 12
                onOpened: {
                    root.close();
                    Actions.openPlace(file, place);
                }
            }
        }
    }
}
