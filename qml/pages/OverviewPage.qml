// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import Devstack.Backend
import Devstack.Ui

// The graph of the workspace and what is known of the selected IDA.
WorkspacePage {
    id: root

    readonly property bool narrow: width < 980
    readonly property bool inspecting: Inspector.shown

    subtitle: Session.loaded ? Session.subtitle : ""

    // The keyboard goes back to the graph when what it was in goes.
    onInspectingChanged: {
        if (!inspecting && panel.holdsFocus)
            graph.forceActiveFocus(Qt.ShortcutFocusReason);
    }
    Keys.onEscapePressed: Overview.selected = ""
    Component.onCompleted: {
        if (Overview.selected.length === 0)
            Overview.selected = Settings.remembered("selected", "");
    }
    Connections {
        target: Overview
        function onSelectedChanged() { Settings.remember("selected", Overview.selected); }
    }

    Banner {
        id: unfinished

        objectName: "unfinished"
        anchors.left: parent.left
        anchors.right: graph.right
        anchors.top: parent.top
        anchors.margins: Theme.gap3
        z: 1
        warning: true
        closable: false
        // While something goes on, it is being dealt with.
        message: Actions.busy || Runs.active > 0 ? "" : Session.unfinished
        action: qsTr("Continue")
        onActed: Actions.finishProvisioning()
    }
    Banner {
        id: strays

        objectName: "strays"
        anchors.left: parent.left
        anchors.right: graph.right
        anchors.top: unfinished.visible ? unfinished.bottom : parent.top
        anchors.margins: Theme.gap3
        z: 1
        warning: true
        closable: false
        message: Session.strays
    }
    GraphView {
        id: graph

        anchors.fill: parent
        anchors.topMargin: (unfinished.visible ? unfinished.height + Theme.gap3 : 0)
            + (strays.visible ? strays.height + Theme.gap3 : 0)
        anchors.rightMargin: root.inspecting && !root.narrow ? panel.width : 0
        visible: Overview.cards.count > 0
        covered: root.inspecting && root.narrow ? panel.width : 0
        onEntered: panel.takeFocus()
    }
    EmptyRoom {
        anchors.centerIn: parent
        visible: Session.loaded && Overview.cards.count === 0
        glyph: "overview"
        title: qsTr("No repositories yet")
        sentence: qsTr("Add the repository you work on. Its dependencies are cloned too.")
        action: qsTr("Add a repository")
        onActed: addDialog.open()
    }
    PlainText {
        anchors.centerIn: parent
        visible: !Session.loaded
        text: qsTr("Reading the workspace…")
        color: Theme.dim
    }
    AddDialog { id: addDialog }
    Rectangle {
        anchors.fill: parent
        color: Theme.shade
        visible: root.narrow && root.inspecting

        TapHandler { onTapped: Overview.selected = "" }
    }
    InspectorPanel {
        id: panel

        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        width: 356
        visible: root.inspecting
    }
}
