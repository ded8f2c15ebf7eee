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

    function test_logFollowsUntilScrolledBack() {
        tryVerify(() => Runs.output.total > 12, 5000);
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

    function test_runsPageNamesEveryStep() {
        tryVerify(() => Runs.shown, 5000);
        const item = createTemporaryObject(runs, testCase);
        verify(waitForRendering(item));
        compare(Runs.steps.count, 24);
        compare(Runs.lanes.count, 4);
    }
}
