// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Qt.labs.platform as Native
import Devstack.Backend
import Devstack.Ui

// What services wrote, also those that are gone: panes that split, each with its services and search.
WorkspacePage {
    id: root

    readonly property LogBox box: boxOf(Logs.currentNumber)
    property bool everything: false

    function boxOf(number: int): LogBox {
        for (let i = 0; i < boxes.count; ++i) {
            const one = boxes.itemAt(i) as LogBox;
            if (one !== null && one.number === number)
                return one;
        }
        return null;
    }
    function focusPane(step: int) {
        Logs.focusNext(step);
        focusCurrent();
    }
    function focusCurrent() {
        const next = boxOf(Logs.currentNumber);
        if (next !== null)
            next.view.forceActiveFocus();
    }

    subtitle: Logs.current.lines.leftOut > 0
              ? qsTr("the newest %1 lines, %2 older ones left out").arg(Number(Logs.current.lines.count).toLocaleString(Qt.locale(), "f", 0))
                                                                  .arg(Number(Logs.current.lines.leftOut).toLocaleString(Qt.locale(), "f", 0))
              : Logs.current.lines.total > 0
              ? qsTr("%1 lines · kept after containers are gone").arg(Number(Logs.current.lines.total).toLocaleString(Qt.locale(), "f", 0)) : ""
    Component.onCompleted: Logs.active = true
    Component.onDestruction: Logs.active = false

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.gap4
        spacing: Theme.gap3

        LogTools {
            Layout.fillWidth: true
            pane: Logs.current
            view: root.box !== null ? root.box.view : null
            onSplitWanted: below => {
                Logs.split(below);
                root.focusCurrent();
            }
            onCloseWanted: {
                Logs.close(Logs.currentNumber);
                root.focusCurrent();
            }
            onExportWanted: everything => {
                root.everything = everything;
                saveDialog.open();
            }
        }
        Banner {
            Layout.fillWidth: true
            closable: false
            message: Logs.problem
            hint: Logs.hint
        }
        Item {
            id: page

            Layout.fillWidth: true
            Layout.fillHeight: true

            Repeater {
                id: boxes

                model: Logs.panes

                delegate: LogBox {
                    required property rect place
                    // Half of the gap on each side that has a neighbour.
                    readonly property real leftGap: place.x > 0.001 ? Theme.gap3 / 2 : 0
                    readonly property real topGap: place.y > 0.001 ? Theme.gap3 / 2 : 0

                    x: place.x * page.width + leftGap
                    y: place.y * page.height + topGap
                    width: place.width * page.width - leftGap - (place.x + place.width < 0.999 ? Theme.gap3 / 2 : 0)
                    height: place.height * page.height - topGap - (place.y + place.height < 0.999 ? Theme.gap3 / 2 : 0)
                    closable: Logs.panes.count > 1
                }
            }
            Repeater {
                model: Logs.handles

                delegate: PaneHandle { pageWidth: page.width; pageHeight: page.height }
            }
        }
    }
    Shortcut { sequence: "Ctrl+P"; onActivated: Logs.current.paused = !Logs.current.paused }
    Shortcut { sequence: "F6"; onActivated: root.focusPane(1) }
    Shortcut { sequence: "Shift+F6"; onActivated: root.focusPane(-1) }
    Connections {
        target: Logs
        function onExported(problem: string) {
            Actions.noticed(problem.length > 0 ? problem : qsTr("Saved"));
        }
    }
    Native.FileDialog {
        id: saveDialog

        title: qsTr("Export lines")
        fileMode: Native.FileDialog.SaveFile
        defaultSuffix: "log"
        currentFile: Native.StandardPaths.writableLocation(Native.StandardPaths.HomeLocation) + "/" + Logs.current.title.replace(/[^A-Za-z0-9]+/g, "-") + ".log"
        onAccepted: Logs.exportLines(saveDialog.file, root.everything)
    }
}
