// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQml.Models
import Devstack.Backend
import Devstack.Ui

// Text or a regular expression, with qualifiers; how much is found; searches that are kept.
InputField {
    id: root

    required property LogPaneController pane

    signal nextWanted(bool back)

    placeholderText: qsTr("Search, service: level: after: before:")
    label: qsTr("Search these lines")
    text: pane.search
    rightPadding: extras.width + 12
    onTextEdited: pane.search = text
    Keys.onEscapePressed: pane.search = ""
    Keys.onReturnPressed: event => root.nextWanted(event.modifiers & Qt.ShiftModifier)
    Keys.onDownPressed: kept.popup(root, 0, root.height + 4)

    Row {
        id: extras

        anchors.right: parent.right
        anchors.rightMargin: 4
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2

        Pill {
            anchors.verticalCenter: parent.verticalCenter
            visible: text.length > 0
            text: root.pane.searchProblem.length > 0 ? root.pane.searchProblem
                : root.pane.search.length > 0
                ? qsTr("%1 of %2").arg(Number(root.pane.lines.matches > 0 ? root.pane.lines.matches : root.pane.lines.count)
                                       .toLocaleString(Qt.locale(), "f", 0))
                                  .arg(Number(root.pane.lines.total).toLocaleString(Qt.locale(), "f", 0)) : ""
            ink: root.pane.searchProblem.length > 0 ? Theme.bad : Theme.dim
            most: 200
        }
        ActionButton {
            implicitHeight: 24
            flat: true
            text: ".*"
            checked: root.pane.isPattern
            tip: qsTr("Regular expression")
            Accessible.name: tip
            onClicked: root.pane.isPattern = !root.pane.isPattern
        }
        ActionButton {
            implicitHeight: 24
            flat: true
            visible: root.pane.search.length > 0
            glyph: "logs"
            checked: !root.pane.matchesOnly
            tip: qsTr("Show what is around the matches too")
            onClicked: root.pane.matchesOnly = !root.pane.matchesOnly
        }
        ActionButton {
            id: keeping

            implicitHeight: 24
            flat: true
            glyph: "keep"
            tip: qsTr("Kept searches (Down)")
            Accessible.role: Accessible.ButtonMenu
            onClicked: kept.popup(root, 0, root.height + 4)
        }
    }
    PopupMenu {
        id: kept

        implicitWidth: 320

        MenuEntry {
            text: qsTr("Keep this search")
            refusal: root.pane.search.trim().length > 0 ? "" : qsTr("There is none yet")
            onTriggered: Logs.keepSearch(root.pane.search)
        }
        MenuEntry {
            text: qsTr("Forget this search")
            visible: Array.from(Logs.searches).includes(root.pane.search.trim())
            onTriggered: Logs.forgetSearch(root.pane.search.trim())
        }
        Instantiator {
            model: Logs.searches
            onObjectAdded: (index, entry) => kept.insertItem(2 + index, entry as MenuEntry)
            onObjectRemoved: (index, entry) => kept.removeItem(entry as MenuEntry)

            delegate: MenuEntry {
                required property string modelData

                text: modelData
                onTriggered: root.pane.search = modelData
            }
        }
    }
}
