# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Other data: what caches hold of the old is gone, however they keep it."""
import sys
import unittest

import store
from devstack_cli import SOURCE, Home, docker

sys.path.insert(0, str(SOURCE / "tests/support/standins"))
import standins  # noqa: E402 (needs the path)

CACHES = """\
  cache:
    image: redis:6.2.8
    environment: {REDIS_PASSWORD: secret}
    command: [redis-server, --requirepass, secret, --save, "1 1"]
  locked:
    image: redis:6.2.8
    command: [redis-server, --requirepass, other]
  fast:
    image: memcached:1.6.6
volumes:"""


class Caches(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.addClassCleanup(standins.remove, standins.make(["redis:6.2.8", "memcached:1.6.6"]))
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = store.make(cls.home)
        compose = cls.workspace.folder / "store/docker-compose.yml"
        compose.write_text(compose.read_text().replace("volumes: {", CACHES + " {"))
        up = cls.workspace.up()
        assert up.code == 0, up

    def redis(self, service, password, *words):
        name = self.workspace.container("store", service)
        return docker("exec", name, "redis-cli", "--no-auth-warning", "-a", password, *words)

    def began(self, service):
        name = self.workspace.container("store", service)
        return docker("inspect", "-f", "{{.State.StartedAt}}", name)

    def test_other_data(self):
        self.redis("cache", "secret", "set", "user:1", "of the old data")
        began = self.began("fast")
        asked = self.workspace.json("reset", "store")
        self.assertIn("caches hold is dropped: cache, fast, locked.", asked.error["detail"])
        done = self.workspace.run("reset", "store", "--yes")
        self.assertEqual(done.code, 0, done)
        self.assertEqual(self.redis("cache", "secret", "dbsize"), "0")
        self.assertNotEqual(self.began("fast"), began)
        self.assertIn("The cache store/locked was not emptied", done.err)
        self.redis("cache", "secret", "set", "user:1", "of the old data")
        (name,) = [
            each["name"] for each in self.workspace.json("checkpoint", "list").json["checkpoints"]
        ]
        back = self.workspace.json("checkpoint", "restore", "store", name, "--yes")
        self.assertEqual(back.code, 0, back)
        self.assertEqual(self.redis("cache", "secret", "dbsize"), "0")


if __name__ == "__main__":
    unittest.main(verbosity=2)
