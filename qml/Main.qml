// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import Devstack.Backend
import Devstack.Ui

// The window: the frame around the page, or the welcome page while no workspace is open.
ApplicationWindow {
    id: root

    // There is a tray icon that stays when the window closes.
    property bool trayed: false
    // It quits as soon as what it began is over.
    property bool leaving: false
    // About what the desktop adds above a window; the height given is that of the inside.
    readonly property int titleBar: 36

    width: Math.min(Settings.remembered("width", 1440), Screen.desktopAvailableWidth)
    height: Math.min(Settings.remembered("height", 900), Screen.desktopAvailableHeight - titleBar)
    minimumWidth: 860
    minimumHeight: 560
    visible: true
    title: Session.hasWorkspace ? qsTr("%1 · Devstack").arg(Session.workspaceName) : qsTr("Devstack")
    color: Theme.background
    onActiveChanged: Session.setWatched(visible)
    onVisibleChanged: {
        Session.setWatched(visible);
        // Who brings it back wants to go on.
        if (visible)
            leaving = false;
    }
    onClosing: close => {
        if (visibility === Window.Windowed) {
            Settings.remember("width", width);
            Settings.remember("height", height);
        }
        const stays = trayed && Settings.keepInTray;
        if (stays && Settings.remembered("trayExplained", false))
            return; // hidden; what goes on goes on
        close.accepted = false;
        if (stays)
            trayDialog.open();
        else
            leave();
    }

    // Quits, after a question where something goes on that would end with it.
    function leave() {
        if (Terminals.live.length > 0)
            terminalsDialog.open();
        else if (Actions.busy)
            quitDialog.open();
        else
            Qt.quit();
    }
    function leaveWhenDone() {
        hide();
        leaving = true;
        if (!Actions.busy)
            Qt.quit();
    }

    Connections {
        target: Actions
        function onBusyChanged() {
            if (root.leaving && !Actions.busy)
                Qt.quit();
        }
    }

    Binding { target: Theme; property: "dark"; value: Settings.dark }
    Binding { target: Theme; property: "reducedMotion"; value: Settings.reducedMotion }

    Loader {
        focus: true
        anchors.fill: parent
        sourceComponent: Session.hasWorkspace ? workspace : welcome
    }
    Component { id: workspace; WorkspaceFrame { } }
    Component { id: welcome; WelcomePage { } }

    BranchDialog { }
    TrustDialog { }
    ResetDialog { }
    RestoreDialog { }
    DeleteDialog { }
    CommandDialog { }
    PlanDialog { }
    ValuesDialog { }
    HelpSheet { }
    TrayDialog {
        id: trayDialog

        onKept: {
            Settings.remember("trayExplained", true);
            root.close();
        }
        onQuit: {
            Settings.keepInTray = false;
            root.leave();
        }
    }
    TerminalsDialog {
        id: terminalsDialog

        onAgreed: {
            Terminals.closeAll();
            root.leave();
        }
    }
    QuitDialog {
        id: quitDialog

        trayed: root.trayed
        onKept: {
            if (root.trayed)
                root.hide();
            else
                root.leaveWhenDone();
        }
        onStopped: {
            Actions.cancel();
            root.leaveWhenDone();
        }
    }
    Toast {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 52
    }
    Shortcut { sequence: "Ctrl+Q"; onActivated: root.leave() }
    Shortcut { sequence: "F1"; onActivated: Guide.show() }
}
