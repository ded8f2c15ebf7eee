// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtTest
import Devstack.Backend
import Devstack.Ui

// The page Logs: panes, search, folding, what is counted.
Item {
    id: root

    width: 1200
    height: 700

    Component { id: page; LogsPage { width: 1200; height: 700 } }
    Component { id: card; GraphCard {
        name: "shop"; title: ""; condition: Condition.Running; word: "running"; detail: ""; reason: ""; memory: ""
        services: []; hidden: 0; hiddenCondition: Condition.Running; progress: -1; activity: ""; place: Qt.point(0, 0)
        matches: true; affected: false; problems: 0; errors: 3; errorSource: "shop/app"
    } }

    TestCase {
        name: "Logs"
        when: windowShown

        function init() {
            while (Logs.panes.count > 1)
                Logs.close(Logs.currentNumber);
            Logs.current.sources = [];
            Logs.current.clearSearch();
        }
        function shown() {
            const made = createTemporaryObject(page, root);
            tryVerify(() => Logs.current.lines.count > 100, 5000);
            return made;
        }

        function test_panesSplitAndClose() {
            const made = shown();
            compare(Logs.panes.count, 1);
            Logs.split(false);
            compare(Logs.panes.count, 2);
            tryVerify(() => made.box !== null && made.box.number === Logs.currentNumber);
            verify(made.box.x > 500 && made.box.x < 700);
            Logs.split(true);
            compare(Logs.handles.count, 2);
            tryVerify(() => Logs.current.lines.count > 100, 5000);
            // Each has its own services and search.
            Logs.current.sources = ["credentials/app"];
            verify(!Logs.current.isMixed);
            const second = Logs.currentNumber;
            Logs.focusNext(1);
            verify(Logs.currentNumber !== second);
            verify(Logs.current.isMixed);
            Logs.focusNext(-1);
            compare(Logs.currentNumber, second);
            Logs.moveHandle(0, 0.25);
            tryVerify(() => made.box.x < 320);
            Logs.close(second);
            compare(Logs.panes.count, 2);
        }
        function test_searchCountsAndWalks() {
            shown();
            const all = Logs.current.lines.count;
            Logs.current.search = "slow query";
            tryVerify(() => Logs.current.lines.count > 0 && Logs.current.lines.count < all, 5000);
            verify(Logs.current.lines.matches > 0);
            Logs.current.matchesOnly = false;
            tryVerify(() => Logs.current.lines.count >= all, 5000);
            verify(Logs.current.lines.nextMatch(-1) >= 0);
            Logs.current.matchesOnly = true;
            Logs.current.search = "level:loud";
            verify(Logs.current.searchProblem.length > 0);
            Logs.keepSearch("service:app level:error");
            verify(Logs.searches.includes("service:app level:error"));
            Logs.forgetSearch("service:app level:error");
        }
        function test_folding() {
            const made = shown();
            const view = made.box.view;
            Logs.current.search = "Traceback";
            tryVerify(() => Logs.current.lines.count > 0 && Logs.current.lines.matches === Logs.current.lines.count, 5000);
            view.follow = false;
            view.select(0, 0);
            verify(view.currentLine.includes("records.models"), view.currentLine);
            const before = view.selectedText();
            view.forceActiveFocus();
            keyClick(Qt.Key_Return);
            verify(view.selectedText().length > before.length);
            keyClick(Qt.Key_Return);
            compare(view.selectedText(), before);
            // Lines are selected by key, and by the other button, which leads to what can be done.
            Logs.current.clearSearch();
            tryVerify(() => Logs.current.lines.count > 100, 5000);
            view.scrollTo(0);
            view.moveSelection(1, false);
            view.moveSelection(1, true);
            verify(view.isSelected(0) && view.isSelected(1) && !view.isSelected(2));
            keyClick(Qt.Key_Down);
            verify(!view.isSelected(1) && view.isSelected(2));
            keyClick(Qt.Key_Escape);
            verify(!view.hasSelection);
            mouseClick(view, 200, 4.5 * view.lineHeight, Qt.RightButton);
            verify(view.isSelected(4));
            const source = Logs.current.sourceOf(4);
            const only = findEntry("Only " + source);
            verify(only !== null);
            only.triggered();
            compare(Logs.source, source);
            keyClick(Qt.Key_Escape);
        }
        // What of an open menu or list is seen under this name.
        function findEntry(text) {
            function within(item) {
                if (item.text === text && item.visible)
                    return item;
                for (let i = 0; i < item.children.length; ++i) {
                    const found = within(item.children[i]);
                    if (found !== null)
                        return found;
                }
                return null;
            }
            let top = root;
            while (top.parent)
                top = top.parent;
            return within(top);
        }
        function test_anySetOfServices() {
            shown();
            const chooser = findEntry("Everything  ▾");
            verify(chooser !== null);
            mouseClick(chooser);
            tryVerify(() => findEntry("platform") !== null);
            keyClick(Qt.Key_Down); // the first IDA
            keyClick(Qt.Key_Space);
            compare(Logs.current.sources.length, 1);
            // It stays open for the next one, and an IDA holds its services.
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
            compare(Logs.current.sources.length, 1);
            verify(Logs.current.sources[0].includes("/"));
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
            compare(Logs.current.sources.length, 2);
            keyClick(Qt.Key_Escape);
        }
        function test_pauseLosesNothing() {
            const made = shown();
            Logs.current.paused = true;
            const before = Logs.current.lines.count;
            tryVerify(() => Logs.current.waitingLines > 0, 5000);
            compare(Logs.current.lines.count, before);
            Logs.current.paused = false;
            verify(Logs.current.lines.count > before);
            // Scrolled up, what comes is counted.
            made.box.view.scrollTo(0);
            verify(!made.box.view.follow);
            tryVerify(() => made.box.view.unseen > 0, 5000);
            made.box.view.follow = true;
            compare(made.box.view.unseen, 0);
        }
        function test_errorsOfACard() {
            const made = createTemporaryObject(card, root);
            const spy = createTemporaryObject(spyComponent, root, {target: made, signalName: "errorsWanted"});
            mouseClick(made, made.width - 24, made.height - 24);
            compare(spy.count, 1);
            shown();
            Logs.showErrors("credentials/app");
            tryVerify(() => Logs.current.lines.count > 0, 5000);
            compare(Logs.current.minimumLevel, LogLevel.Error);
            compare(Logs.source, "credentials/app");
        }
    }
    Component { id: spyComponent; SignalSpy { } }
}
