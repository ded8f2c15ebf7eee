# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""What the machine does to a run: a port that another program has taken, a disk that is full."""
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import unittest

from devstack_cli import Home, end, eventually, make_repository

COMPOSE = """\
services:
  app:
    build: .
    ports: ["{port}:80"]
    stop_grace_period: 1s
"""
DOCKERFILE = (
    'FROM debian:bookworm-slim\nRUN sleep {seconds} && echo {unique}\nCMD ["sleep", "600"]\n'
)
SPACE = 4_000_000  # bytes of the small disk


def small_workspace(home, name, port, seconds=0):
    workspace = home.workspace(name)
    (workspace.folder / "a").mkdir(parents=True)
    (workspace.folder / "devstack.yml").write_text(f"version: 1\nname: {name}\nidas: {{a: {{}}}}\n")
    (workspace.folder / "a/docker-compose.yml").write_text(COMPOSE.format(port=port))
    dockerfile = DOCKERFILE.format(seconds=seconds, unique=home.folder.name)
    (workspace.folder / "a/Dockerfile").write_text(dockerfile)
    make_repository(workspace.folder / "a")
    return workspace


def take_port(port=0):
    taken = socket.socket()
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    taken.bind(("127.0.0.1", port))
    taken.listen()
    return taken


class Ports(unittest.TestCase):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)

    def port(self, workspace):
        (port,) = workspace.service("a", "app")["ports"]
        return port

    def test_a_taken_port_moves_and_stays_moved(self):
        taken = take_port()
        number = taken.getsockname()[1]
        workspace = small_workspace(self.home, "taken", number)
        self.assertEqual(workspace.up().code, 0)
        moved = self.port(workspace)["host"]
        self.assertNotEqual(moved, number)
        self.assertIn(f"{moved}", workspace.run("status").out)
        taken.close()
        self.assertEqual(workspace.run("stop").code, 0)
        self.assertEqual(workspace.up().code, 0)
        self.assertEqual(self.port(workspace)["host"], moved, "a port that moved moves again")
        self.assertEqual(workspace.run("down").code, 0)
        self.assertEqual(workspace.up().code, 0)
        self.assertEqual(self.port(workspace)["host"], number, "down gives it back")

    def test_taken_between_plan_and_start(self):
        with take_port() as free:
            number = free.getsockname()[1]
        workspace = small_workspace(self.home, "race", number, seconds=3)
        process = workspace.spawn("up", "--trust")
        eventually(
            lambda: any(
                e["type"] == "started" and e["step"].startswith("build:")
                for e in workspace.journal()
            ),
            60,
            "the build begins",
        )
        with take_port(number):
            code = process.wait(120)
            _, output = end(process)
            # The same run chooses another port, and says which one was lost to whom.
            self.assertEqual(code, 0, output)
            self.assertIn(str(number), output, "it does not name the port")
            self.assertRegex(output, r"(?i)in use|taken|held|allocated")
            self.assertNotEqual(self.port(workspace)["host"], number)
        self.assertEqual(workspace.service("a", "app")["state"], "running")


class FullDisk(unittest.TestCase):
    """Runs itself again in a mount namespace of its own, with the temporary folder on a small disk."""

    def test_a_full_disk(self):
        if os.environ.get("SMALL_DISK"):
            self.on_the_small_disk(pathlib.Path(os.environ["SMALL_DISK"]))
            return
        home = Home()
        self.addCleanup(home.close)
        script = f'mount -t tmpfs -o size={SPACE} tmpfs "$SMALL_DISK" && exec "$@"'
        done = subprocess.run(
            [
                "unshare",
                *([] if os.geteuid() == 0 else ["--map-root-user"]),
                "--mount",
                "sh",
                "-c",
                script,
                "sh",
                sys.executable,
                __file__,
                "FullDisk",
            ],
            env={**os.environ, "SMALL_DISK": str(home.folder), "TMPDIR": str(home.folder)},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        self.assertEqual(done.returncode, 0, done.stderr)

    def on_the_small_disk(self, disk):
        home = Home()
        self.addCleanup(home.close)
        remote = disk / "a"
        workspace = small_workspace(home, "full", 0)
        (workspace.folder / "a").rename(remote)
        (remote / "docker-compose.yml").write_text(
            "services:\n  app: {build: ., stop_grace_period: 1s}\n"
        )
        (remote / "weight").write_bytes(os.urandom(500_000))
        make_repository(remote)
        (workspace.folder / "devstack.yml").write_text(
            f"version: 1\nname: full\nidas: {{a: {{repository: '{remote}'}}}}\n"
        )
        filler = disk / "filler"
        for left in (600_000, 100_000, 0):
            with self.subTest(f"{left} bytes are free"):
                filler.write_bytes(b"")
                free = shutil.disk_usage(disk).free
                with filler.open("wb", buffering=0) as file:
                    try:
                        file.write(b"x" * max(0, free - left))
                    except OSError:
                        pass  # it is as full as it gets
                outcome = workspace.up()
                self.assertEqual(outcome.code, 1, outcome)
                self.assertRegex(outcome.err, r"(?i)no space left|disk is full", outcome)
                self.assertFalse((workspace.folder / "a").exists(), "a half-made clone is left")
        filler.unlink()
        outcome = workspace.up()
        self.assertEqual(outcome.code, 0, outcome)
        # Full again, once everything is there: what is recorded stays.
        filler.write_bytes(b"")
        with filler.open("wb", buffering=0) as file:
            try:
                file.write(b"x" * shutil.disk_usage(disk).free)
            except OSError:
                pass
        (workspace.folder / "a/Dockerfile").open("a").close()
        self.assertEqual(workspace.run("list").code, 0)
        self.assertEqual(workspace.run("stop").code, 0)
        outcome = workspace.up()
        self.assertEqual(outcome.code, 0, outcome)
        filler.unlink()
        self.assertEqual(workspace.json("up").steps(state="done"), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
