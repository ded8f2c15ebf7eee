// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Backend
import Devstack.Ui

// What can be done with the station that is shown.
Flow {
    id: root

    required property stationCard card

    signal exportWanted()

    spacing: Theme.gap2

    ActionButton {
        primary: true
        glyph: "open"
        text: qsTr("Open")
        tip: root.card.urls.length > 0 ? root.card.urls[0] : ""
        visible: root.card.urls.length > 0
        refusal: root.card.running || root.card.condition === Condition.External ? "" : qsTr("It does not run.")
        onClicked: Actions.openUrl(root.card.urls[0])
    }
    ActionButton {
        glyph: "logs"
        text: qsTr("Logs")
        visible: root.card.hasServices
        onClicked: {
            Logs.source = root.card.name;
            Session.page = Page.Logs;
        }
    }
    ActionButton {
        glyph: "shell"
        text: qsTr("Shell")
        visible: root.card.hasServices
        refusal: root.card.running ? "" : qsTr("It does not run.")
        onClicked: Actions.openShell(root.card.name)
    }
    ActionButton {
        glyph: "overview"
        text: qsTr("Show in the graph")
        onClicked: {
            Overview.selected = root.card.name;
            Session.page = Page.Overview;
        }
    }
    ActionButton {
        objectName: "export"
        glyph: "save"
        text: qsTr("Export as Markdown…")
        tip: qsTr("The whole tour with its graph, for a wiki or a README")
        onClicked: root.exportWanted()
    }
}
