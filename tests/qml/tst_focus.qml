// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Controls.Basic
import QtTest
import Devstack.Backend
import Devstack.Ui

// The keyboard alone: what Tab reaches and in which order, that it is seen, that Escape leads back.
TestCase {
    id: testCase

    name: "Focus"
    width: 1440
    height: 900
    visible: true
    when: windowShown

    // A window as the program's: dialogs lie above its content and give the focus back to it.
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
        }
    }
    Component {
        id: welcome

        ApplicationWindow {
            width: 1440
            height: 900
            visible: true

            WelcomePage { anchors.fill: parent }
        }
    }
    Component { id: add; AddDialog { } }
    Component { id: make; MakeDialog { title: "Clone"; wantsUrl: true; proposal: "/tmp/x" } }
    Component { id: reset; ResetDialog { } }
    Component { id: restore; RestoreDialog { } }
    Component { id: remove; DeleteDialog { } }
    Component { id: save; SaveDialog { } }
    Component { id: give; GiveDialog { } }
    Component { id: carried; ImportDialog { } }
    Component { id: schema; SchemaDialog { } }
    Component { id: trust; TrustDialog { } }
    Component { id: branches; BranchDialog { } }
    Component { id: values; ValuesDialog { } }
    Component { id: planned; PlanDialog { } }
    Component { id: changed; ChangesSheet { } }
    Component { id: schemas; SchemaSheet { } }
    Component { id: tray; TrayDialog { } }
    Component { id: names; UnresolvedNames { } }
    SignalSpy { id: made; signalName: "made" }

    property ApplicationWindow shown

    function focused(): Item { return shown.activeFocusItem; }

    function nameOf(item: Item): string {
        // A row has the list's name; a view within a pane has the pane's.
        if (item.Accessible.role === Accessible.ListItem)
            return item.ListView.view.Accessible.name;
        return item.Accessible.name || item.parent.Accessible.name;
    }

    function hasRing(item: Item, deep: int): bool {
        for (let i = 0; i < item.children.length; ++i) {
            const child = item.children[i];
            if (child.objectName === "focusRing" && child.visible)
                return true;
            if (deep > 0 && hasRing(child, deep - 1))
                return true;
        }
        return false;
    }

    // The names of all stops from where the focus is, until it is there again.
    function walk(key: int, modifiers: int): var {
        const first = focused();
        const stops = [];
        do {
            const item = focused();
            const name = nameOf(item);
            verify(name.length > 0, "a stop without a name after " + stops.slice(-1) + ": " + item);
            const view = item.ListView.view ?? item;
            verify(hasRing(item, 3) || hasRing(view.parent, 0), name + " shows no focus");
            stops.push(name);
            verify(stops.length < 200, "it never comes back: " + stops.slice(-12));
            keyClick(key, modifiers);
        } while (focused() !== first);
        return stops;
    }

    function open(page: int) {
        tryVerify(() => Session.loaded && Overview.laidOut, 5000);
        Session.page = page;
        shown = createTemporaryObject(frame, testCase);
        tryVerify(() => shown.active, 5000);
        tryVerify(() => focused() !== null && shown.frame.within(focused(), shown.frame), 5000);
    }

    function cleanup() {
        Overview.selected = "";
        Session.page = Page.Overview;
    }

    function test_everyPage_data(): var {
        return [
            { page: Page.Overview, selected: "credentials", first: "Dependency graph",
              stops: ["Dependency graph", "Zoom in (+)", "Close (Esc)", "Open", "Shell", "Logs", "More",
                      "Reset to production schema…", "Workspace ", "Overview", "Settings",
                      "Search or run a command"] },
            { page: Page.Overview, selected: "", first: "Dependency graph",
              stops: ["Dependency graph", "Zoom out (−)", "Workspace "] },
            { page: Page.Runs, selected: "", first: "Steps",
              stops: ["Steps", "Output of", "Workspace ", "Runs", "Settings", "Copy command"] },
            { page: Page.Logs, selected: "", first: "Search these lines",
              stops: ["Search these lines", "Regular expression", "Kept searches", "Next error", "Time of day",
                      "Wrap long lines", "Export lines into a file", "Split to the right", "Split below",
                      "Lines of", "Pause without losing lines", "Log of", "Workspace ", "Logs"] },
            { page: Page.Data, selected: "", ida: "credentials", first: "IDAs with data",
              stops: ["IDAs with data", "Reset to production schema…", "What changed…",
                      "Differences of the schema…", "Use a dump or a snapshot…",
                      "Restore the checkpoint", "More about the checkpoint", "Save a checkpoint…",
                      "Import a checkpoint…", "Workspace ", "Data"] },
            { page: Page.Data, selected: "", ida: "catalog", first: "IDAs with data",
              stops: ["Reset to production schema…", "Save a checkpoint…", "Apply the seed",
                      "Choose a file…", "Workspace "] },
            { page: Page.Settings, selected: "", first: "Theme",
              stops: ["Theme", "Reduced motion", "Terminal program", "Stay in the tray", "Check again",
                      "Workspace "] }
        ];
    }

    function test_everyPage(data: var) {
        Overview.selected = data.selected;
        open(data.page);
        if (data.ida)
            Data.ida = data.ida;
        tryVerify(() => nameOf(focused()).startsWith(data.first), 3000,
                  "the page begins at " + nameOf(focused()));
        // What has the focus from the start shows it as soon as the keyboard is used.
        keyClick(Qt.Key_Tab);
        keyClick(Qt.Key_Backtab, Qt.ShiftModifier);
        // What is shown goes on meanwhile, and takes stops away or adds some: then it is walked again.
        let there, back;
        for (let round = 0; round < 4; ++round) {
            there = walk(Qt.Key_Tab, Qt.NoModifier);
            back = walk(Qt.Key_Backtab, Qt.ShiftModifier);
            if (back.slice(1).reverse().join("|") === there.slice(1).join("|"))
                break;
        }
        let at = -1;
        for (const wanted of data.stops) {
            const next = there.findIndex((name, i) => i > at && name.startsWith(wanted));
            verify(next > at, "“" + wanted + "” does not follow in " + there.join(" | "));
            at = next;
        }
        compare(back.slice(1).reverse(), there.slice(1));
    }

    function test_welcome() {
        shown = createTemporaryObject(welcome, testCase);
        tryVerify(() => shown.active, 5000);
        tryVerify(() => Welcome.checks.count > 0);
        keyClick(Qt.Key_Tab);
        const stops = walk(Qt.Key_Tab, Qt.NoModifier);
        for (const wanted of ["Open a workspace", "Clone from a URL", "Adopt a devstack", "Try the sample", "Check again"])
            verify(stops.includes(wanted), wanted + " is not in " + stops.join(" | "));
    }

    function test_everyDialogByEscape_data(): var {
        return [
            { tag: "add", what: add, show: dialog => dialog.open(), stops: ["Repository", "Not now"] },
            { tag: "make", what: make, show: dialog => dialog.open(),
              stops: ["URL of the repository", "Folder of the workspace", "Choose…", "Not now"] },
            { tag: "reset", what: reset, show: () => Actions.askReset("credentials"),
              stops: ["Keep the data", "Reset credentials"] },
            { tag: "restore", what: restore, show: () => Actions.askRestore("credentials", "before-reset-1"),
              stops: ["Keep the present data", "Restore"] },
            { tag: "delete", what: remove, show: () => Actions.askDelete("credentials", "demo"),
              stops: ["Keep it", "Delete"] },
            { tag: "save", what: save, show: dialog => dialog.ask("credentials"),
              stops: ["Name of the checkpoint", "Protect it", "credentials",
                      "enterprise-access-requests", "catalog", "licences", "subsidy", "platform",
                      "Cancel", "Save"] },
            { tag: "give", what: give, show: dialog => dialog.ask("file:///x/y.sql", false),
              stops: ["After each reset", "Cancel", "Give it to the data"] },
            { tag: "import", what: carried, show: dialog => dialog.ask("file:///x/y"),
              stops: ["Name of the checkpoint", "Cancel", "Import"] },
            { tag: "schema", what: schema, show: dialog => dialog.ask("db", ""),
              stops: ["File of a dump, or name of a snapshot", "Choose…", "Cancel"] },
            { tag: "trust", what: trust, show: () => Actions.provision("discovery"),
              stops: ["Not now", "Trust and continue"] },
            { tag: "branches", what: branches, show: () => Actions.provision("licences"),
              stops: ["Data of licences", "Not now", "Provision"] },
            { tag: "values", what: values, show: () => Actions.provision("subsidy"),
              stops: ["PAYMENT_TOKEN, ask the enterprise team for one", "REGION", "Cancel", "Keep and provision"] },
            { tag: "plan", what: planned, show: () => Forecast.ask("credentials"),
              ready: () => !Forecast.reading, stops: ["Steps", "Not now", "Provision"] },
            { tag: "changes", what: changed, show: () => Changes.ask("credentials"),
              ready: () => Changes.stage === Changes.Ready,
              stops: ["Compare with: the data began", "Columns of a row", "Tables that changed",
                      "Rows of course that changed", "Name of the seed", "Close", "Read again",
                      "Save as seed"] },
            { tag: "schemas", what: schemas, show: () => SchemaDifferences.ask("credentials"),
              ready: () => SchemaDifferences.stage === SchemaDifferences.Ready,
              stops: ["Objects that differ", "Copy the statement", "Close",
                      "Copy all for the live database", "Read again"] },
            { tag: "tray", what: tray, show: dialog => dialog.open(),
              stops: ["Keep it there", "Quit instead"] },
            { tag: "names", what: names, show: dialog => dialog.open(), stops: [] }
        ];
    }

    function test_everyDialogByEscape(data: var) {
        open(Page.Overview);
        tryVerify(() => nameOf(focused()).startsWith("Dependency graph"));
        const before = focused();
        const dialog = createTemporaryObject(data.what, shown.contentItem);
        data.show(dialog);
        tryVerify(() => dialog.opened, 3000);
        tryVerify(() => dialog.activeFocus, 3000, "it has no focus");
        if (data.tag === "reset")
            tryVerify(() => Actions.resetSentences.length > 0);
        if (data.ready)
            tryVerify(data.ready);
        wait(20); // the sheet puts the focus where its stage wants it
        const reached = [];
        for (let i = 0; i < data.stops.length; ++i) {
            reached.push(nameOf(focused()));
            keyClick(Qt.Key_Tab);
        }
        compare(reached.sort(), data.stops.sort());
        verify(dialog.activeFocus, "Tab leads out of it");
        keyClick(Qt.Key_Escape);
        tryVerify(() => !dialog.visible, 3000);
        tryCompare(shown, "activeFocusItem", before);
        compare(Changes.ida + SchemaDifferences.ida, "");
        compare(Actions.branchQuestions.count, 0);
        compare(Actions.resetIdas.length + Actions.trustQuestions.count + Actions.restoreIda.length + Actions.deleteIda.length, 0);
    }

    function test_enterIsThePrimaryButton() {
        open(Page.Overview);
        const dialog = createTemporaryObject(make, shown.contentItem);
        made.target = dialog;
        made.clear();
        dialog.open();
        tryVerify(() => dialog.opened);
        keyClick(Qt.Key_Return);
        compare(made.count, 0); // nothing to clone yet
        for (const key of ["h", "t", "t", "p", "s", ":", "/", "/", "x", "/", "y"])
            keyClick(key);
        keyClick(Qt.Key_Return);
        compare(made.count, 1);
        compare(made.signalArguments[0][0], "https://x/y");
        tryVerify(() => !dialog.visible);
    }

    function test_searchGivesTheFocusBack() {
        open(Page.Overview);
        tryVerify(() => nameOf(focused()).startsWith("Dependency graph"));
        const before = focused();
        keyClick(Qt.Key_K, Qt.ControlModifier);
        tryVerify(() => nameOf(focused()) === "Search or run a command");
        keyClick(Qt.Key_Escape);
        compare(focused(), before);
        // A page that is chosen in it has the focus then.
        keyClick(Qt.Key_K, Qt.ControlModifier);
        for (const key of ["s", "e", "t", "t", "i", "n", "g", "s"])
            keyClick(key);
        keyClick(Qt.Key_Return);
        tryCompare(Session, "page", Page.Settings);
        tryVerify(() => focused() !== null && nameOf(focused()) === "Theme");
    }

    function test_graphAndInspector() {
        Overview.selected = "credentials";
        open(Page.Overview);
        tryVerify(() => nameOf(focused()).startsWith("Dependency graph"));
        const graph = focused();
        keyClick(Qt.Key_Return);
        verify(focused() !== graph);
        compare(nameOf(focused()), "Open");
        keyClick(Qt.Key_Escape);
        compare(Overview.selected, "");
        tryCompare(shown, "activeFocusItem", graph);
        const origin = graph.origin.x;
        keyClick(Qt.Key_Right, Qt.ShiftModifier);
        compare(Math.round(graph.origin.x - origin), -80);
        compare(Overview.selected, "");
        keyClick(Qt.Key_Return);
        verify(Overview.selected.length > 0);
    }

    function test_shortcutEntersThePage() {
        open(Page.Overview);
        tryVerify(() => nameOf(focused()).startsWith("Dependency graph"));
        keyClick(Qt.Key_2, Qt.ControlModifier);
        tryCompare(Session, "page", Page.Runs);
        tryVerify(() => focused() !== null && nameOf(focused()) === "Steps");
        const step = Runs.selectedStep;
        keyClick(Qt.Key_Up);
        verify(Runs.selectedStep !== step);
    }
}
