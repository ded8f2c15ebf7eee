// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQml.Models
import Devstack.Backend
import Devstack.Ui

// A button that shows what is chosen and opens a menu of what can be.
ActionButton {
    id: root

    property OptionList options
    property string current: ""
    property string label: ""
    readonly property string shown: {
        const texts = options ? options.texts : []; // read first: its changes count
        const at = options ? options.indexOf(current) : -1;
        return at < 0 ? current : texts[at];
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
                required property string key
                required property string label

                text: (key === root.current ? "✓  " : "     ") + label
                Accessible.name: label
                onTriggered: if (key !== root.current) root.chosen(key)
            }
        }
    }
}
