// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma Singleton
import QtQuick
import Devstack.Backend

// Colours, sizes and durations (docs/reference/screens.md). Nothing else in the interface names a colour or a size of type.
QtObject {
    id: root

    property bool dark: false
    property bool reducedMotion: false

    // The colours of one look.
    component Colours: QtObject {
        property color background
        property color panel
        property color raised
        property color line
        property color text
        property color dim
        property color faint
        property color accent
        property color accentText
        property color accentSoft
        property color accentOnSoft
        property color ok
        property color okSoft
        property color warning
        property color warningSoft
        property color bad
        property color badSoft
        property color external
        property color externalSoft
        property color dot
        property color edge
        property color shade
        property color match
    }

    readonly property Colours light: Colours {
        background: "#f6f7f9"; panel: "#ffffff"; raised: "#f2f4f7"; line: "#e3e6eb"; text: "#161a22"; dim: "#5b6472"
        faint: "#8a93a2"; accent: "#3d5afe"; accentText: "#ffffff"; accentSoft: "#e8ecff"; accentOnSoft: "#2f49dd"; ok: "#157a4c"
        okSoft: "#def3e8"; warning: "#8f5500"; warningSoft: "#fdf0d9"; bad: "#c22a38"; badSoft: "#fde7e9"; external: "#6b4fd8"
        externalSoft: "#eeeafc"; dot: "#dde1e8"; edge: "#8a93a2"; shade: "#33000000"; match: "#ffe08a"
    }
    readonly property Colours night: Colours {
        background: "#0f1218"; panel: "#151a22"; raised: "#1b212b"; line: "#272f3b"; text: "#e8ecf3"; dim: "#9aa5b5"
        faint: "#6d7889"; accent: "#7c93ff"; accentText: "#0f1218"; accentSoft: "#222b4d"; accentOnSoft: "#a9b8ff"; ok: "#4cc38a"
        okSoft: "#16302a"; warning: "#e5a54b"; warningSoft: "#352a19"; bad: "#f2707b"; badSoft: "#3a1e25"; external: "#a893ff"
        externalSoft: "#2a2547"; dot: "#232b37"; edge: "#6d7889"; shade: "#8c000000"; match: "#5c4a12"
    }
    readonly property Colours now: dark ? night : light

    readonly property color background: now.background
    readonly property color panel: now.panel
    readonly property color raised: now.raised
    readonly property color line: now.line
    readonly property color text: now.text
    readonly property color dim: now.dim
    readonly property color faint: now.faint
    readonly property color accent: now.accent
    readonly property color accentText: now.accentText
    readonly property color accentSoft: now.accentSoft
    readonly property color accentOnSoft: now.accentOnSoft
    readonly property color ok: now.ok
    readonly property color okSoft: now.okSoft
    readonly property color warning: now.warning
    readonly property color warningSoft: now.warningSoft
    readonly property color bad: now.bad
    readonly property color badSoft: now.badSoft
    readonly property color external: now.external
    readonly property color externalSoft: now.externalSoft
    readonly property color dot: now.dot
    readonly property color edge: now.edge
    readonly property color shade: now.shade
    readonly property color match: now.match

    // The terminal's sixteen colours, legible on the panel.
    readonly property list<color> ansi: dark
        ? ["#6d7889", "#f2707b", "#4cc38a", "#e5a54b", "#7c93ff", "#c792ea", "#4fc1c9", "#e8ecf3",
           "#8a95a6", "#ff8f98", "#6fdca6", "#f2bd6e", "#9dafff", "#d9aef5", "#74d8df", "#ffffff"]
        : ["#161a22", "#c22a38", "#157a4c", "#8f5500", "#3d5afe", "#8a2fb0", "#0b7480", "#5b6472",
           "#5b6472", "#b3202e", "#106b41", "#7d4a00", "#2f49dd", "#78259b", "#08646f", "#161a22"]
    // The same for grounds as well: black and white as programs mean them. The terminal makes text legible on them.
    readonly property list<color> terminal: dark
        ? ["#232b37", "#f2707b", "#4cc38a", "#e5a54b", "#7c93ff", "#c792ea", "#4fc1c9", "#c9d1dc",
           "#8a95a6", "#ff8f98", "#6fdca6", "#f2bd6e", "#9dafff", "#d9aef5", "#74d8df", "#ffffff"]
        : ["#161a22", "#c22a38", "#157a4c", "#8f5500", "#3d5afe", "#8a2fb0", "#0b7480", "#d5dae2",
           "#5b6472", "#b3202e", "#106b41", "#7d4a00", "#2f49dd", "#78259b", "#08646f", "#ffffff"]
    readonly property list<color> sources: dark
        ? ["#7c93ff", "#4cc38a", "#c792ea", "#4fc1c9", "#e5a54b", "#f48fb1", "#a5c261", "#90a4ae"]
        : ["#2f49dd", "#157a4c", "#8a2fb0", "#0b7480", "#8f5500", "#b3246b", "#55700a", "#7a4b3a"]

    readonly property string sans: "Inter"
    readonly property string mono: "JetBrains Mono"
    readonly property int body: 14
    readonly property int small: 12
    readonly property int title: 16
    readonly property int figure: 24
    readonly property int caps: 11
    readonly property int code: 12
    readonly property int codeLine: 19

    readonly property int gap1: 4
    readonly property int gap2: 8
    readonly property int gap3: 12
    readonly property int gap4: 16
    readonly property int gap5: 20
    readonly property int control: 32
    readonly property int controlRadius: 7
    readonly property int cardRadius: 10
    readonly property int quick: reducedMotion ? 0 : 120
    readonly property int panelTime: reducedMotion ? 0 : 200

    function stateColor(condition: int): color {
        switch (condition) {
        case Condition.Running: return ok;
        case Condition.Partial:
        case Condition.Starting: return warning;
        case Condition.Unhealthy: return bad;
        case Condition.External: return external;
        default: return faint;
        }
    }

    function stateSoft(condition: int): color {
        switch (condition) {
        case Condition.Running: return okSoft;
        case Condition.Partial:
        case Condition.Starting: return warningSoft;
        case Condition.Unhealthy: return badSoft;
        case Condition.External: return externalSoft;
        default: return raised;
        }
    }

    // As words: legible on the soft colour.
    function stateText(condition: int): color {
        switch (condition) {
        case Condition.Running:
        case Condition.Starting:
        case Condition.Partial:
        case Condition.Unhealthy:
        case Condition.External: return stateColor(condition);
        default: return dim;
        }
    }

    function severityColor(severity: int): color {
        switch (severity) {
        case Severity.Good: return ok;
        case Severity.Warning: return warning;
        case Severity.Problem: return bad;
        default: return dim;
        }
    }

    function severityGlyph(severity: int): string {
        switch (severity) {
        case Severity.Good: return "check";
        case Severity.Warning: return "warning";
        case Severity.Problem: return "problem";
        default: return "more";
        }
    }

    function stepColor(mark: int): color {
        switch (mark) {
        case RunMark.Running: return accentOnSoft;
        case RunMark.Done: return ok;
        case RunMark.Failed: return bad;
        case RunMark.Cancelled:
        case RunMark.Interrupted: return warning;
        default: return dim;
        }
    }

    function stepSoft(mark: int): color {
        switch (mark) {
        case RunMark.Running: return accentSoft;
        case RunMark.Done: return okSoft;
        case RunMark.Failed: return badSoft;
        case RunMark.Cancelled:
        case RunMark.Interrupted: return warningSoft;
        default: return "transparent";
        }
    }
}
