# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Logs outlive their containers: on the real Engine."""
import json
import re
import shutil
import unittest

from devstack_cli import docker, eventually, one_ida

LINES = 200_000
TALKS = """\
services:
  talker:
    image: "debian:bookworm-slim"
    command: ["sh", "-c", "trap 'echo goodbye; exit 7' TERM; echo hello from $$GREETING; echo pass $$DB_PASSWORD; while :; do sleep 0.1; done"]
    environment: {GREETING: "first", DB_PASSWORD: "Zebra77crossing"}
  noisy:
    image: "debian:bookworm-slim"
    command: ["sh", "-c", "seq 1 %d; sleep infinity"]
    init: true
""" % LINES


class Logs(unittest.TestCase):
    def setUp(self):
        one_ida(type(self), "logs", TALKS)

    def texts(self, *arguments):
        """What `logs` says of a service, as text."""
        told = self.workspace.json("logs", *arguments)
        self.assertEqual(told.code, 0, told)
        return [json.loads(line)["text"] for line in told.out.splitlines()]

    def test_history_outlives_containers(self):
        up = self.workspace.json("up", "--trust")
        self.assertEqual(up.code, 0, up)
        first = self.workspace.container("it", "talker")
        eventually(lambda: "hello from first" in docker("logs", first), 10, "it talks")
        eventually(lambda: len(self.texts("it/noisy", "--tail", "all")) == LINES, 60, "all is written")

        # Replaced by another container …
        compose = self.folder / "docker-compose.yml"
        compose.write_text(compose.read_text().replace('"first"', '"second"'))
        up = self.workspace.json("up", "--trust")
        self.assertEqual(up.code, 0, up)
        eventually(lambda: "hello from second" in self.texts("it/talker"), 10, "the second one talks")
        self.assertNotIn("hello from first", self.texts("it/talker"), "a tail is of what is there")
        history = self.texts("it/talker", "--tail", "all")
        self.assertEqual(history.count("hello from first"), 1, history)
        self.assertIn("goodbye", history)

        # … and removed for good.
        down = self.workspace.run("down")
        self.assertEqual(down.code, 0, down)
        history = self.texts("it/talker", "--tail", "all")
        self.assertEqual([one for one in history if one != "goodbye" and "pass" not in one],
                         ["hello from first", "hello from second"])
        self.assertEqual(history.count("goodbye"), 2, history)
        self.assertEqual(self.texts("it/noisy", "--since", "1h"), [str(n) for n in range(1, LINES + 1)])

        # Runs and how they ended, without the password, for the user only.
        store = self.workspace.folder / ".devstack/logs"
        kept = "".join(file.read_text() for file in sorted((store / "it/talker").glob("*.log")))
        self.assertEqual(len(re.findall(r"^\d{19} >", kept, re.M)), 2, kept)
        self.assertEqual(re.findall(r"^\d{19} <\. (\d+)$", kept, re.M), ["7", "7"], kept)
        self.assertNotIn("Zebra77crossing", kept)
        self.assertEqual({oct(file.stat().st_mode & 0o777) for file in store.rglob("*.log")}, {"0o600"})

    def test_what_cannot_be_kept_does_not_hold_down_up(self):
        """A full disk is what one takes an IDA down for."""
        up = self.workspace.json("up", "--trust")
        self.assertEqual(up.code, 0, up)
        place = self.workspace.folder / ".devstack/logs/it/talker"
        if place.exists():
            shutil.rmtree(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("in the way")
        down = self.workspace.run("down", limit=60)
        self.assertEqual(down.code, 0, down)
        self.assertIn("The end of the logs is not kept", down.err)
        self.assertLess(down.seconds, 45)
        self.assertFalse(docker("ps", "-aq", "--filter", f"label=devstack.workspace={self.workspace.id}").split())


if __name__ == "__main__":
    unittest.main()
