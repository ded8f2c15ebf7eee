// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// With what the data of one database begins: where it comes from, how old it is, who decided.
ColumnLayout {
    id: root

    required property string service
    required property string source
    required property string facts
    required property string standing
    required property int severity
    required property string choice
    required property bool isName
    required property bool chosen
    required property bool takesSchema
    // The IDA has others.
    property bool named: false
    property string refusal: ""

    signal schemaWanted(string service)

    spacing: Theme.gap1
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Database %1").arg(service)

    PlainText {
        Layout.fillWidth: true
        text: root.service
        visible: root.named
        font.weight: Font.Medium
    }
    PlainText {
        Layout.fillWidth: true
        text: root.source
        font.family: root.isName ? Theme.mono : Theme.sans
        font.pixelSize: root.isName ? Theme.code : 13
        wrapMode: Text.Wrap
        maximumLineCount: 3
        lineHeight: 1.2
    }
    PlainText {
        Layout.fillWidth: true
        text: root.facts
        color: Theme.dim
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        lineHeight: 1.3
    }
    PlainText {
        Layout.fillWidth: true
        text: root.choice
        visible: text.length > 0
        color: Theme.dim
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        lineHeight: 1.3
    }
    RowLayout {
        Layout.fillWidth: true
        Layout.topMargin: 2
        spacing: 6

        Icon {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 2
            size: 14
            name: Theme.severityGlyph(root.severity)
            color: Theme.severityColor(root.severity)
            visible: root.severity !== Severity.None
        }
        PlainText {
            Layout.fillWidth: true
            text: root.standing
            color: root.severity === Severity.None ? Theme.dim : Theme.severityColor(root.severity)
            font.pixelSize: 13
            wrapMode: Text.Wrap
        }
    }
    Flow {
        Layout.fillWidth: true
        Layout.topMargin: Theme.gap2
        spacing: Theme.gap2
        visible: root.takesSchema

        ActionButton {
            text: qsTr("Use a dump or a snapshot…")
            refusal: root.refusal
            tip: qsTr("For you alone; nothing is written into the repository")
            onClicked: root.schemaWanted(root.service)
        }
        ActionButton {
            text: qsTr("Back to the repository's choice")
            visible: root.chosen
            refusal: root.refusal
            onClicked: Actions.useSchema(Data.ida, root.service, "default")
        }
    }
}
