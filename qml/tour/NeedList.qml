// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// IDAs at the other end of arrows, what for, and the lines of files that say so; a line opens in the
// editor.
ColumnLayout {
    id: root

    property string title: ""
    property string none: ""
    property GadgetListModel model

    spacing: Theme.gap2

    SectionLabel { text: root.title }
    PlainText {
        Layout.fillWidth: true
        visible: root.model !== null && root.model.count === 0
        text: root.none
        color: Theme.dim
        font.pixelSize: 13
    }
    Repeater {
        model: root.model

        ColumnLayout {
            id: need

            required property string ida
            required property string purpose
            required property list<string> files
            required property list<string> places
            required property list<string> lines

            Layout.fillWidth: true
            spacing: 2

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.gap2

                LinkText {
                    Layout.fillWidth: true
                    Layout.maximumWidth: implicitWidth + 1
                    text: need.ida
                    font.pixelSize: Theme.body
                    elide: Text.ElideMiddle
                    Accessible.description: qsTr("Shows its card")
                    onFollowed: Tour.show(need.ida)
                }
                PlainText {
                    Layout.fillWidth: true
                    text: need.purpose
                    color: Theme.dim
                    font.pixelSize: 13
                }
            }
            Repeater {
                model: need.places

                PlaceRow {
                    required property int index
                    required property string modelData

                    Layout.fillWidth: true
                    Layout.leftMargin: Theme.gap4
                    Layout.maximumWidth: 460
                    place: modelData
                    line: need.lines[index] ?? ""
                    onOpened: Actions.openPlace(need.files[index], modelData)
                }
            }
        }
    }
}
