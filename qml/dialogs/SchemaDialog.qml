// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Qt.labs.platform as Native
import Devstack.Backend
import Devstack.Ui

// With which dump or snapshot new data of a database begins.
Modal {
    id: root

    property string service: ""
    readonly property bool ready: field.text.trim().length > 0

    function ask(database: string, file: string) {
        service = database;
        field.text = file;
        open();
    }

    function use() {
        if (!ready)
            return;
        close();
        Actions.useSchema(Data.ida, service, field.text);
    }

    title: qsTr("Begin %1 with a dump or a snapshot").arg(Data.ida)
    onAboutToShow: field.forceActiveFocus()
    buttons: [
        ActionButton { text: qsTr("Cancel"); onClicked: root.close() },
        ActionButton { text: qsTr("Use it"); primary: true; enabled: root.ready; onClicked: root.use() }
    ]

    contentItem: ColumnLayout {
        spacing: Theme.gap2

        PlainText {
            Layout.fillWidth: true
            text: qsTr("The present data stays as it is. New data begins with it: the next reset, or the first provisioning. Only you are concerned; nothing is written into the repository.")
            color: Theme.dim
            wrapMode: Text.Wrap
            lineHeight: 1.25
        }
        Segments {
            Layout.topMargin: Theme.gap2
            visible: Data.schemaServices.length > 1
            label: qsTr("Database")
            current: root.service
            options: OptionList { keys: Data.schemaServices }
            onChosen: key => root.service = key
        }
        SectionLabel { Layout.topMargin: Theme.gap2; text: qsTr("File of a dump, or name of a snapshot") }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap2

            InputField {
                id: field

                Layout.fillWidth: true
                placeholderText: qsTr("registry.example.org/schemas/%1:2026-11-01").arg(Data.ida)
                label: qsTr("File of a dump, or name of a snapshot")
                font.family: Theme.mono
                font.pixelSize: Theme.code
                onAccepted: root.use()
            }
            ActionButton { text: qsTr("Choose…"); onClicked: chooser.open() }
        }
        PlainText {
            Layout.fillWidth: true
            text: qsTr("Dumps: .sql or pg_dump's .dump, plain or with gzip, zstd, xz or bzip2. A snapshot that is not here is pulled.")
            color: Theme.dim
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
        }
    }

    Native.FileDialog {
        id: chooser

        title: qsTr("Begin %1 with a dump").arg(Data.ida)
        nameFilters: [qsTr("Dumps (*.sql *.gz *.zst *.xz *.bz2 *.dump)"), qsTr("All files (*)")]
        onAccepted: field.text = Data.pathOf(chooser.file)
    }
}
