// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import QtTest
import Devstack.Backend
import Devstack.Ui

// The daily verbs of an IDA and of a service, what an arrow means, a command's form, the bell.
TestCase {
    id: testCase

    name: "Inspector"
    width: 1440
    height: 900
    visible: true
    when: windowShown

    Component {
        id: frame

        ApplicationWindow {
            property alias frame: inner

            width: 1440
            height: 900
            visible: true

            FocusScope {
                anchors.fill: parent
                focus: true

                WorkspaceFrame { id: inner; anchors.fill: parent }
            }
            CommandDialog { id: form }
        }
    }
    SignalSpy { id: noticed; target: Actions; signalName: "noticed" }

    function everyChild(item: Item): var {
        let all = [item];
        for (let i = 0; i < item.children.length; ++i)
            all = all.concat(everyChild(item.children[i]));
        return all;
    }

    function find(root: Item, text: string): Item {
        return everyChild(root).find(one => one.visible && (one instanceof ActionButton || one instanceof MenuEntry)
                                            && (one.text === text || one.Accessible.name === text)) ?? null;
    }

    // All that the window shows, popups included.
    function everything(window: ApplicationWindow): Item {
        let top = window.contentItem;
        while (top.parent)
            top = top.parent;
        return top;
    }

    function entry(window: ApplicationWindow, text: string): MenuEntry {
        return everyChild(everything(window)).find(one => one instanceof MenuEntry && one.visible && one.text === text) ?? null;
    }

    function shown(): ApplicationWindow {
        tryVerify(() => Session.loaded, 5000);
        Session.page = Page.Overview;
        const window = createTemporaryObject(frame, testCase);
        tryVerify(() => window.active);
        Overview.selected = "catalog";
        tryVerify(() => find(window.contentItem, "More of db"));
        noticed.clear();
        return window;
    }

    function cleanup() {
        Overview.selected = "";
        CommandForm.decline();
        News.clear();
    }

    function test_aServiceIsStoppedByItself() {
        const window = shown();
        mouseClick(find(window.contentItem, "More of db"));
        tryVerify(() => entry(window, "Stop")?.menu?.opened ?? false);
        verify(!entry(window, "Start"));
        const stop = entry(window, "Stop");
        mouseMove(stop, 20, stop.height / 2);
        wait(50); // its place is settled with the next frame
        mouseClick(stop, 20, stop.height / 2);
        tryCompare(noticed, "count", 1);
        compare(noticed.signalArguments[0][0], "Done: devstack stop catalog/db");
    }

    function test_byKeyboardAlone() {
        const window = shown();
        find(window.contentItem, "More of app").forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Return);
        tryVerify(() => entry(window, "Restart"));
        for (let i = 0; i < 8 && !entry(window, "Restart").highlighted; ++i)
            keyClick(Qt.Key_Down);
        verify(entry(window, "Restart").highlighted);
        keyClick(Qt.Key_Return);
        tryCompare(noticed, "count", 1);
        compare(noticed.signalArguments[0][0], "Done: devstack restart catalog/app");
    }

    function test_whoNeedsItLightsUp() {
        const window = shown();
        Overview.selected = "platform";
        verify(Inspector.dependents.includes("catalog"));
        Overview.touched = "platform";
        const cards = everyChild(window.contentItem).filter(one => one instanceof GraphCard);
        verify(cards.find(card => card.name === "catalog").affected);
        verify(!cards.find(card => card.name === "platform").affected);
        verify(cards.find(card => card.name === "platform").matches);
        verify(!cards.find(card => card.name === "search").matches);
        Overview.touched = "";
        verify(cards.every(card => card.matches && !card.affected));
    }

    function test_anArrowTellsWhatItMeans() {
        verify(Edges.sentence("catalog", "platform").startsWith("catalog needs platform\ndeclared: "));
        compare(Edges.sentence("catalog", "nobody"), "");
        Edges.show("catalog", "licences");
        compare(Edges.title, "catalog and licences need each other");
        verify(Edges.places.count >= 2);
    }

    function test_aCommandAsksForItsArguments() {
        const window = shown();
        mouseClick(find(window.contentItem, "import"));
        compare(CommandForm.ida, "catalog");
        const over = everything(window);
        tryVerify(() => find(over, "Run"));
        verify(find(over, "Run").refusal.includes("File with the courses"));
        CommandForm.set("file", "../out.json");
        verify(CommandForm.problem.includes("inside of the repository"));
        CommandForm.set("file", "a.json");
        verify(CommandForm.problem.includes("Token of the catalogue"));
        CommandForm.set("token", "correct-horse");
        compare(CommandForm.problem, "");
        mouseClick(find(over, "Run"));
        tryCompare(noticed, "count", 1);
        compare(noticed.signalArguments[0][0], "Done: devstack run catalog import -- --file=a.json");
        compare(CommandForm.ida, "");
    }

    function test_theBellCountsAndLeads() {
        const window = shown();
        News.clear();
        Actions.pull("catalog");
        tryCompare(News, "fresh", 1);
        const bell = find(window.contentItem, "1 new notice");
        verify(bell);
        mouseClick(bell);
        tryVerify(() => everyChild(everything(window)).some(one => one instanceof NoticeEntry));
        keyClick(Qt.Key_Escape);
        tryCompare(News, "fresh", 0);
        compare(News.notices.count, 1);
    }
}
