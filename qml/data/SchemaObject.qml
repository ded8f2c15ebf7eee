// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// One object in the three schemas, what the difference means, and the statement that closes it.
Panel {
    id: root

    readonly property schemaObjectRow shown: SchemaDifferences.shown

    color: Theme.background

    // What one of the schemas has.
    component Side: ColumnLayout {
        id: side

        property string title: ""
        property string definition: ""

        Layout.fillWidth: true
        Layout.preferredWidth: 1
        Layout.alignment: Qt.AlignTop
        spacing: Theme.gap1
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("%1: %2").arg(title).arg(definition)

        SectionLabel { text: side.title }
        PlainText {
            Layout.fillWidth: true
            text: side.definition === "–" ? qsTr("not there") : side.definition === "?" ? qsTr("not known") : side.definition
            color: side.definition === "–" || side.definition === "?" ? Theme.dim : Theme.text
            font.family: side.definition === "–" || side.definition === "?" ? Theme.sans : Theme.mono
            font.pixelSize: Theme.code
            wrapMode: Text.Wrap
            lineHeight: 1.25
        }
    }

    Flickable {
        id: flick

        anchors.fill: parent
        anchors.margins: 1
        contentHeight: content.implicitHeight + 2 * Theme.gap4
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ThinScrollBar { }

        FocusKeeper { view: flick }
        ColumnLayout {
            id: content

            x: Theme.gap4
            y: Theme.gap4
            width: flick.width - 2 * Theme.gap4
            spacing: Theme.gap3

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.gap2

                PlainText {
                    Layout.fillWidth: true
                    Layout.maximumWidth: implicitWidth + 1
                    text: root.shown.name
                    font.family: Theme.mono
                    font.pixelSize: 14
                    font.weight: Font.DemiBold
                    elide: Text.ElideMiddle
                }
                Pill { text: root.shown.kind; ground: Theme.panel }
                Item { Layout.fillWidth: true }
            }
            PlainText {
                Layout.fillWidth: true
                text: root.shown.meaning
                color: Theme.warning
                font.pixelSize: 13
                wrapMode: Text.Wrap
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.gap4

                Side { title: qsTr("Production"); definition: root.shown.production }
                Side { title: qsTr("Migrations"); definition: root.shown.migrations }
                Side { title: qsTr("Live"); definition: root.shown.live }
            }
            Divider { Layout.fillWidth: true; Layout.topMargin: Theme.gap1 }
            PlainText {
                Layout.fillWidth: true
                text: qsTr("No statement would close this difference.")
                visible: root.shown.statement.length === 0
                color: Theme.dim
                font.pixelSize: 13
                wrapMode: Text.Wrap
            }
            RowLayout {
                Layout.fillWidth: true
                visible: root.shown.statement.length > 0

                PlainText {
                    Layout.fillWidth: true
                    text: root.shown.statementTitle
                    font.pixelSize: 13
                    font.weight: Font.Medium
                }
                CopyButton { label: qsTr("Copy the statement"); what: root.shown.statement }
            }
            Panel {
                Layout.fillWidth: true
                Layout.preferredHeight: statement.implicitHeight + 2 * Theme.gap3
                visible: root.shown.statement.length > 0

                PlainText {
                    id: statement

                    x: Theme.gap3
                    y: Theme.gap3
                    width: parent.width - 2 * Theme.gap3
                    text: root.shown.statement
                    font.family: Theme.mono
                    font.preferShaping: false // no ligatures: it is to be read letter by letter
                    font.pixelSize: Theme.code
                    wrapMode: Text.Wrap
                    lineHeight: 1.3
                }
            }
        }
    }
}
