// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQml.Models
import Devstack.Ui

// A button that shows what is chosen and opens a menu of what can be.
ActionButton {
    id: root

    // [{ key, text }]
    property var options: []
    property string current: ""
    property string label: ""
    readonly property string shown: {
        const found = options.find(option => option.key === current);
        return found ? found.text : current;
    }

    signal chosen(string key)

    text: shown + "  ▾"
    Accessible.role: Accessible.ButtonMenu
    Accessible.name: qsTr("%1: %2").arg(label).arg(shown)
    onClicked: menu.popup(root, 0, root.height + 4)

    PopupMenu {
        id: menu

        height: Math.min(implicitHeight, 420)

        Instantiator {
            model: root.options
            onObjectAdded: (index, entry) => menu.insertItem(index, entry as MenuEntry)
            onObjectRemoved: (index, entry) => menu.removeItem(entry as MenuEntry)

            delegate: MenuEntry {
                required property var modelData

                text: (modelData.key === root.current ? "✓  " : "     ") + modelData.text
                Accessible.name: modelData.text
                onTriggered: if (modelData.key !== root.current) root.chosen(modelData.key)
            }
        }
    }
}
