// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Under which name the checkpoint of a file comes in.
Modal {
    id: root

    property url file
    readonly property string problem: Data.nameProblem(name.text.trim(), [Data.ida])

    function ask(chosen: url) {
        file = chosen;
        name.clear();
        open();
    }

    function take() {
        if (problem.length > 0)
            return;
        close();
        Actions.importCheckpoint(Data.ida, file, name.text.trim());
    }

    title: qsTr("Import a checkpoint of %1").arg(Data.ida)
    onAboutToShow: name.forceActiveFocus()
    buttons: [
        ActionButton { text: qsTr("Cancel"); onClicked: root.close() },
        ActionButton { text: qsTr("Import"); primary: true; enabled: root.problem.length === 0; onClicked: root.take() }
    ]

    contentItem: ColumnLayout {
        spacing: Theme.gap2

        PlainText {
            Layout.fillWidth: true
            text: qsTr("%1 is read whole and compared with the databases of %2 before anything is made. The present data stays as it is.").arg(Data.pathOf(root.file)).arg(Data.ida)
            color: Theme.dim
            wrapMode: Text.Wrap
            lineHeight: 1.25
        }
        SectionLabel { Layout.topMargin: Theme.gap2; text: qsTr("Name") }
        InputField {
            id: name

            Layout.fillWidth: true
            placeholderText: qsTr("the one that it had")
            label: qsTr("Name of the checkpoint")
            Accessible.description: root.problem
            onAccepted: root.take()
        }
        PlainText {
            Layout.fillWidth: true
            Layout.preferredHeight: 34
            verticalAlignment: Text.AlignTop
            text: root.problem
            color: Theme.bad
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
        }
    }
}
