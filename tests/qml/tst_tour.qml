// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import QtTest
import Devstack.Backend
import Devstack.Ui

// The tour by pointer and by keyboard, and the sheet that compares two runs.
TestCase {
    id: testCase

    name: "Tour"
    width: 1024
    height: 700
    visible: true
    when: windowShown

    Component { id: tourPage; TourPage { anchors.fill: parent; focus: true } }
    Component { id: comparison; RunComparisonSheet { } }

    // The first visible item that is so called, or whose text has this in it.
    function named(item: Item, name: string): Item {
        if (item.visible && (item.objectName === name || item.Accessible.name === name))
            return item;
        for (let i = 0; i < item.children.length; ++i) {
            const found = named(item.children[i], name);
            if (found)
                return found;
        }
        return null;
    }
    function says(item: Item, text: string, whole: bool): bool {
        const own = (item as PlainText)?.text ?? "";
        if (item.visible && (whole ? own === text : own.includes(text)))
            return true;
        for (let i = 0; i < item.children.length; ++i) {
            if (says(item.children[i], text, whole))
                return true;
        }
        return false;
    }
    function shows(item: Item, text: string): bool {
        return says(item, text, true);
    }

    function open(): TourPage {
        tryVerify(() => Session.loaded);
        Session.page = Page.Tour;
        Overview.selected = "";
        const page = createTemporaryObject(tourPage, testCase);
        tryVerify(() => Tour.loaded && Tour.stations.count > 0);
        Tour.index = 0;
        named(page, "Stations of the tour").forceActiveFocus();
        return page;
    }

    function cleanup() {
        RunComparison.close();
        Session.page = Page.Overview;
    }

    function test_isAPage() {
        compare(Session.pages.keyAt(7), "tour");
    }

    function test_neededOnesComeFirst() {
        open();
        verify(Tour.stations.indexOf("platform") < Tour.stations.indexOf("catalog"));
        verify(Tour.stations.indexOf("catalog") < Tour.stations.indexOf("credentials"));
    }

    function test_byKeyboard() {
        const page = open();
        const count = Tour.stations.count;
        verify(shows(page, "1 of %1".arg(count)));
        keyClick(Qt.Key_Right);
        compare(Tour.index, 1);
        keyClick(Qt.Key_PageDown);
        compare(Tour.index, 2);
        verify(shows(page, "3 of %1".arg(count)));
        keyClick(Qt.Key_Left);
        keyClick(Qt.Key_PageUp);
        compare(Tour.index, 0);
        keyClick(Qt.Key_Left);
        compare(Tour.index, 0);
        keyClick(Qt.Key_Down);
        compare(Tour.index, 1);
        keyClick(Qt.Key_End);
        compare(Tour.index, count - 1);
        keyClick(Qt.Key_Right);
        compare(Tour.index, count - 1);
        keyClick(Qt.Key_Escape);
        compare(Session.page, Page.Overview);
    }

    function test_byPointer() {
        const page = open();
        mouseClick(named(page, "next"));
        compare(Tour.index, 1);
        mouseClick(named(page, "back"));
        compare(Tour.index, 0);
        verify(!named(page, "back").enabled);
    }

    function test_theCard() {
        const page = open();
        Tour.show("platform");
        verify(shows(page, "Users, courses and sign-in."));
        verify(shows(page, "edx"));
        verify(shows(page, "superuser, made by its bootstrap"));
        verify(shows(page, "Its README tells how to sign in"));
        verify(shows(page, "It needs no other IDA."));
        verify(Tour.neededBy.count > 0);
        // The name of a dependent leads to its card.
        mouseClick(named(page, "catalog"));
        compare(Tour.shown.name, "catalog");
        verify(shows(page, ".github/CODEOWNERS:2"));
        verify(shows(page, "README.rst:9"));
    }

    function test_whatNobodyKnows() {
        const page = open();
        Tour.show("discovery");
        verify(shows(page, "It is not cloned yet: provisioning clones it, then it tells more."));
        verify(shows(page, "not known"));
        verify(!named(page, "Open"));
        verify(!named(page, "Shell"));
        verify(named(page, "Show in the graph"));
        verify(named(page, "export"));
    }

    function test_aBrokenOne() {
        const page = open();
        Tour.show("subsidy");
        verify(says(page, "Unknown key", false));
    }

    function test_leadsIntoTheGraph() {
        const page = open();
        Tour.show("licences");
        mouseClick(named(page, "Show in the graph"));
        compare(Session.page, Page.Overview);
        compare(Overview.selected, "licences");
        Overview.selected = "";
    }

    function test_comparesRuns() {
        tryVerify(() => Runs.runs.count > 1);
        const sheet = createTemporaryObject(comparison, testCase);
        RunComparison.compare("demo-run", "demo-failed");
        tryVerify(() => sheet.opened);
        // The earlier one comes first, whichever was named first.
        compare(RunComparison.first.result, RunMark.Failed);
        verify(RunComparison.differences.count > 3);
        compare(RunComparison.note, "");
        tryVerify(() => shows(sheet.contentItem, "b1d90e7733a2"));
        tryVerify(() => shows(sheet.contentItem, "Commit"));
        RunComparison.swap();
        compare(RunComparison.second.result, RunMark.Failed);
        keyClick(Qt.Key_Escape);
        tryVerify(() => !sheet.visible);
        verify(!RunComparison.open);
    }

    function test_notWithItself() {
        RunComparison.compare("demo-run", "demo-run");
        verify(!RunComparison.open);
        RunComparison.compare("demo-run", "nothing");
        verify(!RunComparison.open);
    }
}
