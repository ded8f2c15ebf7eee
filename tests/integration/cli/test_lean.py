# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Memory-saving settings beside options of a file's own: a server that starts without them starts
with them. Each service here is started with plain Docker first, so that a row that no server takes
is no proof."""
import json
import sys
import time
import unittest

from devstack_cli import SOURCE, Home, docker, make_repository

sys.path.insert(0, str(SOURCE / "tests/support/standins"))
import standins  # noqa: E402 (needs the path)

MYSQL = "mysql:8.0.33-oracle"
REDIS = "redis:6.2.8"
MEMCACHED = "memcached:1.6.6"

# What a rule's settings depend on, and others that take memory by the same figures.
ROWS = {
    MYSQL: [
        [],
        ["--max-connections=2000", "--table-open-cache=4000"],
        ["--innodb-buffer-pool-instances=8"],
        ["--innodb-buffer-pool-chunk-size=256M"],
        ["--loose-innodb_page_size=16k", "--innodb-redo-log-capacity=256M"],
        ["--performance-schema-consumer-events-statements-history=ON"],
    ],
    REDIS: [
        [],
        ["--maxmemory-clients", "50%"],
        ["--maxmemory-policy", "allkeys-lru"],
        ["redis-server", "--appendonly", "yes", "--repl-backlog-size", "256mb"],
        ["--client-query-buffer-limit", "1gb"],
        ["--cluster-enabled", "yes", "--io-threads", "4"],
        ["redis-server", "--sentinel"],
    ],
    MEMCACHED: [
        [],
        ["-I", "32m"],
        ["memcached", "-vI8m"],
        ["-t", "64"],
        ["-n", "1000000"],
        ["-f", "1.01", "-n", "8"],
        ["--slab-min-size=900000"],
        ["-k", "-c", "10000"],
        ["memcached", "-m", "4"],
    ],
}
SETTLED = 25  # seconds after which a server that does not like its options has ended


class Lean(unittest.TestCase):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)
        missing = [image for image in ROWS if not docker("images", "-q", image)]
        self.addCleanup(standins.remove, standins.make(missing))
        self.plain = []
        self.addCleanup(self.remove)

    def remove(self):
        if self.plain:
            docker("rm", "-fv", *self.plain, check=False)

    def runs(self, container):
        state = json.loads(docker("inspect", "-f", "{{json .State}}", container))
        return state["Running"] and not state["Restarting"]

    def test_options_of_the_file_and_ours_start_together(self):
        services, rows = {}, {}
        for image, options in ROWS.items():
            for number, words in enumerate(options):
                name = image.split(":")[0] + str(number)
                rows[name] = (image, words)
                service = {"image": image, "environment": {"MYSQL_ALLOW_EMPTY_PASSWORD": "1"}}
                if words:
                    service["command"] = words
                services[name] = service
                started = docker(
                    "run", "-d", "-e", "MYSQL_ALLOW_EMPTY_PASSWORD=1", image, *words, check=False
                )
                if started:
                    self.plain.append(started.split()[-1])
                    rows[name] += (self.plain[-1],)
        time.sleep(SETTLED)
        good = {name for name, row in rows.items() if len(row) == 3 and self.runs(row[2])}
        self.remove()
        # Redis 7 alone knows the share of clients; a sentinel needs a file: at most these.
        self.assertLessEqual(len(rows) - len(good), 4, sorted(set(rows) - good))

        workspace = self.home.workspace("lean")
        files = workspace.folder / "servers"
        files.mkdir(parents=True)
        chosen = {name: services[name] for name in sorted(good)}
        (files / "compose.json").write_text(json.dumps({"services": chosen}))
        (files / "compose.yaml").write_text("include: [compose.json]\n")
        make_repository(files)
        (workspace.folder / "devstack.yml").write_text("version: 1\nidas:\n  servers: {}\n")
        outcome = workspace.run("up", "--trust", "--yes", limit=300)
        time.sleep(SETTLED)
        for name in sorted(good):
            with self.subTest(name, options=rows[name][1]):
                container = workspace.container("servers", name)
                logs = docker("logs", "--tail", "5", container, check=False)
                self.assertTrue(self.runs(container), logs)
        self.assertEqual(outcome.code, 0, outcome)
        # The rules were at work: what is proven is not that nothing was changed.
        changed = workspace.run("config", "servers", "--effective").out
        for word in ("--maxmemory", "--innodb-buffer-pool-size=64M", "- -m"):
            self.assertIn(word, changed.replace('"', ""))


if __name__ == "__main__":
    unittest.main()
