// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Keeps the present data of one IDA, or of several as one set.
Modal {
    id: root

    property list<string> chosen
    readonly property string problem: Data.nameProblem(name.text.trim(), chosen)
    readonly property bool ready: problem.length === 0 && chosen.length > 0

    function ask(ida: string) {
        chosen = [ida];
        name.clear();
        guarded.checked = false;
        open();
    }

    function pick(ida: string, taken: bool) {
        const others = Array.from(chosen).filter(one => one !== ida);
        chosen = taken ? others.concat([ida]) : others;
    }

    function save() {
        if (!ready)
            return;
        close();
        Actions.saveCheckpoint(chosen, name.text.trim(), guarded.checked);
    }

    title: qsTr("Save a checkpoint")
    onAboutToShow: name.forceActiveFocus()
    buttons: [
        ActionButton { text: qsTr("Cancel"); onClicked: root.close() },
        ActionButton { text: qsTr("Save"); primary: true; enabled: root.ready; onClicked: root.save() }
    ]

    contentItem: ColumnLayout {
        spacing: Theme.gap2

        PlainText {
            Layout.fillWidth: true
            text: qsTr("Keeps the data as it is now. The services restart for it.")
            color: Theme.dim
            wrapMode: Text.Wrap
        }
        SectionLabel { Layout.topMargin: Theme.gap2; text: qsTr("Name") }
        InputField {
            id: name

            Layout.fillWidth: true
            placeholderText: qsTr("made from the time")
            label: qsTr("Name of the checkpoint")
            Accessible.description: root.problem
            onAccepted: root.save()
        }
        // Keeps its place: the dialog does not jump while somebody types.
        PlainText {
            Layout.fillWidth: true
            Layout.preferredHeight: 34
            verticalAlignment: Text.AlignTop
            text: root.problem
            color: Theme.bad
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap3

            Toggle { id: guarded; label: qsTr("Protect it") }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: 0

                PlainText { Layout.fillWidth: true; text: qsTr("Protect it"); font.pixelSize: 13 }
                PlainText {
                    Layout.fillWidth: true
                    text: qsTr("“clean” leaves it alone, and deleting it says so.")
                    color: Theme.dim
                    font.pixelSize: Theme.small
                }
            }
        }
        SectionLabel { Layout.topMargin: Theme.gap3; text: qsTr("IDAs, as one set of the same moment") }
        ListView {
            id: list

            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(contentHeight, 6 * 28)
            clip: true
            cacheBuffer: 4000
            model: Data.rows
            boundsBehavior: Flickable.StopAtBounds
            ScrollBar.vertical: ThinScrollBar { }

            FocusKeeper { view: list; margin: 0 }

            delegate: TickBox {
                required property string ida
                required property bool hasDatabase

                width: ListView.view.width
                height: hasDatabase ? implicitHeight : 0
                visible: hasDatabase
                text: ida
                checked: Array.from(root.chosen).includes(ida)
                onToggled: root.pick(ida, checked)
            }
        }
    }
}
