// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtTest
import Devstack.Backend
import Devstack.Ui

// A central devstack is looked at, chosen from and made a workspace, with the mouse and the keyboard.
TestCase {
    id: testCase

    name: "Adopt"
    width: 1024
    height: 700
    visible: true
    when: windowShown

    Component { id: sheet; AdoptSheet { } }
    SignalSpy { id: made; target: Adopter; signalName: "made" }

    function cleanup() {
        Adopter.close();
    }

    function find(item: Item, name: string): Item {
        if (item.Accessible.name === name && item.visible)
            return item;
        for (let i = 0; i < item.children.length; ++i) {
            const found = find(item.children[i], name);
            if (found)
                return found;
        }
        return null;
    }

    function look(folder: string): var {
        const dialog = createTemporaryObject(sheet, testCase);
        verify(!dialog.visible);
        Adopter.look("file://" + folder);
        tryVerify(() => dialog.opened);
        return dialog;
    }

    function test_someOfItBecomesAWorkspace() {
        const dialog = look("/home/dana/openedx/devstack");
        verify(dialog.title.includes("devstack"));
        tryCompare(Adopter, "stage", Adopter.Ready);
        compare(Adopter.idas.count, 3);
        compare(Adopter.unclaimed.count, 3);
        verify(Adopter.summary.startsWith("3 repositories, 3 services and 20 commands"), Adopter.summary);
        tryVerify(() => (find(dialog.contentItem, "platform")?.height ?? 0) > 0);
        const one = find(dialog.contentItem, "ecommerce");
        mouseClick(one, 12, one.height / 2);
        compare(Adopter.chosen, 2);
        verify(Adopter.summary.startsWith("2 repositories"), Adopter.summary);
        // All of them off: there is nothing to make.
        const button = find(dialog.footer, "Make the workspace");
        for (const name of ["credentials", "platform"]) {
            const other = find(dialog.contentItem, name);
            mouseClick(other, 12, other.height / 2);
        }
        verify(!button.enabled);
        mouseClick(one, 12, one.height / 2);
        made.clear();
        tryVerify(() => button.enabled);
        mouseClick(button);
        tryCompare(made, "count", 1);
        compare(made.signalArguments[0][0], "/home/dana/openedx");
        tryVerify(() => !dialog.visible);
    }

    function test_theKeyboardAloneIsEnough() {
        const dialog = look("/home/dana/openedx/devstack");
        tryVerify(() => find(dialog.footer, "Make the workspace")?.activeFocus ?? false);
        made.clear();
        keyClick(Qt.Key_Return);
        tryCompare(made, "count", 1);
        const again = look("/home/dana/openedx/devstack");
        tryCompare(Adopter, "stage", Adopter.Ready);
        keyClick(Qt.Key_Escape);
        tryVerify(() => !again.visible);
        compare(Adopter.stage, Adopter.Closed);
    }

    // What was typed for one central devstack is not where the next one goes.
    function test_theFolderIsProposedAnew() {
        const dialog = look("/home/dana/openedx/devstack");
        tryCompare(Adopter, "stage", Adopter.Ready);
        const folder = findChild(dialog.contentItem, "workspaceFolder");
        tryCompare(folder, "text", "/home/dana/openedx");
        folder.forceActiveFocus();
        keyClick(Qt.Key_X);
        verify(folder.text !== "/home/dana/openedx");
        keyClick(Qt.Key_Escape);
        tryVerify(() => !dialog.visible);
        Adopter.look("file:///home/dana/other/devstack");
        tryVerify(() => dialog.opened);
        tryCompare(Adopter, "stage", Adopter.Ready);
        compare(folder.text, "/home/dana/openedx");
    }

    function test_aFolderThatIsNoneSaysSo() {
        const dialog = look("/home/dana/empty");
        tryCompare(Adopter, "stage", Adopter.Failed);
        verify(Adopter.problem.length > 0 && Adopter.hint.length > 0);
        verify(!find(dialog.footer, "Make the workspace"));
        tryVerify(() => find(dialog.footer, "Close")?.activeFocus ?? false);
        keyClick(Qt.Key_Return);
        tryVerify(() => !dialog.visible);
    }
}
