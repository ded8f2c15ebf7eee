// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// The services: state, memory, where they are reached.
ColumnLayout {
    id: root

    spacing: 0
    visible: Inspector.services.count > 0

    SectionLabel { text: qsTr("Services"); Layout.bottomMargin: Theme.gap1 }
    Repeater {
        model: Inspector.services

        FactRow {
            id: row

            required name
            required property int index
            required property int condition
            required property string word
            required property string ports
            required property string memory

            Layout.fillWidth: true
            // Green says “running” by itself; how it is reached is news then.
            fact: condition === Condition.Running ? (ports.length > 0 ? ports : memory)
                : ports.length > 0 ? word + " · " + ports : word
            machine: true
            last: index === Inspector.services.count - 1
            Accessible.description: word

            before: StateMark { condition: row.condition; size: 10; anchors.verticalCenter: parent.verticalCenter }
        }
    }
}
