// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// The run that is shown, held against an earlier one.
Modal {
    id: root

    title: qsTr("What differs: %1").arg(RunComparer.title)
    visible: RunComparer.run.length > 0
    width: Math.min(980, parent ? parent.width - 48 : 980)
    onClosed: {
        if (RunComparer.run.length > 0)
            RunComparer.close();
    }
    onOpened: closing.forceActiveFocus(Qt.TabFocusReason)
    buttons: [
        CopyButton { label: qsTr("Copy command"); what: RunComparer.command },
        ActionButton { id: closing; text: qsTr("Close"); onClicked: RunComparer.close() }
    ]

    contentItem: ColumnLayout {
        spacing: Theme.gap3

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap2

            PlainText { text: qsTr("Compared with"); color: Theme.dim }
            Chooser {
                Layout.maximumWidth: root.availableWidth - 140
                options: RunComparer.others
                current: RunComparer.other
                label: qsTr("Compared with")
                onChosen: key => RunComparer.other = key
            }
        }
        PlainText {
            Layout.fillWidth: true
            visible: RunComparer.rows.count === 0
            text: qsTr("These two runs do not differ.")
        }
        ComparedList {
            id: list

            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(needed, Math.max(160, (root.parent?.height ?? 700) - 300))
            visible: RunComparer.rows.count > 0
        }
        PlainText {
            Layout.fillWidth: true
            visible: text.length > 0
            text: RunComparer.note
            color: Theme.dim
            font.pixelSize: 13
            wrapMode: Text.Wrap
        }
    }
}
