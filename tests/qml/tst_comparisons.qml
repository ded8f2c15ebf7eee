// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import QtTest
import Devstack.Backend
import Devstack.Ui

// The sheets of the page Data, with the pointer and by keyboard alone.
TestCase {
    id: testCase

    name: "Comparisons"
    width: 1024
    height: 700
    visible: true
    when: windowShown

    Component { id: changed; ChangesSheet { } }
    Component { id: schemas; SchemaSheet { } }
    Component { id: branches; BranchDialog { } }
    SignalSpy { id: wanted; signalName: "schemaWanted" }
    SignalSpy { id: asked; target: Actions; signalName: "runWanted" }

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

    function inside(sheet: ChangesSheet, item: Item): bool {
        const at = item.mapToItem(sheet.contentItem, 0, 0);
        return at.x >= 0 && at.y >= 0 && at.x + item.width <= sheet.contentItem.width + 1 && at.y + item.height <= sheet.contentItem.height + 1;
    }

    function openChanges(): ChangesSheet {
        tryVerify(() => Session.loaded);
        const sheet = createTemporaryObject(changed, testCase);
        Changes.ask("credentials");
        tryVerify(() => sheet.opened);
        tryCompare(Changes, "stage", Changes.Ready);
        return sheet;
    }

    function cleanup() {
        Changes.close();
        SchemaDifferences.close();
        Actions.declineBranches();
    }

    function test_changesWithThePointer() {
        const sheet = openChanges();
        const tables = find(sheet.contentItem, "Tables that changed");
        const rows = find(sheet.contentItem, "Rows of course that changed");
        verify(tables && rows);
        verify(inside(sheet, tables) && inside(sheet, rows));
        mouseClick(find(tables, "learner: 120 added, 0 changed, 0 removed "));
        compare(Changes.table, "learner");
        tryVerify(() => find(sheet.contentItem, "Rows of learner that changed") !== null);
        // Nothing is saved without a name.
        const save = find(sheet.footer, "Save as seed");
        mouseClick(save);
        compare(Changes.saving, Changes.NotYet);
        mouseClick(find(sheet.contentItem, "Name of the seed"));
        keyClick(Qt.Key_X);
        mouseClick(save);
        tryCompare(Changes, "saving", Changes.Saved);
        tryVerify(() => find(sheet.contentItem, "Copy the lines") !== null);
        verify(find(sheet.contentItem, "Rows of learner that changed") === null);
        mouseClick(find(sheet.footer, "Close"));
        tryVerify(() => !sheet.visible);
        compare(Changes.ida, "");
    }

    function test_changesByKeyboard() {
        const sheet = openChanges();
        tryVerify(() => find(sheet.contentItem, "Tables that changed").activeFocus);
        keyClick(Qt.Key_Down);
        compare(Changes.table, "learner");
        keyClick(Qt.Key_Tab);
        const rows = find(sheet.contentItem, "Rows of learner that changed");
        verify(rows.activeFocus);
        keyClick(Qt.Key_End);
        tryVerify(() => rows.contentY > 0);
        keyClick(Qt.Key_Home);
        tryCompare(rows, "contentY", rows.originY);
        keyClick(Qt.Key_Tab);
        keyClick(Qt.Key_X);
        keyClick(Qt.Key_Return);
        tryCompare(Changes, "saving", Changes.Saved);
        tryVerify(() => find(sheet.footer, "Close").activeFocus);
        keyClick(Qt.Key_Escape);
        tryVerify(() => !sheet.visible);
    }

    function test_nothingChanged() {
        const sheet = openChanges();
        Changes.since = "demo";
        tryCompare(Changes, "stage", Changes.Ready);
        compare(Changes.tables.count, 0);
        tryVerify(() => find(sheet.contentItem, "Nothing changed") !== null);
        verify(find(sheet.footer, "Save as seed") === null);
        tryVerify(() => find(sheet.footer, "Close").activeFocus);
    }

    function test_schemas() {
        tryVerify(() => Session.loaded);
        const sheet = createTemporaryObject(schemas, testCase);
        SchemaDifferences.ask("credentials");
        tryVerify(() => sheet.opened);
        tryVerify(() => find(sheet.contentItem, "Objects that differ")?.activeFocus ?? false);
        keyClick(Qt.Key_Down);
        compare(SchemaDifferences.shown.name, "learner.nickname");
        verify(find(sheet.contentItem, "Production: –") !== null);
        verify(find(sheet.contentItem, "Live: varchar(40) DEFAULT NULL") !== null);
        const copy = find(sheet.contentItem, "Copy the statement");
        mouseClick(copy);
        compare(copy.text, "Copied");
        keyClick(Qt.Key_Escape);
        tryVerify(() => !sheet.visible);
    }

    function test_withoutProductionThereIsAWay() {
        tryVerify(() => Session.loaded);
        Data.active = true;
        Data.ida = "subsidy";
        tryVerify(() => Data.schemaServices.length > 0);
        const sheet = createTemporaryObject(schemas, testCase);
        wanted.target = sheet;
        wanted.clear();
        SchemaDifferences.ask("subsidy");
        tryVerify(() => sheet.opened);
        tryVerify(() => find(sheet.contentItem, "Migrations and the live database agree") !== null);
        mouseClick(find(sheet.contentItem, "Use a dump or a snapshot…"));
        compare(wanted.count, 1);
        compare(wanted.signalArguments[0][0], "db");
        tryVerify(() => !sheet.visible);
        Data.active = false;
    }

    function test_whoseDataIsAsked() {
        tryVerify(() => Session.loaded && !Actions.busy);
        const dialog = createTemporaryObject(branches, testCase);
        Actions.provision("licences");
        tryVerify(() => dialog.opened);
        asked.clear();
        tryVerify(() => find(dialog.contentItem, "Data of licences") !== null);
        const answer = find(dialog.contentItem, "Data of licences");
        compare(answer.current, "over");
        answer.forceActiveFocus();
        keyClick(Qt.Key_Right);
        compare(answer.current, "anew");
        keyClick(Qt.Key_Right);
        compare(answer.current, "stay");
        keyClick(Qt.Key_Escape);
        tryVerify(() => !dialog.visible);
        compare(asked.count, 0);
        Actions.provision("licences");
        tryVerify(() => dialog.opened);
        tryVerify(() => find(dialog.footer, "Provision").activeFocus);
        keyClick(Qt.Key_Return);
        tryCompare(asked, "count", 1);
        tryVerify(() => !dialog.visible);
        tryVerify(() => !Actions.busy);
    }
}
