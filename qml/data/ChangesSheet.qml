// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// What changed in the data of an IDA, row by row, and the seed that brings it back.
Modal {
    id: root

    readonly property int stage: Changes.stage
    readonly property bool reading: stage === Changes.Reading || stage === Changes.Stopping
    readonly property bool saved: Changes.saving === Changes.Saved
    readonly property bool found: stage === Changes.Ready && Changes.tables.count > 0 && !saved
    readonly property bool asked: Changes.saving === Changes.Asked
    readonly property bool writing: Changes.saving === Changes.Going

    // Focus goes to what the stage is about; a button that vanished would leave the keyboard nowhere.
    function settle() {
        if (!opened)
            return;
        if (found && !writing && !asked && !name.activeFocus)
            tables.forceActiveFocus(Qt.TabFocusReason);
        else if (asked)
            save.forceActiveFocus(Qt.TabFocusReason);
        else if (stage === Changes.Failed || stage === Changes.Stopped)
            again.forceActiveFocus(Qt.TabFocusReason);
        else if (!name.activeFocus || !name.visible)
            closing.forceActiveFocus(Qt.TabFocusReason);
    }
    function write() {
        if (name.text.trim().length > 0)
            Changes.save(name.text, asked);
    }

    title: qsTr("What changed in the data of %1").arg(Changes.ida)
    visible: Changes.ida.length > 0
    width: Math.min(1120, parent ? parent.width - 48 : 1120)
    height: Math.min(760, parent ? parent.height - 64 : 760)
    onClosed: {
        if (Changes.ida.length > 0)
            Changes.close();
    }
    onAboutToShow: name.clear()
    onOpened: settle()
    // Later: what the stage shows has to be there first.
    onStageChanged: later.restart()
    onSavedChanged: later.restart()
    onAskedChanged: later.restart()
    Component.onDestruction: Changes.close()
    buttons: [
        ActionButton {
            id: closing

            text: qsTr("Close")
            primary: root.saved || root.stage === Changes.Ready && !root.found
            onClicked: Changes.close()
        },
        ActionButton {
            text: qsTr("Stop reading")
            glyph: "stop"
            visible: root.reading
            enabled: root.stage === Changes.Reading
            onClicked: Changes.stop()
        },
        ActionButton {
            id: again

            text: qsTr("Read again")
            glyph: "restart"
            primary: root.stage === Changes.Failed || root.stage === Changes.Stopped
            visible: !root.reading && !root.writing
            onClicked: Changes.askAgain()
        },
        ActionButton {
            id: save

            text: root.asked ? qsTr("Replace it") : root.writing ? qsTr("Writing…") : qsTr("Save as seed")
            primary: !root.asked
            destructive: root.asked
            visible: root.found
            refusal: name.text.trim().length > 0 ? "" : qsTr("Give the seed a name first.")
            enabled: !root.writing
            onClicked: root.write()
        }
    ]

    Timer { id: later; interval: 0; onTriggered: root.settle() }

    contentItem: ColumnLayout {
        spacing: Theme.gap3

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap2

            PlainText { text: qsTr("Since"); color: Theme.dim; font.pixelSize: 13 }
            Chooser {
                label: qsTr("Compare with")
                current: Changes.since
                options: Changes.sinces
                enabled: !root.writing
                onChosen: key => Changes.since = key
            }
            PlainText {
                Layout.leftMargin: Theme.gap2
                text: qsTr("Database")
                visible: Changes.services.length > 0
                color: Theme.dim
                font.pixelSize: 13
            }
            Chooser {
                label: qsTr("Database")
                visible: Changes.services.length > 0
                current: Changes.service
                options: OptionList { keys: Changes.services }
                enabled: !root.writing
                onChosen: key => Changes.service = key
            }
            Item { Layout.fillWidth: true }
            Segments {
                label: qsTr("Columns of a row")
                visible: root.found
                current: Changes.wholeRows ? "all" : "changed"
                options: OptionList { keys: ["changed", "all"]; texts: [qsTr("changed columns"), qsTr("whole rows")] }
                onChosen: key => Changes.wholeRows = key === "all"
            }
        }
        PlainText {
            Layout.fillWidth: true
            text: Changes.summary
            visible: text.length > 0 && !root.saved
            color: Theme.dim
            font.pixelSize: 13
            wrapMode: Text.Wrap
        }
        Banner {
            Layout.fillWidth: true
            closable: false
            message: Changes.problem
            detail: Changes.detail
            hint: Changes.hint
        }
        // One place for what there is to see, which takes what the rest leaves.
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            ReadingState {
                anchors.centerIn: parent
                width: Math.min(440, parent.width)
                visible: root.reading || root.stage === Changes.Stopped
                         || root.stage === Changes.Ready && Changes.tables.count === 0
                glyph: root.stage === Changes.Ready ? "check" : root.stage === Changes.Stopped ? "stop" : "data"
                ink: root.stage === Changes.Ready ? Theme.ok : Theme.faint
                title: root.reading ? Changes.doing
                     : root.stage === Changes.Stopped ? qsTr("Ended before all was read") : qsTr("Nothing changed")
                sentence: root.reading ? qsTr("The data is only read. The earlier data is asked in a server of its own, which goes afterwards.")
                        : root.stage === Changes.Stopped ? qsTr("Nothing was changed.")
                        : qsTr("The rows are those of then.")
            }
            RowLayout {
                anchors.fill: parent
                spacing: Theme.gap3
                visible: root.found

                ChangedTables {
                    id: tables

                    Layout.preferredWidth: Math.min(280, root.width * 0.26)
                    Layout.fillHeight: true
                }
                ChangedRows {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                }
            }
            SeedOutcome {
                anchors.fill: parent
                visible: root.saved
            }
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap3
            visible: root.found

            InputField {
                id: name

                Layout.preferredWidth: 240
                placeholderText: qsTr("Name of the seed")
                enabled: !root.writing
                onTextEdited: Changes.forgetSaving()
                onAccepted: root.write()
            }
            PlainText {
                Layout.fillWidth: true
                Layout.preferredHeight: 36
                text: Changes.savingProblem.length > 0 ? Changes.savingProblem + (Changes.savingHint.length > 0 ? " " + Changes.savingHint : "")
                    : root.writing ? qsTr("Reads the rows once more and writes them.")
                    : qsTr("Writes all rows to seeds/ of the repository, as statements that can be run again.")
                color: Changes.saving === Changes.Refused ? Theme.bad : root.asked ? Theme.warning : Theme.dim
                font.pixelSize: Theme.small
                wrapMode: Text.Wrap
                maximumLineCount: 2
                Accessible.role: Changes.savingProblem.length > 0 ? Accessible.AlertMessage : Accessible.StaticText
                Accessible.name: text
            }
        }
    }
}
