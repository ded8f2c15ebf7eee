// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Mode, variant and configuration of the IDA, each with who decided it.
Panel {
    id: root

    implicitHeight: flow.implicitHeight + 2 * Theme.gap4

    component Choice: ColumnLayout {
        id: choice

        property string title: ""
        property string by: ""
        default property alias control: slot.data

        spacing: 5

        SectionLabel { text: choice.title }
        Row { id: slot }
        PlainText {
            Layout.maximumWidth: Math.max(180, slot.implicitWidth)
            text: choice.by
            visible: text.length > 0
            color: Theme.dim
            font.pixelSize: Theme.small
        }
    }

    Flow {
        id: flow

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.gap4
        y: Theme.gap4
        spacing: Theme.gap5

        Choice {
            title: qsTr("Mode")
            by: Configurator.modeBy

            Segments {
                label: qsTr("Mode")
                enabled: !Configurator.loading
                current: Configurator.modes.keyAt(Configurator.mode)
                options: Configurator.modes
                onChosen: key => {
                    const mode = Configurator.modes.indexOf(key);
                    if (mode === Mode.External || mode === Mode.Image)
                        dialog.ask(mode, Configurator.ida);
                    else
                        Configurator.chooseMode(mode);
                }
            }
        }
        Choice {
            title: qsTr("Variant")
            by: Configurator.variants.length > 0 ? Configurator.variantBy : qsTr("only one available")

            Chooser {
                label: qsTr("Variant")
                enabled: !Configurator.loading && Configurator.variants.length > 0
                current: Configurator.variant.length > 0 ? Configurator.variant : "none"
                options: OptionList {
                    keys: ["none", ...Configurator.variants, "default"]
                    texts: [qsTr("all of it"), ...Configurator.variants, qsTr("as its dependents ask")]
                }
                onChosen: key => Configurator.chooseVariant(key)
            }
        }
        Choice {
            title: qsTr("Configuration")
            by: Configurator.configurations.length > 0 ? Configurator.configurationBy : qsTr("only one available")

            Chooser {
                label: qsTr("Configuration")
                enabled: !Configurator.loading && Configurator.configurations.length > 1
                current: Configurator.configuration.length > 0 ? Configurator.configuration : "default"
                options: OptionList { keys: Configurator.configurations }
                onChosen: key => Configurator.chooseConfiguration(key)
            }
        }
        Choice {
            title: qsTr("Save choices for")
            by: Configurator.shared ? qsTr("written to devstack.yml") : qsTr("kept on this machine")

            Segments {
                label: qsTr("Save choices for")
                current: Configurator.shared ? "shared" : "personal"
                options: OptionList { keys: ["personal", "shared"]; texts: [qsTr("Me"), qsTr("Everyone")] }
                onChosen: key => Configurator.shared = key === "shared"
            }
        }
    }
    Connections {
        target: Configurator

        function onAddressWanted(ida: string) { dialog.ask(Mode.External, ida); }
    }
    ModeDialog { id: dialog; parent: root.Window.window ? root.Window.contentItem : root }
}
