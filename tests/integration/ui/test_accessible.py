# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""What a screen reader is told, read over AT-SPI as it does: every page is reached by its own actions, has
its heading, and nothing on it that can be used is without a name.

Wants a session bus of its own: dbus-run-session -- test_accessible.py"""
import atexit
import os
import re
import subprocess
import tempfile
import time
import unittest

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402 (needs the version)

PROGRAM = os.environ["DEVSTACK_DESKTOP"]
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
BUS = ["dbus-send", "--session", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress"]
PAGES = ["Overview", "Runs", "Logs", "Terminals", "Data", "Configuration", "Checks", "Tour", "Settings"]
# What is no more than a place for others may be without one.
NAMELESS = {"filler", "panel", "frame", "scroll bar", "separator", "list", "application", "scroll pane", "table"}


def eventually(condition, seconds, what):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s: {what}")


def begin(at_the_end, command, environment):
    process = subprocess.Popen(command, env=environment)
    at_the_end(process.wait)
    at_the_end(process.terminate)


def begin_display(at_the_end):
    """A screen of its own; it tells its number once it takes clients."""
    ready, told = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(told), "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[told], stderr=subprocess.DEVNULL,
    )
    at_the_end(server.wait)
    at_the_end(server.terminate)
    os.close(told)
    with os.fdopen(ready) as number:
        os.environ["DISPLAY"] = ":" + number.readline().strip()


def children(node):
    for at in range(node.get_child_count()):
        if child := node.get_child_at_index(at):
            yield child


def press(node):
    return Atspi.Action.do_action(node, 0)


def is_shown(node):
    return node.get_state_set().contains(Atspi.StateType.SHOWING)


def is_nameless(role, name, _):
    """Whether nothing in its name can be said."""
    return role not in NAMELESS and not re.search(r"[^\W_]", name)


def shown(node):
    """All that is on the screen below a node; what disappears meanwhile is left out."""
    for child in children(node):
        try:
            if is_shown(child):
                yield child
            yield from shown(child)
        except gi.repository.GLib.Error:
            continue


class Read(unittest.TestCase):
    """A window of the made-up workspace, read from outside."""

    OPTIONS = []

    @classmethod
    def setUpClass(cls):
        if cls is Read:
            raise unittest.SkipTest("only the classes below")
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        os.chmod(folder.name, 0o700)
        environment = os.environ | {
            "HOME": folder.name,
            "XDG_CONFIG_HOME": folder.name + "/config",
            "XDG_STATE_HOME": folder.name + "/state",
            "QT_QPA_PLATFORM": "xcb",
            "QT_QUICK_BACKEND": "software",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        begin(cls.addClassCleanup, [PROGRAM, "--demo", *cls.OPTIONS], environment)
        cls.app = eventually(cls.find, 40, "the program among the accessible ones")
        cls.window = eventually(lambda: next(children(cls.app), None), 10, "its window")

    @staticmethod
    def find():
        return next((app for app in children(Atspi.get_desktop(0)) if app.get_name() == "devstack"), None)

    def named(self, role, name):
        """The name of an entry may go on: “Runs, 1”."""
        for node in shown(self.window):
            if node.get_role_name() == role and node.get_name().split(",")[0] == name:
                return node
        return None

    def require_names(self):
        time.sleep(1)  # what the page reads arrives; a heading alone would be too early
        nodes = [(n.get_role_name(), n.get_name(), n.get_description()) for n in shown(self.window)]
        self.assertGreater(len(nodes), 10)
        self.assertTrue([n for n in nodes if n[0] == "heading"], nodes)
        self.assertEqual([n for n in nodes if is_nameless(*n)], [])


class Pages(Read):
    def go(self, page):
        entry = eventually(lambda: self.named("push button", page), 5, f"the entry {page}")
        self.assertTrue(press(entry), page)

    def test_every_page(self):
        for page in PAGES:
            with self.subTest(page=page):
                self.go(page)
                self.require_names()

    def test_the_graph_tells_what_a_card_shows(self):
        self.go("Overview")
        card = eventually(lambda: self.named("push button", "subsidy"), 5, "a card")
        self.assertEqual(card.get_name(), "subsidy, unhealthy, develop · main")
        self.assertIn("health check fails", card.get_description())
        press(card)
        eventually(lambda: self.named("panel", "Inspector of subsidy"), 5, "its inspector")


class Welcome(Read):
    OPTIONS = ["--welcome"]

    def test_the_welcome_page(self):
        self.require_names()


if __name__ == "__main__":
    begin_display(atexit.register)
    # A program looks for the bus of screen readers once, when it starts.
    begin(atexit.register, [LAUNCHER, "--launch-immediately"], os.environ)
    eventually(lambda: subprocess.run(BUS, capture_output=True, check=False).returncode == 0, 20, "the bus")
    unittest.main(verbosity=2)
