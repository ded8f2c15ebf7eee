// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// What is being made or opened, how far it is, cancel.
Panel {
    implicitHeight: 124
    // What was pressed to begin is gone; Enter cancels.
    onVisibleChanged: if (visible) cancel.forceActiveFocus(Qt.TabFocusReason)

    RowLayout {
        anchors.fill: parent
        anchors.margins: Theme.gap5
        spacing: Theme.gap4

        StateMark { condition: Condition.Starting; size: 18 }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.gap2

            PlainText { Layout.fillWidth: true; text: Welcome.activity; elide: Text.ElideMiddle }
            Meter { Layout.fillWidth: true; what: Welcome.activity; share: Welcome.fraction; visible: Welcome.fraction >= 0 }
        }
        ActionButton { id: cancel; text: qsTr("Cancel"); onClicked: Welcome.cancel() }
    }
}
