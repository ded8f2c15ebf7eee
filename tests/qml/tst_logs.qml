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
        matches: true; problems: 0; errors: 3; errorSource: "shop/app"
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
            fuzzyCompare(made.box.x, 606, 8);
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
            tryVerify(() => Logs.current.lines.count > 0, 5000);
            view.follow = false;
            view.select(0, 0);
            compare(view.currentLine.indexOf("records.models"), 0);
            const before = view.selectedText();
            view.forceActiveFocus();
            keyClick(Qt.Key_Return);
            verify(view.selectedText().length > before.length);
            keyClick(Qt.Key_Return);
            compare(view.selectedText(), before);
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
