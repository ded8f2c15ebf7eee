// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// The repository's compose file, the one that runs, and what the rewrite says of it.
Panel {
    id: root

    function showOriginal(row: int) { original.showRow(row); }

    Component.onCompleted: {
        original.showTop();
        effective.showTop();
    }
    Connections {
        target: Configurator

        function onFilesChanged() {
            original.showTop();
            effective.showTop();
        }
    }
    EmptyRoom {
        anchors.centerIn: parent
        visible: !Configurator.loading && Configurator.effectiveProblem.length > 0
        glyph: "configuration"
        title: qsTr("No compose file to show")
        sentence: Configurator.effectiveProblem + (Configurator.effectiveHint.length > 0 ? "\n" + Configurator.effectiveHint : "")
    }
    ColumnLayout {
        anchors.fill: parent
        anchors.margins: 1
        spacing: 0
        visible: Configurator.effectiveProblem.length === 0

        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 0

            CodeHalf {
                id: original

                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 100
                title: Configurator.originalName.length > 0 ? Configurator.originalName : qsTr("Original")
                explanation: qsTr("as it is in the repository")
                lines: Configurator.original
                ground: Theme.warningSoft
            }
            Divider { Layout.fillHeight: true }
            CodeHalf {
                id: effective

                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 100
                title: qsTr("Effective")
                explanation: qsTr("as it runs in this workspace")
                lines: Configurator.effective
                ground: Theme.accentSoft
            }
        }
        Divider { Layout.fillWidth: true; visible: notes.count > 0 }
        SectionLabel {
            Layout.leftMargin: Theme.gap3
            Layout.topMargin: Theme.gap2
            text: qsTr("What was changed and why")
            visible: notes.count > 0
        }
        ListView {
            id: notes

            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(contentHeight, root.height * 0.3)
            Layout.bottomMargin: visible ? 4 : 0
            visible: count > 0
            clip: true
            activeFocusOnTab: true
            model: Configurator.notes
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("What was changed and why")
            ScrollBar.vertical: ThinScrollBar { }

            delegate: NoteRow {
                width: ListView.view.width
                current: notes.activeFocus && ListView.isCurrentItem
                onPicked: {
                    notes.currentIndex = index;
                    original.showRow(originalRow);
                    effective.showRow(effectiveRow);
                }
            }
            Keys.onReturnPressed: (currentItem as NoteRow)?.picked()
        }
    }
}
