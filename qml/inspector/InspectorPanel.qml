// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// The selected IDA: what it is, what it waits for, what it has, what can be done.
Rectangle {
    id: root

    property bool holdsFocus: false
    readonly property Item focused: Window.activeFocusItem

    function takeFocus() {
        actions.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
    }

    onFocusedChanged: {
        let within = focused;
        while (within && within !== root)
            within = within.parent;
        // Nothing at all has it while what had it goes: then the answer stays.
        if (focused)
            holdsFocus = within === root;
    }
    color: Theme.panel
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Inspector of %1").arg(Inspector.name)

    Divider { height: parent.height; width: 1 }
    Flickable {
        id: flick

        anchors.fill: parent
        anchors.bottomMargin: foot.visible ? foot.height : 0
        contentHeight: column.implicitHeight + 2 * Theme.gap5
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ThinScrollBar { }

        FocusKeeper { view: flick }
        ColumnLayout {
            id: column

            x: Theme.gap5
            y: Theme.gap4
            width: flick.width - 2 * Theme.gap5
            spacing: 0

            InspectorHead { Layout.fillWidth: true }
            InspectorActions { id: actions; Layout.fillWidth: true; Layout.topMargin: Theme.gap3 }
            InspectorNotices { Layout.fillWidth: true; Layout.topMargin: visible ? Theme.gap4 : 0 }
            InspectorServices { Layout.fillWidth: true; Layout.topMargin: visible ? Theme.gap4 : 0; why: actions.why }
            InspectorEdges {
                Layout.fillWidth: true
                Layout.topMargin: visible ? Theme.gap4 : 0
                title: qsTr("Needs")
                model: Inspector.needs
            }
            InspectorEdges {
                Layout.fillWidth: true
                Layout.topMargin: visible ? Theme.gap4 : 0
                title: qsTr("Needed by")
                model: Inspector.neededBy
            }
            InspectorData { Layout.fillWidth: true; Layout.topMargin: visible ? Theme.gap4 : 0 }
        }
    }
    Rectangle {
        id: foot

        anchors.left: parent.left
        anchors.leftMargin: 1
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: 64
        color: Theme.panel
        visible: Inspector.ours && Inspector.cloned && Inspector.resetTitle.length > 0

        Divider { width: parent.width; visible: flick.contentHeight > flick.height }
        ActionButton {
            x: Theme.gap5
            anchors.verticalCenter: parent.verticalCenter
            destructive: true
            text: qsTr("%1…").arg(Inspector.resetTitle)
            refusal: Actions.busy ? qsTr("Another action of this window comes first. Wait for it or cancel it.")
                   : !Session.engineAvailable ? qsTr("The engine does not answer.") : ""
            onHoveredChanged: actions.touch(hovered)
            onClicked: Actions.askReset(Inspector.name)
        }
    }
}
