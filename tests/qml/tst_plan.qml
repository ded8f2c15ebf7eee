// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import QtTest
import Devstack.Backend
import Devstack.Ui

// The sheet that tells what provisioning would do.
TestCase {
    id: testCase

    name: "Plan"
    width: 1024
    height: 700
    visible: true
    when: windowShown

    Component {
        id: windowComponent

        ApplicationWindow {
            property alias sheet: sheet

            width: 1024
            height: 700
            visible: true

            PlanDialog { id: sheet }
        }
    }
    SignalSpy { id: begun; target: Forecast; signalName: "confirmed" }
    SignalSpy { id: saved; target: Forecast; signalName: "savingWanted" }

    function everyChild(item: Item): list<Item> {
        let all = [item];
        for (let i = 0; i < item.children.length; ++i)
            all = all.concat([...everyChild(item.children[i])]);
        return all;
    }
    function button(window, text: string): Item {
        const root = window.contentItem.parent ?? window.contentItem;
        return everyChild(root).find(one => one instanceof ActionButton && one.visible && one.text.startsWith(text)) ?? null;
    }

    function init() {
        tryVerify(() => Session.loaded, 5000);
        begun.clear();
        saved.clear();
    }
    function cleanup() {
        Forecast.close();
    }

    function test_tellsTimeAndMemoryBeforeItBegins() {
        const window = createTemporaryObject(windowComponent, testCase);
        Forecast.ask("credentials");
        verify(Forecast.open);
        verify(Forecast.reading);
        tryVerify(() => !Forecast.reading, 5000);
        tryVerify(() => window.sheet.opened, 5000);
        compare(Forecast.steps.count, 5);
        // Of two chains the longer one: the database is up before the image is built.
        compare(Forecast.time, "about 2:23");
        compare(Forecast.timeNote, "4 of 5 steps ran here before; the others are a guess");
        compare(Forecast.memory, "about 3.7 GB of 6.0 GB");
        compare(Forecast.memoryWarning, "");
        compare(Forecast.proposals.count, 0);
        verify(!Forecast.beyond);
        const go = button(window, "Provision");
        verify(go);
        go.clicked();
        compare(begun.count, 1);
        compare(begun.signalArguments[0][1], false);
        verify(!Forecast.open);
    }
    function test_offersRoomWhereItDoesNotFit() {
        const window = createTemporaryObject(windowComponent, testCase);
        Forecast.ask("platform");
        tryVerify(() => !Forecast.reading && window.sheet.opened, 5000);
        verify(Forecast.beyond);
        verify(Forecast.memoryWarning.includes("8.7 GB") || Forecast.memoryWarning.includes("6.4 GB"));
        // Told once, above its figures.
        compare([...Forecast.warnings].length, 0);
        compare(Forecast.proposals.count, 2);
        const stop = button(window, "stop licences");
        verify(stop);
        stop.clicked();
        compare(saved.count, 1);
        const go = button(window, "Provision anyway");
        verify(go);
        go.clicked();
        compare(begun.count, 1);
        compare(begun.signalArguments[0][1], true);
    }
    function test_forgetsWhatWasClosedWhileItWasRead() {
        const window = createTemporaryObject(windowComponent, testCase);
        Forecast.ask("credentials");
        Forecast.close();
        wait(300);
        verify(!Forecast.open);
        verify(!window.sheet.visible);
        Forecast.ask("");
        tryVerify(() => window.sheet.opened && !Forecast.reading, 5000);
        keyClick(Qt.Key_Escape);
        tryVerify(() => !Forecast.open, 5000);
    }
}
