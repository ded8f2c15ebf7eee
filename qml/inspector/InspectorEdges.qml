// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Whom it needs (or who needs it), what for, and the evidence.
ColumnLayout {
    id: root

    property string title: ""
    property GadgetListModel model

    spacing: 0
    visible: model !== null && model.count > 0

    SectionLabel { text: root.title; Layout.bottomMargin: Theme.gap1 }
    Repeater {
        model: root.model

        ColumnLayout {
            id: entry

            required property string name
            required property string purpose
            required property bool declared
            required property list<string> evidence
            required property int index
            property bool open: false

            Layout.fillWidth: true
            spacing: 0

            FactRow {
                Layout.fillWidth: true
                name: entry.name
                fact: entry.declared ? entry.purpose : qsTr("inferred, %1").arg(entry.purpose)
                last: entry.index === root.model.count - 1 && !entry.open
                activeFocusOnTab: true
                after: Icon {
                    name: "chevron"
                    size: 12
                    rotation: entry.open ? 0 : -90
                    color: pointer.hovered ? Theme.text : Theme.faint
                }
                Accessible.role: Accessible.Button
                Accessible.onPressAction: entry.open = !entry.open
                Keys.onReturnPressed: entry.open = !entry.open
                Keys.onEnterPressed: entry.open = !entry.open
                Keys.onSpacePressed: entry.open = !entry.open

                HoverHandler { id: pointer; cursorShape: Qt.PointingHandCursor }
                TapHandler { onTapped: entry.open = !entry.open }
                Tip {
                    shown: pointer.hovered
                    text: (entry.declared ? entry.purpose : qsTr("inferred, %1").arg(entry.purpose)) + "\n"
                          + (entry.open ? qsTr("Hide evidence") : qsTr("Show evidence"))
                }
            }
            Repeater {
                model: entry.open ? entry.evidence : []

                PlainText {
                    required property string modelData

                    Layout.fillWidth: true
                    Layout.bottomMargin: 6
                    text: modelData
                    font.family: Theme.mono
                    font.pixelSize: Theme.caps
                    color: Theme.dim
                    wrapMode: Text.WrapAnywhere
                    maximumLineCount: 3
                }
            }
            LinkText {
                Layout.bottomMargin: 8
                visible: entry.open
                text: qsTr("Show %1").arg(entry.name)
                onFollowed: Overview.selected = entry.name
            }
        }
    }
}
