// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Navigation, title bar, page and status strip of an open workspace.
Item {
    id: root

    readonly property bool loaded: Session.loaded
    readonly property WorkspacePage shownPage: page.item as WorkspacePage
    readonly property bool narrow: width < 1200

    function within(item: Item, ancestor: Item): bool {
        while (item && item !== ancestor)
            item = item.parent;
        return item !== null;
    }

    // The keyboard goes to what the page is about, unless it is used in the navigation.
    function enterPage(reason: int) {
        const shown = root.shownPage;
        if (within(Window.activeFocusItem, navigation) || !shown)
            return;
        const first = shown.first ?? shown.nextItemInFocusChain(true);
        if (within(first, page))
            first.forceActiveFocus(reason);
        else
            page.forceActiveFocus(reason); // what is to come into it is the next stop
    }

    onLoadedChanged: entering.start()
    Component.onCompleted: entering.start()

    // Once the page is there.
    Timer {
        id: entering

        property int reason: Qt.OtherFocusReason

        interval: 0
        onTriggered: root.enterPage(reason)
    }
    Connections {
        target: Session
        function onPageChanged() {
            entering.reason = Qt.ShortcutFocusReason;
            entering.start();
        }
    }

    RowLayout {
        anchors.fill: parent
        anchors.bottomMargin: strip.height
        spacing: 0

        Navigation {
            id: navigation

            Layout.fillHeight: true
            folded: root.width < 1100
        }
        Divider { Layout.fillHeight: true }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 0

            TitleBar {
                Layout.fillWidth: true
                title: root.shownPage ? root.shownPage.title : Session.pageText
                subtitle: root.shownPage ? root.shownPage.subtitle : ""
                narrow: root.narrow
            }
            Divider { Layout.fillWidth: true }
            Banner {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gap3
                Layout.leftMargin: Theme.gap5
                Layout.rightMargin: Theme.gap5
                Layout.bottomMargin: Session.page === Page.Overview ? Theme.gap3 : 0
                closable: false
                warning: !Session.filesAreOld
                message: Session.filesProblem
                detail: Session.filesDetail
                hint: Session.filesHint
                action: Session.filesFile.length > 0 ? qsTr("Open in editor") : ""
                onActed: Actions.openPlace(Session.filesFile, Session.filesPlace)
            }
            Banner {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gap3
                Layout.leftMargin: Theme.gap5
                Layout.rightMargin: Theme.gap5
                Layout.bottomMargin: Session.page === Page.Overview ? Theme.gap3 : 0
                // The run that is shown, or the banner above, may say the same.
                message: Session.page === Page.Runs && Runs.problem === Actions.problem
                         || Session.filesProblem.startsWith(Actions.problem) ? "" : Actions.problem
                detail: Actions.problemDetail
                hint: Actions.problemHint
                action: Actions.nextStep === Actions.ShowRun ? qsTr("Show the run")
                      : Actions.nextStep === Actions.Retry ? qsTr("Try again") : ""
                onActed: Actions.takeNextStep()
                onClosed: Actions.dismissProblem()
            }
            Banner {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gap3
                Layout.leftMargin: Theme.gap5
                Layout.rightMargin: Theme.gap5
                Layout.bottomMargin: Session.page === Page.Overview ? Theme.gap3 : 0
                warning: true
                closable: false
                message: Session.engineProblem
                hint: Session.engineHint
                action: qsTr("Try again")
                otherAction: Session.engineStartable ? qsTr("Start it in a terminal") : ""
                onActed: Session.refresh()
                onOtherActed: Actions.startEngine()
            }
            Loader {
                id: page

                focus: true
                Layout.fillWidth: true
                Layout.fillHeight: true
                source: Qt.resolvedUrl("../pages/" + Session.pageFile)
            }
        }
    }
    StatusStrip {
        id: strip

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
    }
}
