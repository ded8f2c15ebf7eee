// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Ui

// A seed: whether and when it was applied, or the word that applies it.
Item {
    id: root

    required property string name
    required property string applied
    // It began and did not finish: part of it may be in the data.
    required property bool partial
    required property string target
    // Where it is declared; not shown where it is empty.
    property string source: ""
    property string ida: ""
    // One of the engineer's own files: it can be removed.
    property bool isFile: false
    property bool last: false
    property bool canApply: true

    signal wanted(string name)
    signal removeWanted(string name)

    implicitHeight: source.length > 0 ? 46 : 34

    RowLayout {
        anchors.fill: parent
        spacing: Theme.gap2

        Icon {
            name: root.partial ? "warning" : root.applied.length > 0 ? "check" : "plus"
            size: 14
            color: root.partial ? Theme.warning : root.applied.length > 0 ? Theme.ok : Theme.faint
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 1

            PlainText {
                Layout.fillWidth: true
                text: root.target.length > 0 ? qsTr("%1 (in %2)").arg(root.name).arg(root.target) : root.name
                elide: Text.ElideMiddle
            }
            PlainText {
                Layout.fillWidth: true
                text: root.source
                visible: text.length > 0
                color: Theme.dim
                font.pixelSize: Theme.small
                elide: Text.ElideMiddle
            }
        }
        PlainText {
            text: root.applied
            color: Theme.dim
            font.pixelSize: 13
            visible: text.length > 0
        }
        LinkText {
            text: root.applied.length > 0 ? qsTr("Again") : qsTr("Apply")
            visible: root.canApply
            onFollowed: root.wanted(root.name)
            Accessible.name: qsTr("Apply the seed %1").arg(root.name)
        }
        LinkText {
            text: qsTr("Delete…")
            visible: root.isFile
            onFollowed: root.removeWanted(root.name)
            Accessible.name: qsTr("Delete the file %1…").arg(root.name)
        }
    }
    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
        visible: !root.last
    }
}
