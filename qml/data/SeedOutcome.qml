// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Where a seed was written, what to know of it, and the lines that declare it.
ColumnLayout {
    id: root

    spacing: Theme.gap2

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap2

        Icon { name: "check"; size: 16; color: Theme.ok }
        PlainText { Layout.fillWidth: true; text: qsTr("Written: %1").arg(Changes.seedRows); font.weight: Font.DemiBold }
        CopyButton { label: qsTr("Copy the path"); what: Changes.seedFile }
    }
    PlainText {
        Layout.fillWidth: true
        text: Changes.seedFile
        font.family: Theme.mono
        font.pixelSize: Theme.code
        wrapMode: Text.WrapAnywhere
        maximumLineCount: 3
    }
    PlainText {
        Layout.fillWidth: true
        text: Changes.seedNotes
        visible: text.length > 0
        color: Theme.dim
        font.pixelSize: 13
        wrapMode: Text.Wrap
        lineHeight: 1.25
    }
    RowLayout {
        Layout.fillWidth: true
        Layout.topMargin: Theme.gap3

        PlainText {
            Layout.fillWidth: true
            text: qsTr("Declare it in the IDA's compose file:")
            wrapMode: Text.Wrap
        }
        CopyButton { label: qsTr("Copy the lines"); what: Changes.declaration }
    }
    Panel {
        Layout.fillWidth: true
        Layout.fillHeight: true
        color: Theme.background

        Flickable {
            id: flick

            anchors.fill: parent
            anchors.margins: Theme.gap3
            contentHeight: lines.implicitHeight
            contentWidth: Math.max(width, lines.implicitWidth)
            clip: true
            activeFocusOnTab: true
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("Lines that declare the seed")
            Accessible.description: Changes.declaration
            Keys.onUpPressed: flick.contentY = Math.max(0, contentY - 40)
            Keys.onDownPressed: flick.contentY = Math.max(0, Math.min(contentHeight - height, contentY + 40))
            Keys.onLeftPressed: flick.contentX = Math.max(0, contentX - 60)
            Keys.onRightPressed: flick.contentX = Math.max(0, Math.min(contentWidth - width, contentX + 60))
            ScrollBar.vertical: ThinScrollBar { }
            ScrollBar.horizontal: ThinScrollBar { }

            PlainText {
                id: lines

                text: Changes.declaration
                elide: Text.ElideNone
                font.family: Theme.mono
                font.preferShaping: false // no ligatures: it is to be read letter by letter
                font.pixelSize: Theme.code
                lineHeight: 1.3
            }
        }
        FocusRing { shown: flick.activeFocus; anchors.margins: 0; border.width: 1; corner: Theme.cardRadius - 3 }
    }
}
