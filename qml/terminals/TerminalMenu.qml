// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQml
import Devstack.Backend
import Devstack.Ui

// What a terminal can be opened in: the running services.
PopupMenu {
    id: root

    implicitWidth: 360

    Instantiator {
        model: Terminals.choices
        delegate: MenuEntry {
            required property string key
            required property string ida
            required property string service
            required property bool database

            text: database ? qsTr("%1/%2 · database shell").arg(ida).arg(service) : qsTr("%1/%2").arg(ida).arg(service)
            onTriggered: Terminals.openChoice(key)
        }
        onObjectAdded: (index, object) => root.insertItem(index, object as MenuEntry)
        onObjectRemoved: (index, object) => root.removeItem(object as MenuEntry)
    }
}
