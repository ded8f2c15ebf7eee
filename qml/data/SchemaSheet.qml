// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// Production's schema, what the migrations give and the live one, object by object.
Modal {
    id: root

    readonly property int stage: SchemaDifferences.stage
    readonly property bool reading: stage === SchemaDifferences.Reading || stage === SchemaDifferences.Stopping
    readonly property bool found: stage === SchemaDifferences.Ready && SchemaDifferences.objects.count > 0
    readonly property bool lacksProduction: stage === SchemaDifferences.Ready && SchemaDifferences.production.length === 0

    // A dump or a snapshot is to stand for production's schema.
    signal schemaWanted(string service)

    // Focus goes to what the stage is about; a button that vanished would leave the keyboard nowhere.
    function settle() {
        if (!opened)
            return;
        if (found)
            objects.forceActiveFocus(Qt.TabFocusReason);
        else if (stage === SchemaDifferences.Failed || stage === SchemaDifferences.Stopped)
            again.forceActiveFocus(Qt.TabFocusReason);
        else
            closing.forceActiveFocus(Qt.TabFocusReason);
    }

    title: qsTr("Differences of the schema of %1").arg(SchemaDifferences.ida)
    visible: SchemaDifferences.ida.length > 0
    width: Math.min(1120, parent ? parent.width - 48 : 1120)
    height: Math.min(760, parent ? parent.height - 64 : 760)
    onClosed: {
        if (SchemaDifferences.ida.length > 0)
            SchemaDifferences.close();
    }
    onOpened: settle()
    // Later: what the stage shows has to be there first.
    onStageChanged: later.restart()
    Component.onDestruction: SchemaDifferences.close()
    buttons: [
        ActionButton {
            id: closing

            text: qsTr("Close")
            primary: root.stage === SchemaDifferences.Ready
            onClicked: SchemaDifferences.close()
        },
        ActionButton {
            text: qsTr("Stop reading")
            glyph: "stop"
            visible: root.reading
            enabled: root.stage === SchemaDifferences.Reading
            onClicked: SchemaDifferences.stop()
        },
        CopyButton {
            label: qsTr("Copy all for the live database")
            visible: root.found && SchemaDifferences.statements.length > 0
            what: SchemaDifferences.statements
        },
        ActionButton {
            id: again

            text: qsTr("Read again")
            glyph: "restart"
            primary: root.stage === SchemaDifferences.Failed || root.stage === SchemaDifferences.Stopped
            visible: !root.reading
            onClicked: SchemaDifferences.askAgain()
        }
    ]

    Timer { id: later; interval: 0; onTriggered: root.settle() }

    contentItem: ColumnLayout {
        spacing: Theme.gap3

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap2
            visible: SchemaDifferences.services.length > 0

            PlainText { text: qsTr("Database"); color: Theme.dim; font.pixelSize: 13 }
            Chooser {
                label: qsTr("Database")
                current: SchemaDifferences.service
                options: OptionList { keys: SchemaDifferences.services }
                onChosen: key => SchemaDifferences.service = key
            }
            Item { Layout.fillWidth: true }
        }
        PlainText {
            Layout.fillWidth: true
            text: SchemaDifferences.production.length > 0
                  ? qsTr("%1 Production is %2.").arg(SchemaDifferences.summary).arg(SchemaDifferences.production)
                  : SchemaDifferences.summary
            visible: text.length > 0
            color: Theme.dim
            font.pixelSize: 13
            wrapMode: Text.Wrap
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap3
            visible: notes.text.length > 0

            Icon { Layout.alignment: Qt.AlignTop; Layout.topMargin: 2; name: "warning"; color: Theme.warning }
            PlainText {
                id: notes

                Layout.fillWidth: true
                text: Array.from(SchemaDifferences.notes).concat(SchemaDifferences.pending.length > 0 ? [SchemaDifferences.pending] : []).join("\n")
                font.pixelSize: 13
                wrapMode: Text.Wrap
                lineHeight: 1.25
            }
            ActionButton {
                text: qsTr("Use a dump or a snapshot…")
                visible: root.lacksProduction && Data.schemaServices.length > 0
                tip: qsTr("It stands for production's schema from then on")
                onClicked: {
                    const service = SchemaDifferences.service.length > 0 ? SchemaDifferences.service : Data.schemaServices[0];
                    SchemaDifferences.close();
                    root.schemaWanted(service);
                }
            }
        }
        Banner {
            Layout.fillWidth: true
            closable: false
            message: SchemaDifferences.problem
            detail: SchemaDifferences.detail
            hint: SchemaDifferences.hint
        }
        // One place for what there is to see, which takes what the rest leaves.
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            ReadingState {
                anchors.centerIn: parent
                width: Math.min(440, parent.width)
                visible: root.reading || root.stage === SchemaDifferences.Stopped
                         || root.stage === SchemaDifferences.Ready && SchemaDifferences.objects.count === 0
                glyph: root.stage === SchemaDifferences.Ready ? SchemaDifferences.compares ? "check" : "warning"
                     : root.stage === SchemaDifferences.Stopped ? "stop" : "data"
                ink: root.stage !== SchemaDifferences.Ready ? Theme.faint : SchemaDifferences.compares ? Theme.ok : Theme.warning
                title: root.reading ? SchemaDifferences.doing
                     : root.stage === SchemaDifferences.Stopped ? qsTr("Ended before all was read")
                     : SchemaDifferences.agreement
                sentence: root.reading ? qsTr("What cannot change is kept: the next time only the live database is asked.")
                        : root.stage === SchemaDifferences.Stopped ? qsTr("Nothing was changed.") : ""
            }
            RowLayout {
                anchors.fill: parent
                spacing: Theme.gap3
                visible: root.found

                SchemaObjects {
                    id: objects

                    Layout.preferredWidth: Math.min(320, root.width * 0.3)
                    Layout.fillHeight: true
                }
                SchemaObject {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                }
            }
        }
    }
}
