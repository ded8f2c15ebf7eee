// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// What went wrong, what to do, and one button that does the next sensible thing.
Rectangle {
    id: root

    property string message: ""
    property string detail: ""
    property string hint: ""
    property string action: ""
    property string otherAction: ""
    property bool warning: false
    property bool closable: true
    property int detailLines: 6
    // The page of the guide about it; empty: there is none.
    readonly property string code: warning ? "" : Guide.codeFor(message, detail, hint)
    readonly property color ink: warning ? Theme.warning : Theme.bad

    signal acted()
    signal otherActed()
    signal closed()

    implicitHeight: content.implicitHeight + 2 * Theme.gap3
    radius: Theme.cardRadius
    color: warning ? Theme.warningSoft : Theme.badSoft
    visible: message.length > 0
    Accessible.role: Accessible.AlertMessage
    Accessible.name: message
    Accessible.description: hint

    RowLayout {
        id: content

        anchors.fill: parent
        anchors.margins: Theme.gap3
        spacing: Theme.gap3

        Icon {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 2
            name: root.warning ? "warning" : "problem"
            color: root.ink
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            PlainText {
                Layout.fillWidth: true
                text: root.message
                wrapMode: Text.Wrap
                maximumLineCount: 4
                font.weight: Font.Medium
            }
            PlainText {
                Layout.fillWidth: true
                text: root.detail
                visible: text.length > 0
                wrapMode: Text.WrapAnywhere
                maximumLineCount: root.detailLines
                font.family: Theme.mono
                font.pixelSize: Theme.code
            }
            PlainText {
                Layout.fillWidth: true
                text: root.hint
                visible: text.length > 0
                wrapMode: Text.Wrap
                maximumLineCount: 4
                font.pixelSize: 13
            }
            LinkText {
                text: qsTr("%1: what it means and what to do").arg(root.code)
                visible: root.code.length > 0
                onFollowed: Guide.show(root.code)
            }
        }
        ActionButton {
            text: root.otherAction
            visible: text.length > 0
            onClicked: root.otherActed()
        }
        ActionButton {
            text: root.action
            visible: text.length > 0
            onClicked: root.acted()
        }
        ActionButton {
            flat: true
            glyph: "close"
            tip: qsTr("Dismiss")
            visible: root.closable
            onClicked: root.closed()
        }
    }
}
