// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// The findings of lint, by repository, the worst first.
Panel {
    id: root

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: 1
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.gap3
            Layout.leftMargin: Theme.gap4
            Layout.bottomMargin: Theme.gap2
            spacing: Theme.gap3

            PlainText { text: qsTr("Findings"); font.weight: Font.DemiBold }
            PlainText {
                Layout.fillWidth: true
                text: Reviewer.suppressed > 0 ? qsTr("%1 · %2 suppressed by comments").arg(list.count).arg(Reviewer.suppressed)
                                              : String(list.count)
                color: Theme.dim
                font.pixelSize: 13
            }
            Segments {
                label: qsTr("Findings of")
                current: Reviewer.onlySelected ? "one" : "all"
                options: OptionList { keys: ["all", "one"]; texts: [qsTr("all"), qsTr("selected")] }
                onChosen: key => Reviewer.onlySelected = key === "one"
            }
        }
        Divider { Layout.fillWidth: true }
        ListView {
            id: list

            Layout.fillWidth: true
            Layout.fillHeight: true
            clip: true
            activeFocusOnTab: true
            model: Reviewer.findings
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Findings")
            ScrollBar.vertical: ThinScrollBar { }

            delegate: FindingRow {
                width: ListView.view.width
                current: list.activeFocus && ListView.isCurrentItem
                onPicked: {
                    list.currentIndex = index;
                    list.forceActiveFocus();
                }
            }

            PlainText {
                anchors.centerIn: parent
                visible: list.count === 0
                text: Reviewer.loading ? qsTr("Checking…") : qsTr("No findings.")
                color: Theme.dim
            }
        }
    }
    FocusRing { shown: list.activeFocus; anchors.margins: 0; border.width: 1; corner: Theme.cardRadius - 3 }
}
