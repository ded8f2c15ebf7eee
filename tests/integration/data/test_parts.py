# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""What data is made of stays: a prune of the Engine, a lost record, checkpoints in any order."""
import json
import unittest

import store
from devstack_cli import Home, docker


def settings(container):
    """All that the Engine knows of a container, without what differs from one to the next."""
    (shown,) = json.loads(docker("inspect", container))
    endpoints = shown["NetworkSettings"]["Networks"]
    names = {shown["Id"][:12]: "ID"}
    shown["Config"]["Hostname"] = names.get(shown["Config"]["Hostname"])
    shown["Config"]["Env"].sort()  # Compose gives it in any order
    shown["HostConfig"]["Binds"] = sorted(shown["HostConfig"]["Binds"] or [])
    shown["Config"]["Labels"].pop("com.docker.compose.replace", None)
    return {
        "config": shown["Config"],
        "host": shown["HostConfig"],
        "image": shown["Image"],
        "name": shown["Name"],
        "mounts": sorted((each["Destination"], each.get("Name"), each["RW"]) for each in shown["Mounts"]),
        "networks": {
            name: (each["IPAMConfig"], each["Links"], sorted(set(each["Aliases"] or []) - set(names)))
            for name, each in endpoints.items()
        },
    }


class Parts(unittest.TestCase):
    """One workspace; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = store.make(cls.home)

    def done(self, *arguments):
        outcome = self.workspace.json(*arguments)
        self.assertEqual(outcome.code, 0, outcome)
        return outcome

    def test_1_prune_leaves_what_a_container_needs(self):
        self.done("reset", "store", "--yes")
        store.write(self.workspace, 7)
        # As the engineer's `docker volume prune`, kept to this workspace.
        docker("volume", "prune", "-f", "--filter", f"label=devstack.workspace={self.workspace.id}")
        self.done("stop", "store")
        docker("volume", "prune", "-f", "--filter", f"label=devstack.workspace={self.workspace.id}")
        self.done("start", "store")
        self.assertEqual(store.written(self.workspace), [7])

    def test_2_what_was_written_does_not_get_into_the_base(self):
        compose = self.workspace.folder / "store/docker-compose.yml"
        compose.write_text(
            compose.read_text().replace("create table if not exists kept", "create table  if not exists kept")
            .replace("insert into kept values (1)", "insert into kept  values (1)")
        )
        done = self.workspace.up()
        self.assertEqual(done.code, 0, done)
        self.assertEqual(store.written(self.workspace), [7])
        self.done("reset", "store", "--yes")
        self.assertEqual(store.written(self.workspace), [])

    def test_3_a_lost_record_loses_no_data(self):
        store.write(self.workspace, 8)
        self.done("checkpoint", "save", "store", "--name", "keep")
        store.write(self.workspace, 9)
        for name in ("generations.json", "generations.copy.json"):
            (self.workspace.folder / ".devstack" / name).write_text('{"broken')
        shown = self.workspace.run("status")
        self.assertIn("generations.json", shown.err, "nobody says so")
        self.assertEqual(self.workspace.up().code, 0)
        self.assertEqual(store.written(self.workspace), [8, 9])
        self.workspace.run("clean", "--yes")
        self.done("stop", "store")
        self.done("start", "store")
        self.assertEqual(store.written(self.workspace), [8, 9])

    def test_4_checkpoints_go_in_any_order(self):
        for number in range(10, 20):
            store.write(self.workspace, number)
            self.done("checkpoint", "save", "store", "--name", f"c{number}")
        wanted = [8, 9, *range(10, 20)]
        for number in (12, 18, 10, 19, 15):
            self.done("checkpoint", "delete", "store", f"c{number}", "--yes")
            self.assertEqual(store.written(self.workspace), wanted)
        self.done("checkpoint", "restore", "store", "c14", "--yes")
        self.assertEqual(store.written(self.workspace), [n for n in wanted if n <= 14])
        self.workspace.run("clean", "--yes")
        self.done("checkpoint", "restore", "store", "c17", "--yes")
        self.assertEqual(store.written(self.workspace), [n for n in wanted if n <= 17])

    def test_5_a_reset_leaves_the_container_that_compose_makes(self):
        def container():
            return self.workspace.container("store", "db")

        self.done("reset", "store", "--yes", "--discard")  # from whatever there was
        before = settings(container())
        self.done("reset", "store", "--yes", "--discard")
        own = container()
        ours = settings(own)
        self.assertNotEqual(before["mounts"], ours["mounts"], "the data is the old one")
        label = '{{index .Config.Labels "com.docker.compose.project"}}'
        model = next((self.workspace.folder / ".devstack").rglob("compose.json"))
        compose = ("compose", "-p", docker("inspect", "-f", label, own), "-f", model)
        docker(*compose, "up", "-d", "-y", "--no-build")
        self.assertEqual(container(), own, "Compose made another one")
        docker(*compose, "up", "-d", "-y", "--no-build", "--force-recreate")
        self.assertNotEqual(container(), own)
        self.assertEqual(ours, settings(container()))
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
