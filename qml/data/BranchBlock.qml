// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Whether the data goes with the git branch, whose it is, and a way to the other.
ColumnLayout {
    id: root

    property string refusal: ""

    spacing: Theme.gap2
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Data by branch")

    PlainText {
        Layout.fillWidth: true
        text: Data.branchText
        font.pixelSize: 13
        wrapMode: Text.Wrap
        lineHeight: 1.2
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap2
        visible: Data.otherBranch.length > 0

        ActionButton {
            text: qsTr("Go over to %1").arg(Data.otherBranch)
            refusal: root.refusal
            tip: qsTr("The present data is kept for its own branch")
            onClicked: Actions.switchData(Data.ida, Data.otherBranch)
        }
        ActionButton {
            text: qsTr("Keep this data for it")
            refusal: root.refusal
            tip: qsTr("Nothing moves: the present data belongs to %1 from now on").arg(Data.otherBranch)
            onClicked: Actions.followBranch(Data.ida, "stay")
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap2
        visible: Data.followsBranch.length > 0

        PlainText {
            text: qsTr("Another branch:")
            color: Theme.dim
            font.pixelSize: Theme.small
        }
        Segments {
            label: qsTr("When another branch is checked out")
            enabled: root.refusal.length === 0
            current: Data.followsBranch
            options: OptionList { keys: ["off", "ask", "on"]; texts: [qsTr("same data"), qsTr("ask"), qsTr("its own")] }
            onChosen: key => Actions.followBranch(Data.ida, key)
        }
    }
}
