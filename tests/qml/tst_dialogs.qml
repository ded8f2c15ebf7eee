// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtTest
import Devstack.Backend
import Devstack.Ui

// Questions come and go: what they say is made anew each time.
TestCase {
    id: testCase

    name: "Dialogs"
    width: 900
    height: 600
    visible: true
    when: windowShown

    Component { id: reset; ResetDialog { } }
    Component { id: save; SaveDialog { } }
    Component { id: give; GiveDialog { } }
    Component { id: schema; SchemaDialog { } }
    Component { id: toast; Toast { } }
    SignalSpy { id: begun; signalName: "beginWanted" }
    SignalSpy { id: asked; target: Actions; signalName: "runWanted" }

    function test_resetAskedAgain() {
        const dialog = createTemporaryObject(reset, testCase);
        for (let round = 0; round < 4; ++round) {
            Actions.askReset("credentials");
            tryVerify(() => dialog.opened);
            tryVerify(() => Actions.resetSentences.length > 0);
            keyClick(Qt.Key_Escape);
            tryVerify(() => !dialog.visible);
            compare(Actions.resetIdas.length, 0);
        }
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

    // With the mouse: a name that cannot be one is told while it is typed; several IDAs are one set.
    function test_aCheckpointIsSaved() {
        tryVerify(() => Session.loaded);
        const dialog = createTemporaryObject(save, testCase);
        dialog.ask("catalog");
        tryVerify(() => dialog.opened);
        keyClick(Qt.Key_X);
        compare(dialog.problem, "");
        keyClick(Qt.Key_Space);
        keyClick(Qt.Key_Y);
        verify(dialog.problem.length > 0);
        const button = find(dialog.footer, "Save");
        verify(!button.enabled);
        keyClick(Qt.Key_Backspace);
        keyClick(Qt.Key_Backspace);
        const other = find(dialog.contentItem, "licences");
        verify(!other.checked);
        mouseClick(other);
        verify(other.checked);
        compare(Array.from(dialog.chosen).sort(), ["catalog", "licences"]);
        mouseClick(find(dialog.contentItem, "catalog"));
        mouseClick(other);
        verify(!button.enabled); // of nobody
        mouseClick(other);
        asked.clear();
        mouseClick(button);
        tryCompare(asked, "count", 1);
        tryVerify(() => !dialog.visible);
        tryVerify(() => !Actions.busy);
    }

    // A dump may be meant for the present data or for new data: it is asked.
    function test_aFileIsGiven() {
        tryVerify(() => Session.loaded);
        Data.active = true;
        Data.ida = "catalog";
        tryVerify(() => Data.schemaServices.length > 0);
        const page = createTemporaryObject(give, testCase);
        begun.target = page;
        begun.clear();
        page.ask("file:///x/my%20dump.sql", true);
        tryVerify(() => page.opened);
        verify(page.title.includes("my dump.sql"));
        const other = find(page.footer, "Begin new data with it…");
        const main = find(page.footer, "Give it to the data");
        tryVerify(() => other.x + other.width < main.x); // laid out with the one more
        mouseClick(other);
        compare(begun.count, 1);
        compare(begun.signalArguments[0][0], "/x/my dump.sql");
        tryVerify(() => !page.visible);
        page.ask("file:///x/rows.json", false);
        tryVerify(() => page.opened);
        verify(!find(page.footer, "Begin new data with it…"));
        asked.clear();
        mouseClick(find(page.footer, "Give it to the data"));
        tryCompare(asked, "count", 1);
        tryVerify(() => !page.visible);
        tryVerify(() => !Actions.busy);
    }

    function test_aDumpIsChosen() {
        const dialog = createTemporaryObject(schema, testCase);
        dialog.ask("db", "/x/y.sql");
        tryVerify(() => dialog.opened);
        verify(find(dialog.footer, "Use it").enabled);
        const shown = createTemporaryObject(toast, testCase);
        mouseClick(find(dialog.footer, "Use it"));
        tryVerify(() => shown.offer.length > 0); // a reset makes it so
        tryVerify(() => shown.visible);
        tryVerify(() => !Actions.busy);
    }
}
