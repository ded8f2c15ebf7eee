# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""A checkpoint in one file: written in one workspace, opened in another."""
import io
import json
import pathlib
import shutil
import subprocess
import tarfile
import unittest

import store
from devstack_cli import Home, docker, make_repository


def unpacked(path):
    return subprocess.run(["zstd", "-dcq", str(path)], capture_output=True, check=True).stdout


def packed(path, entries):
    """A file of the format with these entries: name → content, or a prepared TarInfo, with its content or without."""
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name, content in entries:
            info, data = content if isinstance(content, tuple) else (content, b"")
            if isinstance(content, bytes):
                info, data = tarfile.TarInfo(name), content
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    done = subprocess.run(["zstd", "-qc"], input=whole.getvalue(), capture_output=True, check=True)
    path.write_bytes(done.stdout)
    return path


class Carry(unittest.TestCase):
    """Two workspaces; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = store.make(cls.home)
        cls.file = cls.home.folder / "data.devstack"

    def carry(self, workspace, verb, *words):
        return workspace.json("checkpoint", verb, "store", *words)

    def volumes(self, workspace):
        return set(workspace.owned("volumes"))

    def test_1_a_checkpoint_is_written(self):
        store.write(self.workspace, 1)
        self.assertEqual(self.carry(self.workspace, "save", "--name", "mine").code, 0)
        store.write(self.workspace, 2)
        before = self.volumes(self.workspace)
        started = self.workspace.started()
        done = self.carry(self.workspace, "export", "mine", "--file", self.file)
        self.assertEqual(done.code, 0, done)
        self.assertEqual(self.workspace.started(), started)
        self.assertEqual(self.volumes(self.workspace), before)
        tar = unpacked(self.file)
        with tarfile.open(fileobj=io.BytesIO(tar)) as names:
            head = json.load(names.extractfile("checkpoint.json"))
        self.assertEqual((head["ida"], head["name"]), ("store", "mine"))
        again = self.carry(self.workspace, "export", "mine", "--file", self.file)
        self.assertEqual(again.code, 1, again)

    def test_2_it_opens_in_another_workspace(self):
        other = self.home.workspace("other")
        shutil.copytree(self.workspace.folder / "store", other.folder / "store")
        compose = other.folder / "store/docker-compose.yml"
        compose.write_text(
            compose.read_text()
            .replace("MYSQL_PASSWORD: secret", "MYSQL_PASSWORD: changed")
            .replace("-psecret", "-pchanged")
        )
        make_repository(other.folder / "store")
        (other.folder / "devstack.yml").write_text("version: 1\nname: other\nidas: {store: {}}\n")
        self.assertEqual(other.up().code, 0)
        store.write(other, 9)
        volume = store.mounted(other)
        taken = self.carry(other, "import", "--file", self.file, "--name", "theirs")
        self.assertEqual((taken.code, taken.json["name"]), (0, "theirs"), taken)
        self.assertEqual((store.written(other), store.mounted(other)), ([9], volume))
        twice = self.carry(other, "import", "--file", self.file, "--name", "theirs")
        self.assertEqual(twice.code, 1, twice)
        restored = self.carry(other, "restore", "theirs", "--yes")
        self.assertEqual(restored.code, 0, restored)
        old = ["exec", other.container("store", "db"), "mariadb", "-ustore", "-psecret", "-e", ""]
        with self.assertRaises(AssertionError):
            docker(*old)
        self.assertEqual(store.written(other), [1])
        store.write(other, 5)
        # It stays, for the next time.
        self.assertEqual(self.carry(other, "restore", "theirs", "--yes").code, 0)
        self.assertEqual(store.written(other), [1])

    def test_3_what_is_damaged_or_foreign_touches_nothing(self):
        folder = self.home.folder
        whole = self.file.read_bytes()
        head = json.dumps(
            {"format": 1, "ida": "store", "name": "x", "volumes": [
                {"volume": "data", "service": "db", "product": "mysql", "version": "9.7.0", "database": "store", "tables": 1}]}
        ).encode()
        device = tarfile.TarInfo("data/device")
        device.type = tarfile.CHRTYPE
        hard = tarfile.TarInfo("data/hard")
        hard.type, hard.linkname = tarfile.LNKTYPE, "/etc/passwd"
        away = tarfile.TarInfo("data/shadow")
        away.type, away.linkname = tarfile.SYMTYPE, "/etc/shadow"
        up = tarfile.TarInfo("data/sub/up")
        up.type, up.linkname = tarfile.SYMTYPE, "../../other"
        work = json.dumps({**json.loads(head), "work": {"seed:store/base/1\nab": {"command": "c"}}}).encode()
        (folder / "cut").write_bytes(whole[: len(whole) // 2])
        (folder / "noise").write_bytes(b"no archive at all")
        cases = {
            folder / "cut": 2,
            folder / "noise": 2,
            folder / "nosuch": 2,
            packed(folder / "climb", [("checkpoint.json", head), ("data/../../etc/x", b"x")]): 2,
            packed(folder / "root", [("checkpoint.json", head), ("/data/x", b"x")]): 2,
            packed(folder / "device", [("checkpoint.json", head), ("", device)]): 2,
            packed(folder / "hard", [("checkpoint.json", head), ("", hard)]): 2,
            packed(folder / "away", [("checkpoint.json", head), ("", away)]): 2,
            packed(folder / "up", [("checkpoint.json", head), ("", up)]): 2,
            packed(folder / "work", [("checkpoint.json", work), ("data/x", b"x")]): 2,
            packed(folder / "more", [("checkpoint.json", head), ("data/x", b"x"), ("other/x", b"x")]): 2,
            packed(folder / "later", [("data/x", b"x"), ("checkpoint.json", head)]): 2,
            packed(folder / "bomb", [("checkpoint.json", head), ("data/x", bytes(1200 << 20))]): 2,
            packed(folder / "mysql", [("checkpoint.json", head), ("data/x", b"x")]): 1,
            packed(folder / "hollow", [("checkpoint.json", head.replace(b"mysql", b"mariadb").replace(b"9.7.0", b"10.11.2")), ("data/x", b"x")]): 1,
        }
        before = self.volumes(self.workspace)
        listed = self.workspace.json("checkpoint", "list").json
        for path, code in cases.items():
            with self.subTest(path.name):
                refused = self.carry(self.workspace, "import", "--file", path, "--name", "new")
                self.assertEqual(refused.code, code, refused)
                self.assertTrue(refused.error["message"])
        self.assertEqual(self.volumes(self.workspace), before)
        self.assertEqual(self.workspace.json("checkpoint", "list").json, listed)
        self.assertEqual(store.written(self.workspace), [1, 2])
        self.assertFalse(pathlib.Path("/etc/x").exists())
        left = docker("ps", "-aq", "--filter", f"label=devstack.helper={self.workspace.id}")
        self.assertEqual(left, "")

    def test_4_what_was_done_to_it_is_not_done_again(self):
        edited = "update kept set n = 77"
        self.workspace.sql("store", edited)
        self.assertEqual(self.carry(self.workspace, "save", "--name", "edited").code, 0)
        told = self.home.folder / "told.devstack"
        self.assertEqual(self.carry(self.workspace, "export", "edited", "--file", told).code, 0)
        tar = unpacked(told)
        with tarfile.open(fileobj=io.BytesIO(tar)) as names:
            head = json.load(names.extractfile("checkpoint.json"))
            self.assertEqual(set(head["work"]), {"bootstrap:store/1", "seed:store/base/1"})
            # As an earlier version wrote it.
            del head["work"]
            untold = packed(
                self.home.folder / "untold.devstack",
                [("checkpoint.json", json.dumps(head).encode())]
                + [
                    (each.name, each if each.isdir() else self.with_owner(names, each))
                    for each in names.getmembers()
                    if each.name.startswith("data")
                ],
            )
        third = self.home.workspace("third")
        shutil.copytree(self.workspace.folder / "store", third.folder / "store")
        make_repository(third.folder / "store")
        (third.folder / "devstack.yml").write_text("version: 1\nname: third\nidas: {store: {}}\n")
        self.assertEqual(third.up().code, 0)
        for file, name, migrated in ((told, "told", []), (untold, "untold", ["bootstrap:store/1"])):
            taken = self.carry(third, "import", "--file", file, "--name", name)
            self.assertEqual(taken.code, 0, taken)
            self.assertEqual("does not tell what was done" in taken.err, bool(migrated), taken)
            restored = self.carry(third, "restore", name, "--yes")
            self.assertEqual(restored.code, 0, restored)
            self.assertEqual(third.sql("store", "select n from kept"), ["77"])
            done = [step["id"] for kind in ("bootstrap", "seed") for step in restored.steps(kind=kind, state="done")]
            self.assertEqual(done, migrated)
            self.assertEqual(third.json("plan").steps(state="pending"), [])
        # Asked for, the seed is applied.
        self.assertEqual(third.json("seed", "store", "base").code, 0)
        self.assertEqual(third.sql("store", "select n from kept"), ["1"])

    @staticmethod
    def with_owner(names, each):
        return each, names.extractfile(each).read()


if __name__ == "__main__":
    unittest.main(verbosity=2)
