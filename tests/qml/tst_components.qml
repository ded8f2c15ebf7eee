// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtTest
import Devstack.Backend
import Devstack.Ui

TestCase {
    id: testCase

    name: "Components"
    width: 900
    height: 600
    visible: true
    when: windowShown

    SignalSpy { id: spy }
    Component { id: button; ActionButton { text: "Go" } }
    Component { id: link; LinkText { text: "Follow" } }
    Component { id: banner; Banner { width: 500; message: "<b>bad</b>"; hint: "do this"; action: "Do it" } }
    Component { id: pill; Pill { text: "a very long text in a pill"; most: 60 } }
    Component { id: graph; GraphView { width: 900; height: 600 } }
    Component { id: pane; LogPane { width: 600; height: 200; model: Runs.output } }
    Component { id: inspector; InspectorPanel { width: 356; height: 600 } }
    Component { id: edges; InspectorEdges { width: 356; title: "Needs"; model: Inspector.needs } }
    Component {
        id: fact
        FactRow {
            property int taps: 0

            width: 300
            name: "app"
            fact: "8080"
            before: StateMark { condition: Condition.Healthy }

            TapHandler { onTapped: parent.taps += 1 }
        }
    }
    Component { id: configuration; ConfigurationPage { width: 1100; height: 700 } }
    Component { id: checks; ChecksPage { width: 1100; height: 700 } }
    Component {
        id: segments
        Segments { label: "Mode"; current: "b"; options: OptionList { keys: ["a", "b", "c"]; texts: ["A", "B", "C"] } }
    }
    Component { id: menu; PopupMenu { MenuEntry { text: "Stop" } } }
    Component { id: script; ScriptEntry { width: 300; name: "test"; purpose: "Runs the tests"; place: "Makefile:3"; runnable: true } }
    Component { id: runs; RunsPage { width: 900; height: 600 } }

    function test_buttonByPointerAndKeyboard() {
        const item = createTemporaryObject(button, testCase);
        spy.target = item;
        spy.signalName = "clicked";
        spy.clear();
        mouseClick(item);
        item.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Return);
        keyClick(Qt.Key_Space);
        compare(spy.count, 3);
        item.enabled = false;
        mouseClick(item);
        compare(spy.count, 3);
    }

    function test_linkByPointerAndKeyboard() {
        const item = createTemporaryObject(link, testCase);
        spy.target = item;
        spy.signalName = "followed";
        spy.clear();
        mouseClick(item);
        item.forceActiveFocus();
        keyClick(Qt.Key_Return);
        compare(spy.count, 2);
    }

    function test_bannerShowsMarkupAsText() {
        const item = createTemporaryObject(banner, testCase);
        verify(item.visible);
        verify(item.implicitHeight > 40);
        item.message = "";
        verify(!item.visible);
    }

    function test_pillKeepsItsBound() {
        const item = createTemporaryObject(pill, testCase);
        compare(item.implicitWidth, 60);
    }

    function test_graphByKeyboard() {
        tryVerify(() => Overview.laidOut, 5000);
        const item = createTemporaryObject(graph, testCase);
        Overview.selected = "credentials";
        item.forceActiveFocus();
        keyClick(Qt.Key_Right);
        verify(Overview.selected !== "credentials");
        const before = item.zoom;
        keyClick(Qt.Key_Plus);
        verify(item.zoom > before);
        keyClick(Qt.Key_F);
        verify(item.fitted);
        keyClick(Qt.Key_Escape);
        compare(Overview.selected, "");
    }

    function test_graphStaysReadable() {
        tryVerify(() => Overview.laidOut, 5000);
        Overview.selected = "";
        const item = createTemporaryObject(graph, testCase);
        Overview.selected = "credentials";
        const before = item.zoom;
        verify(before > item.readable);
        item.width = 320; // too narrow for all of it
        compare(item.zoom, before);
        const x = item.origin.x + Overview.placeOf("credentials").x * item.zoom;
        verify(x >= 0 && x + Overview.cardSize.width * item.zoom <= item.width, "the selected card is out of view");
        item.width = 900;
        compare(item.zoom, before);
        Overview.selected = "";
    }

    function test_logFollowsUntilScrolledBack() {
        tryVerify(() => Runs.output.count > 12, 5000);
        const item = createTemporaryObject(pane, testCase);
        const view = item.view;
        tryVerify(() => view.contentHeight > view.height);
        verify(view.follow);
        compare(Math.round(view.position), Math.round(view.contentHeight - view.height));
        view.forceActiveFocus();
        keyClick(Qt.Key_Up);
        verify(!view.follow);
        keyClick(Qt.Key_End);
        verify(view.follow);
        mousePress(view, 50, 20);
        mouseMove(view, 50, 80);
        mouseRelease(view, 50, 80);
        verify(view.hasSelection);
        verify(view.selectedText().length > 0);
    }

    function test_inspectorShowsTheSelected() {
        tryVerify(() => Session.loaded, 5000);
        Overview.selected = "subsidy";
        const item = createTemporaryObject(inspector, testCase);
        verify(Inspector.shown);
        compare(Inspector.problems.count, 1);
        verify(waitForRendering(item));
        Overview.selected = "";
    }

    function test_factRowTakesThePointer() {
        const item = createTemporaryObject(fact, testCase);
        compare(item.before.length, 1);
        verify(waitForRendering(item));
        mouseClick(item, 5, item.height / 2);
        mouseClick(item, item.width - 5, item.height / 2);
        compare(item.taps, 2);
    }

    function test_aRefusalSaysWhy() {
        const item = createTemporaryObject(button, testCase);
        spy.target = item;
        spy.signalName = "clicked";
        spy.clear();
        item.refusal = "Another action comes first.";
        verify(item.opacity < 1);
        const tip = Array.from(item.data).find(child => child.dismissed !== undefined);
        mouseClick(item);
        compare(spy.count, 0);
        tryVerify(() => tip.visible);
        compare(tip.text, item.refusal);
        item.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Return);
        keyClick(Qt.Key_Space);
        compare(spy.count, 0);
        item.refusal = "";
        mouseClick(item);
        compare(spy.count, 1);
    }

    function texts(item: Item): var {
        let found = item.text !== undefined && item.visible ? [item.text] : [];
        for (const child of Array.from(item.children))
            found = found.concat(texts(child));
        return found;
    }

    function test_paleEntriesSayWhy() {
        const popup = createTemporaryObject(menu, testCase);
        const entry = popup.itemAt(0);
        popup.popup(testCase, 100, 100);
        tryVerify(() => popup.opened);
        const usual = entry.height;
        verify(entry.enabled);
        entry.refusal = "Another action comes first.";
        verify(!entry.enabled);
        verify(texts(entry.contentItem).includes(entry.refusal));
        tryVerify(() => entry.height > usual);
        popup.close();
        const row = createTemporaryObject(script, testCase);
        verify(texts(row.contentItem).includes("Runs the tests"));
        row.refusal = "Another action comes first.";
        verify(!row.enabled);
        verify(texts(row.contentItem).includes(row.refusal));
    }

    function test_tipsStandBelowAndGoAway() {
        const item = createTemporaryObject(button, testCase, { tip: "Ctrl+1", x: 100, y: 100 });
        const tip = Array.from(item.data).find(child => child.dismissed !== undefined);
        compare(tip.timeout, 5000);
        tip.shown = true;
        tryVerify(() => tip.visible, 3000);
        verify(tip.y >= item.height);
        mouseClick(item);
        tryVerify(() => !tip.visible);
        tip.shown = false;
        item.y = testCase.height - item.height;
        tip.shown = true;
        tryVerify(() => tip.visible, 3000);
        verify(tip.y < 0, "there is no room below");
    }

    function test_pressedLooksPressed() {
        const item = createTemporaryObject(button, testCase);
        const ground = String(item.background.color);
        item.checked = true;
        tryVerify(() => !Qt.colorEqual(item.background.color, ground));
        tryVerify(() => Qt.colorEqual(item.background.color, Theme.accentSoft), 2000);
        compare(item.background.border.width, 2);
    }

    function test_evidenceByPointer() {
        tryVerify(() => Session.loaded, 5000);
        Overview.selected = "credentials";
        tryVerify(() => Inspector.needs.count > 0, 5000);
        const item = createTemporaryObject(edges, testCase);
        verify(waitForRendering(item));
        const entry = Array.from(item.children).find(child => child.open !== undefined);
        verify(!entry.open);
        mouseClick(entry, entry.width / 2, 10);
        verify(entry.open);
        Overview.selected = "";
    }

    function test_runsPageNamesEveryStep() {
        tryVerify(() => Runs.shown, 5000);
        const item = createTemporaryObject(runs, testCase);
        verify(waitForRendering(item));
        compare(Runs.steps.count, 24);
        compare(Runs.lanes.count, 4);
    }

    function test_segmentsByPointerAndKeyboard() {
        const item = createTemporaryObject(segments, testCase);
        spy.target = item;
        spy.signalName = "chosen";
        spy.clear();
        item.forceActiveFocus();
        keyClick(Qt.Key_Right);
        keyClick(Qt.Key_Left);
        mouseClick(item, item.width - 10, item.height / 2);
        mouseClick(item, item.width / 2, item.height / 2); // holds already
        compare(spy.count, 3);
        compare(spy.signalArguments.map(one => one[0]), ["c", "a", "c"]);
    }

    function test_configurationOfTheSelected() {
        tryVerify(() => Session.loaded, 5000);
        Overview.selected = "credentials";
        const item = createTemporaryObject(configuration, testCase);
        tryCompare(Configurator, "ida", "credentials");
        tryVerify(() => Configurator.values.count > 0);
        compare(Configurator.mode, Mode.Develop);
        compare(Configurator.configurationBy, "your choice");
        verify(Configurator.values.indexOf("choice\n\nmode") < 0);
        verify(Configurator.original.count > 10);
        const effective = Configurator.effective;
        let differing = 0;
        for (let row = 0; row < effective.count; ++row)
            differing += effective.data(effective.index(row, 0), Qt.UserRole + 2) === LogLevel.Error ? 1 : 0;
        verify(differing > 0);
        const note = Configurator.notes.index(0, 0);
        compare(Configurator.notes.data(note, Qt.UserRole + 2), "db");
        compare(Configurator.notes.data(note, Qt.UserRole + 5), 12);
        item.tab = "files";
        verify(waitForRendering(item));
        Configurator.chooseVariant("light");
        tryVerify(() => !Configurator.loading);
        compare(Configurator.variant, "light");
        Configurator.ida = "search";
        tryVerify(() => Configurator.effectiveProblem.length > 0);
        Configurator.ida = "platform";
        tryVerify(() => Configurator.conflicts.count === 1);
        verify(waitForRendering(item));
        Overview.selected = "";
    }

    function test_checksByKeyboard() {
        tryVerify(() => Session.loaded, 5000);
        const item = createTemporaryObject(checks, testCase);
        tryVerify(() => Reviewer.loaded);
        verify(Reviewer.repositories.count > 3);
        compare(Reviewer.checks.length, Reviewer.checkNames.length);
        compare(Reviewer.checkState, Severity.Problem); // the first thing to do is shown first
        verify(Reviewer.checkFix.length > 0);
        verify(Reviewer.evidence.count > 0);
        verify(Reviewer.failures > 0);
        const all = Reviewer.findings.count;
        Reviewer.onlySelected = true;
        verify(Reviewer.findings.count <= all);
        Reviewer.onlySelected = false;
        Reviewer.select(Reviewer.repositories.keyAt(1), Reviewer.checks[0]);
        compare(Reviewer.check, "dockerfile");
        Reviewer.walk(-5, 1);
        compare(Reviewer.ida, Reviewer.repositories.keyAt(0));
        compare(Reviewer.check, Reviewer.checks[1]);
        Reviewer.walk(500, 500);
        compare(Reviewer.check, Reviewer.checks[Reviewer.checks.length - 1]);
        verify(waitForRendering(item));
    }

    function test_unresolvedNamesAndConflictsAreSaid() {
        tryVerify(() => Overview.unresolved.count === 2, 5000);
        compare(Overview.conflicting[0], "platform");
        Overview.selected = "discovery";
        verify(Inspector.suggested); // files name it, nobody declares it
        Overview.selected = "catalog";
        verify(!Inspector.suggested);
        Overview.selected = "";
    }
}
