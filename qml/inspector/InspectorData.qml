// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Seeds and when they were applied.
ColumnLayout {
    id: root

    spacing: 0
    visible: Inspector.seeds.count > 0

    SectionLabel { text: qsTr("Data"); Layout.bottomMargin: Theme.gap1 }
    Repeater {
        model: Inspector.seeds

        SeedRow {
            required property int index

            Layout.fillWidth: true
            ida: Inspector.name
            last: index === Inspector.seeds.count - 1
            canApply: Inspector.running && !Actions.busy
            onWanted: name => Actions.seed(ida, name)
        }
    }
}
