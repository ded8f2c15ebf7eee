// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import QtTest
import Devstack.Backend
import Devstack.Ui

// Terminals of the window: typed into, searched, pasted into, left by the keyboard.
TestCase {
    id: testCase

    name: "Terminals"
    width: 1200
    height: 800
    visible: true
    when: windowShown

    Component {
        id: frame

        ApplicationWindow {
            width: 1200
            height: 800
            visible: true

            FocusScope {
                anchors.fill: parent
                focus: true

                WorkspaceFrame { anchors.fill: parent }
            }
        }
    }

    function everyChild(item: Item): var {
        let all = [item];
        for (let i = 0; i < item.children.length; ++i)
            all = all.concat(everyChild(item.children[i]));
        return all;
    }

    function everything(window: ApplicationWindow): var {
        let top = window.contentItem;
        while (top.parent)
            top = top.parent;
        return everyChild(top).filter(one => one.visible);
    }

    function find(window: ApplicationWindow, text: string): Item {
        return everything(window).find(one => one instanceof ActionButton && (one.text === text || one.tip === text)) ?? null;
    }

    function view(window: ApplicationWindow): TerminalItem {
        return everything(window).find(one => one instanceof TerminalItem) ?? null;
    }

    function opened(): ApplicationWindow {
        tryVerify(() => Session.loaded, 5000);
        const window = createTemporaryObject(frame, testCase);
        tryVerify(() => window.active);
        Actions.openShell("catalog");
        tryVerify(() => view(window) && view(window).activeFocus);
        tryVerify(() => view(window).currentLine.endsWith("$"));
        return window;
    }

    function cleanup() {
        Terminals.closeAll();
        Session.page = Page.Overview;
    }

    function test_isTypedInto() {
        const window = opened();
        keyClick("l");
        keyClick("x");
        keyClick(Qt.Key_Backspace);
        keyClick("s");
        keyClick(Qt.Key_Return);
        tryVerify(() => view(window).currentLine.endsWith("$"));
        view(window).selectAll();
        verify(view(window).selectedText().includes("$ ls\nmanage.py"));
        // The keys of the window stay the program's: Ctrl+K opens no search here.
        keyClick(Qt.Key_K, Qt.ControlModifier);
        verify(view(window).activeFocus);
    }

    function test_isLeftByF6() {
        const window = opened();
        keyClick(Qt.Key_Tab);
        verify(view(window).activeFocus);
        keyClick(Qt.Key_F6);
        verify(!view(window).activeFocus);
        keyClick(Qt.Key_F6);
        tryVerify(() => view(window).activeFocus);
    }

    function test_searches() {
        const window = opened();
        keyClick(Qt.Key_F, Qt.ControlModifier | Qt.ShiftModifier);
        for (const key of "records")
            keyClick(key);
        tryCompare(view(window), "matches", 4);
        keyClick(Qt.Key_Return);
        compare(view(window).selectedText(), "records");
        keyClick(Qt.Key_Escape);
        tryVerify(() => view(window).activeFocus);
        verify(!view(window).hasSelection);
    }

    function test_asksBeforeSeveralLinesRun() {
        const window = opened();
        view(window).pasteAsked("ls\nexit 4\n");
        tryVerify(() => find(window, "Paste"));
        verify(!view(window).activeFocus);
        find(window, "Paste").clicked();
        tryCompare(Terminals.session, "state", TerminalSession.Ended);
        compare(Terminals.session.exitCode, 4);
        tryVerify(() => find(window, "Again"));
        find(window, "Again").clicked();
        tryCompare(Terminals.session, "state", TerminalSession.Live);
    }

    function test_marksByKeys() {
        const window = opened();
        keyClick(Qt.Key_Space, Qt.ControlModifier | Qt.ShiftModifier);
        verify(view(window).marking);
        keyClick(Qt.Key_Home);
        keyClick(Qt.Key_Right, Qt.ShiftModifier);
        keyClick(Qt.Key_Right, Qt.ShiftModifier);
        keyClick(Qt.Key_Right, Qt.ShiftModifier);
        compare(view(window).selectedText(), "app");
        keyClick(Qt.Key_Return);
        verify(!view(window).marking);
    }

    function test_anEditorIsAskedFor() {
        const window = opened();
        keyClick("v");
        keyClick("i");
        keyClick(Qt.Key_Return);
        tryVerify(() => Terminals.inEditor(Terminals.current));
        find(window, "Close catalog/app").clicked();
        tryVerify(() => find(window, "Keep it"));
        find(window, "Keep it").clicked();
        compare(Terminals.tabs.count, 1);
    }

    function test_saysWhatDoesNotRun() {
        const window = opened();
        Terminals.open("catalog", "nothing");
        tryVerify(() => find(window, "Start catalog/nothing"));
        verify(find(window, "Try again"));
    }
}
