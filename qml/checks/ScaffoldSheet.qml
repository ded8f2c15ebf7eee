// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// What would be written into a repository, to be looked at before it is; and what came of it.
Modal {
    id: root

    readonly property int stage: Scaffolder.stage
    readonly property bool ready: stage === Scaffolder.Ready || stage === Scaffolder.Writing

    // Focus goes to what the stage asks for; a button that vanished would leave the keyboard nowhere.
    function settle() {
        if (!opened)
            return;
        if (stage === Scaffolder.Ready)
            write.forceActiveFocus(Qt.TabFocusReason);
        else if (stage === Scaffolder.Failed)
            again.forceActiveFocus(Qt.TabFocusReason);
        else
            cancel.forceActiveFocus(Qt.TabFocusReason);
    }

    title: stage === Scaffolder.Written ? qsTr("Written into %1").arg(Scaffolder.ida) : qsTr("Write what %1 lacks").arg(Scaffolder.ida)
    visible: Scaffolder.ida.length > 0
    width: Math.min(ready ? 1080 : 620, parent ? parent.width - 48 : 620)
    onClosed: {
        if (Scaffolder.ida.length > 0)
            Scaffolder.close();
    }
    onOpened: settle()
    // Later: what the stage shows has to be there first.
    onStageChanged: later.restart()
    buttons: [
        ActionButton {
            id: cancel

            text: root.stage === Scaffolder.Written || root.stage === Scaffolder.Nothing ? qsTr("Close") : qsTr("Cancel")
            primary: root.stage === Scaffolder.Written || root.stage === Scaffolder.Nothing
            onClicked: Scaffolder.close()
        },
        ActionButton {
            id: again

            text: qsTr("Look again")
            primary: true
            visible: root.stage === Scaffolder.Failed
            onClicked: Scaffolder.askAgain()
        },
        ActionButton {
            id: write

            text: root.stage === Scaffolder.Writing ? qsTr("Writing…") : qsTr("Write")
            primary: true
            visible: root.ready
            enabled: root.stage === Scaffolder.Ready
            onClicked: Scaffolder.write()
        }
    ]

    Timer { id: later; interval: 0; onTriggered: root.settle() }

    contentItem: ColumnLayout {
        spacing: Theme.gap3

        PlainText {
            Layout.fillWidth: true
            visible: text.length > 0
            text: root.stage === Scaffolder.Reading ? qsTr("Working out what is missing…")
                : root.ready ? qsTr("%1. Existing content stays as it is, byte for byte.").arg(Scaffolder.summary)
                : root.stage === Scaffolder.Nothing ? qsTr("Nothing to write: the rest needs a decision of its owner.")
                : root.stage === Scaffolder.Written ? qsTr("%1. Review it with “git diff” and correct wrong guesses.").arg(Scaffolder.summary)
                : ""
            color: Theme.dim
            wrapMode: Text.Wrap
        }
        Banner {
            Layout.fillWidth: true
            closable: false
            message: Scaffolder.problem
            hint: Scaffolder.problem.length > 0 ? qsTr("Nothing was written. Look again to see what is missing now.") : ""
        }
        ScaffoldDiff {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.max(160, (root.parent?.height ?? 700) - 236)
            visible: root.ready
        }
        ScaffoldOutcome {
            Layout.fillWidth: true
            visible: root.stage === Scaffolder.Written || root.stage === Scaffolder.Nothing
        }
    }
}
