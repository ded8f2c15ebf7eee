// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import QtTest
import Devstack.Backend
import Devstack.Ui

// The guide in the window, and the way to it from an error.
TestCase {
    id: testCase

    name: "Help"
    width: 1024
    height: 700
    visible: true
    when: windowShown

    Component {
        id: windowComponent

        ApplicationWindow {
            property alias sheet: sheet
            property alias banner: banner

            width: 1024
            height: 700
            visible: true

            Banner { id: banner; width: parent.width }
            HelpSheet { id: sheet }
        }
    }
    SignalSpy { id: outside; target: Guide; signalName: "addressWanted" }

    function everyChild(item: Item): list<Item> {
        let all = [item];
        for (let i = 0; i < item.children.length; ++i)
            all = all.concat([...everyChild(item.children[i])]);
        return all;
    }
    function open(): var {
        const window = createTemporaryObject(windowComponent, testCase);
        tryVerify(() => window.active);
        return window;
    }
    function cleanup() {
        Guide.close();
        outside.clear();
    }

    function test_theChaptersAreListedAndRead() {
        const window = open();
        Guide.show("first-day");
        Guide.close();
        Guide.show(); // what was read last
        tryVerify(() => window.sheet.opened);
        compare(Guide.page, "first-day", "what newcomers read first");
        verify(Guide.chapters.count >= 9);
        verify(Guide.blocks.count > 10);
        const parts = everyChild(window.sheet.contentItem).filter(item => item instanceof HelpBlock);
        compare(parts.length, Guide.blocks.count);
        for (const part of parts)
            verify(part.height > 0 && part.width > 500, part.text);
        verify(parts.some(part => part.isCode && part.text.includes("devstack sample")));
    }
    function test_linksLeadToOtherPagesAndBack() {
        open();
        Guide.show("troubleshooting");
        Guide.follow("errors/DS405.md");
        compare(Guide.page, "DS405");
        compare(Guide.chapter, "errors");
        Guide.follow("DS106.md");
        compare(Guide.page, "DS106");
        Guide.back();
        Guide.back();
        compare(Guide.page, "troubleshooting");
        verify(!Guide.canGoBack);
        Guide.follow("https://example.org/x");
        compare(Guide.page, "troubleshooting");
        compare(outside.count, 1);
    }
    function test_anErrorLeadsToItsPage() {
        const window = open();
        window.banner.message = "Cannot write: No space left on device";
        compare(window.banner.code, "DS105");
        const link = everyChild(window.banner).find(item => item instanceof LinkText);
        tryVerify(() => link.visible);
        mouseClick(link);
        tryVerify(() => window.sheet.opened);
        compare(Guide.page, "DS105");
        tryVerify(() => window.activeFocusItem?.Accessible.name === Guide.title);
        keyClick(Qt.Key_Escape);
        tryVerify(() => !window.sheet.opened);
        compare(Guide.page, "");
        window.banner.message = "Something that has no page";
        verify(!link.visible);
    }
    function test_keyboardAlone() {
        const window = open();
        Guide.show("concepts");
        tryVerify(() => window.sheet.opened);
        const page = everyChild(window.sheet.contentItem).find(item => item instanceof Flickable && !(item instanceof ListView));
        tryVerify(() => page.activeFocus);
        tryVerify(() => page.contentHeight > page.height + 300);
        keyClick(Qt.Key_PageDown);
        verify(page.contentY > 200);
        keyClick(Qt.Key_Backtab);
        keyClick(Qt.Key_Down);
        keyClick(Qt.Key_Return);
        compare(Guide.page, "concepts", "the second chapter");
    }
}
