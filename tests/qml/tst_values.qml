// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import QtTest
import Devstack.Backend
import Devstack.Ui

// The values that compose files leave to the engineer: asked for before a run, and from the inspector.
TestCase {
    id: testCase

    name: "Values"
    width: 1024
    height: 700
    visible: true
    when: windowShown

    Component {
        id: windowComponent

        ApplicationWindow {
            width: 1024
            height: 700
            visible: true

            FocusScope {
                anchors.fill: parent
                focus: true

                WorkspaceFrame { anchors.fill: parent }
            }
        }
    }
    Component { id: dialogComponent; ValuesDialog { } }
    SignalSpy { id: goesOn; target: ValueForm; signalName: "thenWanted" }
    SignalSpy { id: kept; target: ValueForm; signalName: "kept" }

    function everyChild(item: Item): list<Item> {
        let all = [item];
        for (let i = 0; i < item.children.length; ++i)
            all = all.concat([...everyChild(item.children[i])]);
        return all;
    }
    // Those of the dialog.
    function fields(window: ApplicationWindow): list<Item> {
        let top = window.contentItem;
        while (top.parent)
            top = top.parent;
        return everyChild(top).filter(one => one instanceof InputField && one.visible && /^(PAYMENT_TOKEN|REGION)/.test(one.label));
    }

    function init() {
        tryVerify(() => Session.loaded, 5000);
        goesOn.clear();
        kept.clear();
    }

    function test_askedBeforeTheRun() {
        const window = createTemporaryObject(windowComponent, testCase);
        tryVerify(() => window.active, 5000);
        // The page takes the focus first.
        tryVerify(() => window.activeFocusItem, 5000);
        const dialog = createTemporaryObject(dialogComponent, window.contentItem);
        // Declined: nothing is kept, nothing runs.
        Actions.provision("subsidy");
        tryVerify(() => dialog.opened && dialog.activeFocus, 5000);
        compare(ValueForm.ida, "subsidy");
        keyClick(Qt.Key_Escape);
        tryVerify(() => ValueForm.ida.length === 0, 5000);
        compare(kept.count, 0);
        // Given by keyboard: it is kept, and what waited goes on.
        Actions.provision("subsidy");
        tryVerify(() => dialog.opened && fields(window).length === 2, 5000);
        verify(ValueForm.goesOn);
        const secret = fields(window).find(one => one.echoMode === TextInput.Password);
        verify(secret && secret.label.startsWith("PAYMENT_TOKEN, ask"));
        verify(secret.activeFocus);
        for (const letter of "abc")
            keyClick(letter);
        verify(ValueForm.missing.includes("REGION"));
        keyClick(Qt.Key_Tab);
        for (const letter of "eu")
            keyClick(letter);
        compare(ValueForm.missing, "");
        keyClick(Qt.Key_Return);
        tryCompare(kept, "count", 1, 5000);
        tryCompare(goesOn, "count", 1, 5000);
        compare(ValueForm.ida, "");
    }
}
