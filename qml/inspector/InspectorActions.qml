// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Qt.labs.platform as Native
import Devstack.Backend
import Devstack.Ui

// Open, shell, logs and the rest.
Flow {
    id: root

    readonly property string ida: Inspector.name
    // Why a button is pale.
    readonly property string busy: Actions.busy ? qsTr("Another action of this window comes first. Wait for it or cancel it.") : ""
    readonly property string why: busy.length > 0 ? busy
                                : !Session.engineAvailable ? qsTr("The engine does not answer.") : ""

    // Shows in the graph who needs what is about to be stopped.
    function touch(about: bool) {
        Overview.touched = about ? ida : "";
    }

    spacing: Theme.gap2
    onVisibleChanged: touch(false)
    Component.onDestruction: touch(false)

    ActionButton {
        text: qsTr("Open")
        glyph: "open"
        tip: Inspector.url
        visible: Inspector.url.length > 0
        refusal: Inspector.ours && !Inspector.running ? qsTr("Nothing answers there: %1 is not running.").arg(root.ida) : ""
        onClicked: Actions.openUrl(Inspector.url)
    }
    ActionButton {
        text: qsTr("Add to the workspace")
        glyph: "plus"
        tip: Inspector.repository
        visible: Inspector.suggested
        refusal: root.busy
        onClicked: Actions.addRepository(Inspector.repository.length > 0 ? Inspector.repository : root.ida)
    }
    ActionButton {
        text: qsTr("Provision")
        glyph: "runs"
        visible: Inspector.ours && !Inspector.running && !Inspector.suggested
        refusal: root.why
        onClicked: Actions.provision(root.ida)
    }
    ActionButton {
        text: qsTr("Restart")
        onHoveredChanged: root.touch(hovered)
        tip: qsTr("Restart the applications; databases go on running")
        visible: Inspector.ours && Inspector.running
        refusal: root.why
        onClicked: Actions.restart(root.ida)
    }
    ActionButton {
        text: qsTr("Stop")
        tip: Inspector.dependents.length > 0 ? qsTr("Needed by %1").arg([...Inspector.dependents].join(", ")) : ""
        onHoveredChanged: root.touch(hovered)
        visible: Inspector.ours && Inspector.running
        refusal: root.why
        onClicked: Actions.stop(root.ida)
    }
    ActionButton {
        text: qsTr("Shell")
        visible: Inspector.ours && Inspector.running
        onClicked: Actions.openShell(root.ida)
    }
    ActionButton {
        text: qsTr("Logs")
        visible: Inspector.services.count > 0
        onClicked: {
            Logs.source = root.ida;
            Session.page = Page.Logs;
        }
    }
    ActionButton {
        id: more

        glyph: "more"
        tip: qsTr("More")
        Accessible.role: Accessible.ButtonMenu
        visible: Inspector.ours && !Inspector.suggested
        onClicked: menu.popup(more, 0, more.height + 4)

        PopupMenu {
            id: menu

            MenuEntry { text: qsTr("Provision"); refusal: root.why; onTriggered: Actions.provision(root.ida) }
            MenuEntry { text: qsTr("What it would do…"); refusal: root.why; onTriggered: Forecast.ask(root.ida) }
            MenuEntry { text: qsTr("Start"); refusal: root.why; onTriggered: Actions.start(root.ida) }
            MenuEntry {
                text: qsTr("Rebuild")
                visible: Inspector.builds
                refusal: root.why
                onTriggered: Actions.rebuild(root.ida)
            }
            MenuSeparator { contentItem: Divider { implicitWidth: 200 } }
            MenuEntry {
                text: qsTr("Open the folder")
                visible: Inspector.cloned
                onTriggered: Actions.openFolder(root.ida)
            }
            MenuEntry {
                text: qsTr("Pull")
                visible: Inspector.cloned && Inspector.repository.length > 0
                refusal: root.busy
                onTriggered: Actions.pull(root.ida)
            }
            MenuEntry {
                text: qsTr("Seed a file…")
                visible: Inspector.takesFiles
                refusal: root.busy.length > 0 ? root.busy
                       : Inspector.running ? "" : qsTr("%1 is not running.").arg(root.ida)
                onTriggered: fileDialog.open()
            }
            MenuEntry {
                text: qsTr("Copy the command")
                onTriggered: Actions.copyCommand(root.ida)
            }
            MenuEntry {
                text: qsTr("Remove from the workspace")
                refusal: root.busy.length > 0 ? root.busy
                       : Inspector.running ? qsTr("Stop %1 first.").arg(root.ida) : ""
                onTriggered: Actions.remove(root.ida)
            }
            MenuSeparator {
                visible: Inspector.resetTitle.length > 0
                height: visible ? implicitHeight : 0
                contentItem: Divider { implicitWidth: 200 }
            }
            MenuEntry {
                text: qsTr("%1…").arg(Inspector.resetTitle)
                visible: Inspector.resetTitle.length > 0
                destructive: true
                refusal: root.why.length > 0 ? root.why
                       : Inspector.cloned ? "" : qsTr("%1 is not cloned yet.").arg(root.ida)
                onTriggered: Actions.askReset(root.ida)
            }
        }
    }
    ActionButton {
        id: own

        text: qsTr("Scripts")
        tip: scripts.opened ? "" : qsTr("The repository's Make targets and scripts; they run on this machine")
        Accessible.role: Accessible.ButtonMenu
        visible: Inspector.ours && Inspector.cloned
        onClicked: {
            Inspector.readScripts();
            scripts.open();
        }

        ScriptList {
            id: scripts

            y: own.height + 6
            refusal: root.why
            onChosen: name => Actions.runScript(root.ida, name)
        }
    }
    Repeater {
        model: Inspector.commands

        ActionButton {
            id: command

            required property string name
            required property string purpose
            required property bool tty

            text: name
            tip: purpose
            refusal: !Inspector.ours ? qsTr("%1 does not run here.").arg(root.ida)
                   : !Inspector.running ? qsTr("It runs inside %1, which is not running.").arg(root.ida)
                                        : tty ? "" : root.busy
            onClicked: Actions.openCommand(root.ida, name)
        }
    }
    Native.FileDialog {
        id: fileDialog

        title: qsTr("Seed a file")
        onAccepted: Actions.seedFile(root.ida, fileDialog.file)
    }
}
