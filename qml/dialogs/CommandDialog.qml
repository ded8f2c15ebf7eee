// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Qt.labs.platform as Native
import Devstack.Backend
import Devstack.Ui

// Asks for the arguments of a declared command, a field for each.
Modal {
    id: root

    title: qsTr("Run %1 of %2").arg(CommandForm.command).arg(CommandForm.ida)
    visible: CommandForm.ida.length > 0
    onClosed: {
        if (CommandForm.ida.length > 0)
            CommandForm.decline();
    }
    onOpened: fields.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    buttons: [
        ActionButton { text: qsTr("Cancel"); onClicked: CommandForm.decline() },
        ActionButton {
            text: qsTr("Run")
            primary: true
            refusal: CommandForm.problem
            onClicked: CommandForm.confirm()
        }
    ]

    contentItem: ColumnLayout {
        spacing: Theme.gap3

        PlainText {
            Layout.fillWidth: true
            text: CommandForm.text
            font.family: Theme.mono
            font.pixelSize: Theme.code
            color: Theme.dim
            wrapMode: Text.WrapAnywhere
            maximumLineCount: 3
        }
        ColumnLayout {
            id: fields

            Layout.fillWidth: true
            spacing: Theme.gap3

            Repeater {
                model: CommandForm.fields

                ColumnLayout {
                    id: field

                    required property string name
                    required property string title
                    required property int kind
                    required property string value
                    required property list<string> choices
                    readonly property bool written: kind !== ArgumentKind.Choice && kind !== ArgumentKind.Switch

                    Layout.fillWidth: true
                    spacing: Theme.gap1

                    PlainText { text: field.title; font.pixelSize: 13; visible: field.kind !== ArgumentKind.Switch }
                    RowLayout {
                        Layout.fillWidth: true
                        visible: field.written

                        InputField {
                            id: input

                            Layout.fillWidth: true
                            label: field.title
                            text: field.value
                            echoMode: field.kind === ArgumentKind.Secret ? TextInput.Password : TextInput.Normal
                            inputMethodHints: field.kind === ArgumentKind.Number ? Qt.ImhFormattedNumbersOnly : Qt.ImhNone
                            placeholderText: field.kind === ArgumentKind.File ? qsTr("a path inside of the checkout") : ""
                            onTextEdited: CommandForm.set(field.name, text)
                            onAccepted: CommandForm.confirm()
                        }
                        ActionButton {
                            text: qsTr("Choose…")
                            visible: field.kind === ArgumentKind.File
                            onClicked: files.open()
                        }
                    }
                    Chooser {
                        id: chooser

                        property string picked: field.value

                        visible: field.kind === ArgumentKind.Choice
                        label: field.title
                        current: picked
                        options: OptionList { keys: [...field.choices]; texts: [...field.choices] }
                        onChosen: key => {
                            picked = key;
                            CommandForm.set(field.name, key);
                        }
                    }
                    RowLayout {
                        visible: field.kind === ArgumentKind.Switch
                        spacing: Theme.gap3

                        Toggle {
                            label: field.title
                            checked: field.value === "true"
                            onToggled: CommandForm.set(field.name, checked ? "true" : "false")
                        }
                        PlainText { Layout.fillWidth: true; text: field.title; font.pixelSize: 13 }
                    }
                    Native.FileDialog {
                        id: files

                        title: field.title
                        onAccepted: {
                            const path = CommandForm.pathInCheckout(file);
                            input.text = path;
                            CommandForm.set(field.name, path);
                        }
                    }
                }
            }
        }
    }
}
