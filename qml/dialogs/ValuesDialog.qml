// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Asks for the values that compose files leave to the engineer, a field for each.
Modal {
    id: root

    title: qsTr("Values for %1").arg(ValueForm.ida)
    visible: ValueForm.ida.length > 0
    onClosed: {
        if (ValueForm.ida.length > 0)
            ValueForm.decline();
    }
    onOpened: first.itemAt(0)?.begin()
    buttons: [
        ActionButton { text: qsTr("Cancel"); onClicked: ValueForm.decline() },
        ActionButton {
            text: ValueForm.goesOn ? qsTr("Keep and provision") : qsTr("Keep")
            primary: true
            refusal: ValueForm.missing
            onClicked: ValueForm.confirm()
        }
    ]

    contentItem: ColumnLayout {
        spacing: Theme.gap3

        PlainText {
            Layout.fillWidth: true
            text: qsTr("Its compose files leave these to you. They are kept in this workspace, readable by you only; a value in its .env or in your shell comes first.")
            color: Theme.dim
            wrapMode: Text.Wrap
            font.pixelSize: 13
            lineHeight: 1.25
        }
        ColumnLayout {
            id: fields

            Layout.fillWidth: true
            spacing: Theme.gap3

            Repeater {
                id: first

                model: ValueForm.fields

                ColumnLayout {
                    id: field

                    required property string name
                    required property string title
                    required property int kind

                    function begin() {
                        input.forceActiveFocus(Qt.TabFocusReason);
                    }

                    Layout.fillWidth: true
                    spacing: Theme.gap1

                    PlainText { text: field.name; font.family: Theme.mono; font.pixelSize: Theme.code }
                    PlainText {
                        Layout.fillWidth: true
                        text: field.title
                        visible: text.length > 0
                        color: Theme.dim
                        font.pixelSize: 13
                        wrapMode: Text.Wrap
                        maximumLineCount: 3
                    }
                    InputField {
                        id: input

                        Layout.fillWidth: true
                        label: field.title.length > 0 ? field.name + ", " + field.title : field.name
                        echoMode: field.kind === ArgumentKind.Secret ? TextInput.Password : TextInput.Normal
                        onTextEdited: ValueForm.set(field.name, text)
                        onAccepted: ValueForm.confirm()
                    }
                }
            }
        }
    }
}
