// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtTest
import Devstack.Backend
import Devstack.Ui

// Text on its background is at least 4.5:1 (WCAG 2.1, 1.4.3).
TestCase {
    name: "Theme"

    function luminance(color: color): real {
        const channel = value => value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        return 0.2126 * channel(color.r) + 0.7152 * channel(color.g) + 0.0722 * channel(color.b);
    }

    function contrast(a: color, b: color): real {
        const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
        return (high + 0.05) / (low + 0.05);
    }

    function test_contrast_data(): var {
        const pairs = [["text", "background"], ["text", "panel"], ["text", "raised"], ["text", "accentSoft"],
            ["text", "badSoft"], ["text", "warningSoft"], ["dim", "background"], ["dim", "panel"], ["dim", "raised"],
            ["dim", "accentSoft"], ["accentText", "accent"], ["accentOnSoft", "accentSoft"], ["accentOnSoft", "panel"],
            ["ok", "okSoft"], ["ok", "panel"], ["warning", "warningSoft"], ["warning", "panel"], ["bad", "badSoft"],
            ["bad", "panel"], ["external", "externalSoft"], ["text", "match"],
            ["background", "text"], ["accentOnSoft", "background"], ["accentOnSoft", "raised"],
            ["ok", "background"], ["warning", "background"], ["bad", "background"]];
        const rows = [];
        for (const [ink, ground] of pairs) {
            rows.push({ tag: "light " + ink + " on " + ground, ink: Theme.light[ink], ground: Theme.light[ground] });
            rows.push({ tag: "dark " + ink + " on " + ground, ink: Theme.night[ink], ground: Theme.night[ground] });
        }
        return rows;
    }

    function test_contrast(data: var) {
        const ratio = contrast(data.ink, data.ground);
        verify(ratio >= 4.5, data.tag + " is " + ratio.toFixed(2));
    }

    // Green means that everything wanted works.
    function test_onlyRunningIsGreen() {
        for (let state = Condition.Running; state <= Condition.Unknown; ++state) {
            compare(Qt.colorEqual(Theme.stateColor(state), Theme.ok), state === Condition.Running, "state " + state);
            compare(Qt.colorEqual(Theme.stateSoft(state), Theme.okSoft), state === Condition.Running, "ground " + state);
        }
    }

    // States and steps write their word on their own soft ground, or on the panel where it has none.
    function test_statesAndSteps() {
        for (const dark of [false, true]) {
            Theme.dark = dark;
            const check = (ink, ground, what) => {
                const below = Qt.color(ground).a === 0 ? Theme.panel : ground;
                const ratio = contrast(ink, below);
                verify(ratio >= 4.5, what + (dark ? " dark" : " light") + " is " + ratio.toFixed(2));
            };
            for (let state = Condition.Running; state <= Condition.Unknown; ++state)
                check(Theme.stateText(state), Theme.stateSoft(state), "state " + state);
            for (let mark = RunMark.Pending; mark <= RunMark.Interrupted; ++mark)
                check(Theme.stepColor(mark), Theme.stepSoft(mark), "mark " + mark);
        }
    }

    // Outlines that tell where the focus is: at least 3:1 (WCAG 2.1, 1.4.11).
    function test_focusRing() {
        for (const colors of [Theme.light, Theme.night]) {
            for (const ground of ["background", "panel", "raised"])
                verify(contrast(colors.accent, colors[ground]) >= 3, ground);
        }
    }

    function test_terminalColors() {
        for (const dark of [false, true]) {
            Theme.dark = dark;
            const ground = dark ? Theme.night.panel : Theme.light.panel;
            for (const color of Theme.sources)
                verify(contrast(color, ground) >= 4.5, color + " on " + ground);
        }
    }
}
