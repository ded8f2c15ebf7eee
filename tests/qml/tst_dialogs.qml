// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtTest
import Devstack.Backend
import Devstack.Ui

// Questions come and go: what they say is made anew each time.
TestCase {
    id: testCase

    name: "Dialogs"
    width: 900
    height: 600
    visible: true
    when: windowShown

    Component { id: reset; ResetDialog { } }

    function test_resetAskedAgain() {
        const dialog = createTemporaryObject(reset, testCase);
        for (let round = 0; round < 4; ++round) {
            Actions.askReset("credentials");
            tryVerify(() => dialog.opened);
            tryVerify(() => Actions.resetSentences.length > 0);
            keyClick(Qt.Key_Escape);
            tryVerify(() => !dialog.visible);
            compare(Actions.resetIdas.length, 0);
        }
    }
}
