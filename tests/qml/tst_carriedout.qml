// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtTest
import Devstack.Backend
import Devstack.Ui

// What the window carries out itself: the files a repository lacks, proposals, the harder cancel.
TestCase {
    id: testCase

    name: "CarriedOut"
    width: 1100
    height: 720
    visible: true
    when: windowShown

    Component { id: checks; ChecksPage { width: 1100; height: 720 } }
    Component { id: configuration; ConfigurationPage { width: 1100; height: 720 } }

    function everyChild(item: Item): var {
        let all = [item];
        for (let i = 0; i < item.children.length; ++i)
            all = all.concat(everyChild(item.children[i]));
        return all;
    }

    function button(root: Item, text: string): Item {
        return everyChild(root).find(one => one instanceof ActionButton && one.visible && one.text === text) ?? null;
    }

    function init() {
        tryVerify(() => Session.loaded, 5000);
    }

    function cleanup() {
        Scaffolder.close();
        Configurator.dismissOutcome();
        Overview.selected = "";
    }

    function test_scaffoldByKeyboard() {
        const page = createTemporaryObject(checks, testCase);
        tryVerify(() => !Reviewer.loading && Reviewer.lacking > 0);
        const ida = Reviewer.ida;
        const ask = button(page, "Write what is missing…");
        verify(ask);
        ask.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Return);
        compare(Scaffolder.ida, ida);
        tryCompare(Scaffolder, "stage", Scaffolder.Ready);
        compare(Scaffolder.files.count, 2);
        const diff = Scaffolder.diff;
        let added = 0;
        for (let row = 0; row < diff.count; ++row)
            added += diff.data(diff.index(row, 0), Qt.UserRole + 2) === LogLevel.Warning ? 1 : 0;
        verify(added > 0);

        const write = button(page.Window.contentItem, "Write");
        verify(write);
        tryVerify(() => write.activeFocus); // Enter does the primary thing
        keyClick(Qt.Key_Escape);
        tryCompare(Scaffolder, "ida", "");

        ask.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Return);
        tryCompare(Scaffolder, "stage", Scaffolder.Ready);
        tryVerify(() => write.activeFocus);
        keyClick(Qt.Key_Return);
        tryCompare(Scaffolder, "stage", Scaffolder.Written);
        tryVerify(() => Scaffolder.outcome.length > 0);
        const close = button(page.Window.contentItem, "Close");
        tryVerify(() => close !== null && close.activeFocus);
        keyClick(Qt.Key_Return);
        tryCompare(Scaffolder, "ida", "");

        // Checked again: nothing is missing now, and the sheet says so.
        Reviewer.select(ida, "bootstrap");
        compare(Reviewer.lacking, 0);
        Scaffolder.ask(ida);
        tryCompare(Scaffolder, "stage", Scaffolder.Nothing);
    }

    function test_filesOfTheSheetByCursorKeys() {
        createTemporaryObject(checks, testCase);
        tryVerify(() => Reviewer.loaded && !Reviewer.loading);
        Scaffolder.ask(Reviewer.repositories.keyAt(1));
        tryCompare(Scaffolder, "stage", Scaffolder.Ready);
        const first = Scaffolder.file;
        keyClick(Qt.Key_Tab, Qt.NoModifier); // from Write on, around to the list of files
        for (let i = 0; i < 6 && Scaffolder.file === first; ++i) {
            keyClick(Qt.Key_Down);
            if (Scaffolder.file === first)
                keyClick(Qt.Key_Tab);
        }
        compare(Scaffolder.file, "bootstrap.sh");
        verify(Scaffolder.diff.count > 4);
    }

    function test_aConflictIsSettledByItsButton() {
        const page = createTemporaryObject(configuration, testCase);
        Configurator.ida = "platform";
        tryVerify(() => Configurator.conflicts.count === 1);
        tryVerify(() => !Configurator.loading);
        const settle = button(page, "Run platform in its variant light");
        verify(settle);
        mouseClick(settle);
        tryVerify(() => Configurator.outcome.includes("light"));
        verify(Configurator.undoable);
        tryVerify(() => !Configurator.loading);
        verify(waitForRendering(page));
        const undo = button(page, "Undo");
        verify(undo);
        undo.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Return);
        tryVerify(() => !Configurator.undoable);
        tryVerify(() => Configurator.outcome.includes("as it was"));
    }

    function test_aStopIsCarriedOutAndUndone() {
        createTemporaryObject(configuration, testCase);
        Configurator.stop("search");
        tryVerify(() => Configurator.outcome.includes("search was stopped"));
        verify(Configurator.undoable);
        Configurator.undo();
        verify(!Configurator.undoable);
        tryVerify(() => !Actions.busy);
    }
}
