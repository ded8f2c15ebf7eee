// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Qt.labs.platform as Native
import Devstack.Backend
import Devstack.Ui

// The first page: is the machine fit, and where to begin.
Item {
    id: root

    // The way that was begun last; it has the keyboard again when it led nowhere.
    property Item begun: sample
    readonly property bool busy: Welcome.busy

    onBusyChanged: if (!busy) begun.forceActiveFocus(Qt.TabFocusReason)
    Component.onCompleted: {
        Welcome.check();
        showOffer();
    }

    function showOffer() {
        if (Welcome.offered.length > 0)
            cloneDialog.open();
    }
    Connections {
        target: Welcome
        function onOfferedChanged() { root.showOffer(); }
    }

    Flickable {
        id: flick

        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * column.y
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ThinScrollBar { }

        FocusKeeper { view: flick }

        ColumnLayout {
            id: column

            x: (root.width - width) / 2
            y: Math.max(32, Math.min(96, (root.height - implicitHeight) / 2))
            width: Math.min(root.width - 64, 880)
            spacing: Theme.gap4

            PlainText {
                text: qsTr("Welcome to Devstack")
                font.pixelSize: Theme.figure
                font.weight: Font.DemiBold
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
            PlainText {
                Layout.fillWidth: true
                Layout.topMargin: -Theme.gap3
                text: qsTr("A workspace is a folder with the repositories you work on. Open one or make one.")
                color: Theme.dim
                wrapMode: Text.Wrap
            }
            Banner {
                Layout.fillWidth: true
                message: Welcome.problem
                detail: Welcome.detail
                hint: Welcome.hint
                onClosed: Welcome.dismiss()
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.gap3
                visible: !Welcome.busy

                WelcomeChoice {
                    glyph: "folder"
                    title: qsTr("Open a workspace")
                    sentence: qsTr("A folder with a devstack.yml")
                    onChosen: openDialog.open()
                }
                WelcomeChoice {
                    id: clone

                    glyph: "clone"
                    title: qsTr("Clone from a URL")
                    sentence: qsTr("A repository with its dependencies")
                    onChosen: cloneDialog.open()
                }
                WelcomeChoice {
                    id: adopt

                    glyph: "configuration"
                    title: qsTr("Adopt a devstack")
                    sentence: qsTr("A central one becomes a workspace")
                    onChosen: adoptDialog.open()
                }
                WelcomeChoice {
                    id: sample

                    glyph: "sample"
                    title: qsTr("Try the sample")
                    sentence: qsTr("Four small services that need each other")
                    primary: true
                    focus: true
                    onChosen: sampleDialog.open()
                }
            }
            WelcomeProgress { Layout.fillWidth: true; visible: Welcome.busy }
            WelcomeRecent { Layout.fillWidth: true; Layout.topMargin: Theme.gap2; visible: Welcome.recent.count > 0 }
            WelcomeChecks { Layout.fillWidth: true; Layout.topMargin: Theme.gap2 }
        }
    }
    Native.FolderDialog {
        id: openDialog

        title: qsTr("Open a workspace")
        onAccepted: Welcome.openUrl(openDialog.folder)
    }
    Native.FolderDialog {
        id: adoptDialog

        title: qsTr("The folder of the central devstack")
        onAccepted: {
            root.begun = adopt;
            Adopter.look(adoptDialog.folder);
        }
    }
    AdoptSheet { }
    MakeDialog {
        id: cloneDialog

        title: qsTr("Clone from a URL")
        wantsUrl: true
        proposal: Welcome.home + "/devstack"
        offered: Welcome.offered
        sentence: offered.length > 0 ? qsTr("A link offers this repository. Clone it if you know where it comes from; nothing of it runs before you agree.") : ""
        onClosed: Welcome.offer("")
        onMade: (url, folder) => {
            root.begun = clone;
            Welcome.cloneInto(url, folder);
        }
    }
    MakeDialog {
        id: sampleDialog

        title: qsTr("Try the sample")
        sentence: qsTr("This folder gets four small services with databases and data, as real git repositories.")
        proposal: Welcome.home + "/devstack-sample"
        onMade: (url, folder) => {
            root.begun = sample;
            Welcome.makeSample(folder);
        }
    }
}
