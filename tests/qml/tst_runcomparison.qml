// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import QtTest
import Devstack.Backend
import Devstack.Ui

// Two runs held against each other.
TestCase {
    id: testCase

    name: "RunComparison"
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

            RunComparisonSheet { id: sheet }
        }
    }

    function cleanup() {
        RunComparer.close();
    }

    function test_whatDiffersIsListed() {
        tryVerify(() => Session.loaded && Runs.runs.count > 1, 5000);
        const window = createTemporaryObject(windowComponent, testCase);
        tryVerify(() => window.active);
        verify(RunComparer.canCompare("demo-failed"));
        RunComparer.open("demo-failed");
        tryVerify(() => window.sheet.opened);
        compare(RunComparer.other, "demo-run");
        verify(RunComparer.rows.count > 3);
        verify(RunComparer.command.includes("compare demo-run demo-failed"), RunComparer.command);
        tryVerify(() => window.activeFocusItem?.text === "Close");
        keyClick(Qt.Key_Escape);
        tryVerify(() => !window.sheet.opened);
        compare(RunComparer.run, "");
    }
    function test_noSuchRun() {
        verify(!RunComparer.canCompare("nothing"));
        RunComparer.open("nothing");
        compare(RunComparer.run, "");
    }
}
