# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""A reset against what it is compared with, in one run: a bare kill and start of the same container,
a copy of the volume, DDEV's way (a packed physical backup, unpacked) and the import of the dump.

    bench_reset.py [mariadb|mysql|postgres [MEGABYTES…]]

Needs an Engine, DEVSTACK_PROGRAM and DEVSTACK_SOURCE_DIR.
"""
import os
import pathlib
import shutil
import statistics
import sys
import time

SOURCE = pathlib.Path(os.environ["DEVSTACK_SOURCE_DIR"])
sys.path[:0] = [str(SOURCE / part) for part in ("tests/support", "tests/support/standins", "tests/benchmarks")]

import standins  # noqa: E402  (the paths come first)
from devstack_cli import Home, docker, make_repository  # noqa: E402
from ratios import tell  # noqa: E402

ROUNDS = 5
LIMIT = 3600
HELPER = "debian:bookworm-slim"
PRODUCTS = {
    "mariadb": {
        "image": "build: ./db",
        "data": "/var/lib/mysql",
        "variables": "MYSQL_DATABASE: shop, MYSQL_USER: shop, MYSQL_PASSWORD: s, MYSQL_ROOT_PASSWORD: r",
        "ask": "mariadb -ushop -ps shop -h127.0.0.1 -e 'select count(*) from t0'",
        "table": "CREATE TABLE t{0} (id int primary key, text text) ENGINE=InnoDB;\n",
    },
    "mysql": {
        "image": "image: 'mysql:8.0.33-oracle'",
        "data": "/var/lib/mysql",
        "variables": "MYSQL_DATABASE: shop, MYSQL_USER: shop, MYSQL_PASSWORD: s, MYSQL_ROOT_PASSWORD: r",
        "ask": "mysql -ushop -ps shop -h127.0.0.1 -e 'select count(*) from t0'",
        "table": "CREATE TABLE t{0} (id int primary key, text text) ENGINE=InnoDB;\n",
    },
    "postgres": {
        "image": "image: 'postgres:15'",
        "data": "/var/lib/postgresql/data",
        "variables": "POSTGRES_DB: shop, POSTGRES_USER: shop, POSTGRES_PASSWORD: s",
        "ask": "PGPASSWORD=s psql -h127.0.0.1 -Ushop -c 'select count(*) from t0' shop",
        "table": "CREATE TABLE t{0} (id int primary key, text text);\n",
    },
}
COMPOSE = """\
services:
  db:
    {image}
    environment: {{{variables}}}
    volumes: ["data:{data}"]
volumes: {{data: {{}}}}
"""


def timed(action):
    begun = time.monotonic()
    action()
    return time.monotonic() - begun


def median(action):
    return statistics.median(timed(action) for _ in range(ROUNDS))


def write_dump(path, megabytes, product):
    """A hundred tables of rows of a kilobyte; random enough not to be packed away."""
    row = "".join(chr(97 + (7 * n * n + n // 3) % 26) for n in range(1000))
    with path.open("w") as out:
        for table in range(100):
            out.write(product["table"].format(table))
            for first in range(0, megabytes * 10, 500):
                rows = ",".join(f"({n},'{row}')" for n in range(first, first + 500))
                out.write(f"INSERT INTO t{table} VALUES {rows};\n")
    return path


class Bench:
    """One workspace of one IDA, whose data begins with a dump."""

    def __init__(self, home, name, megabytes):
        self.product = PRODUCTS[name]
        self.workspace = home.workspace(f"{name}{megabytes}")
        folder = self.workspace.folder / "shop"
        folder.mkdir(parents=True)
        if name == "mariadb":
            shutil.copytree(SOURCE / "resources/sample/shared/db", folder / "db")
        (folder / "docker-compose.yml").write_text(COMPOSE.format(**self.product))
        make_repository(folder)
        (self.workspace.folder / "devstack.yml").write_text("version: 1\nname: b\nidas: {shop: {}}\n")
        dump = write_dump(home.folder / "dump.sql", megabytes, self.product)
        chosen = self.workspace.json("schema", "use", "shop", dump, limit=LIMIT)
        assert chosen.code == 0, chosen
        up = self.workspace.up(limit=LIMIT)
        assert up.code == 0, up
        (self.loaded,) = up.steps(kind="schema")
        dump.unlink()

    @property
    def container(self):
        return self.workspace.container("shop", "db")

    def ask(self):
        script = f"until {self.product['ask']} >/dev/null 2>&1; do sleep 0.02; done"
        docker("exec", self.container, "sh", "-c", script, limit=LIMIT)

    def bare_restart(self):
        name = self.container
        docker("kill", name)
        docker("start", name)
        self.ask()

    def reset(self):
        done = self.workspace.json("reset", "shop", "--yes", "--discard", limit=LIMIT)
        assert done.code == 0, done
        return done.json

    def restore(self):
        """Back to the checkpoint that was saved last."""
        kept = self.workspace.json("checkpoint", "list", "shop").json["checkpoints"]
        name = max(kept, key=lambda one: one["created"])["name"]
        done = self.workspace.json("checkpoint", "restore", "shop", name, "--yes", limit=LIMIT)
        assert done.code == 0, done

    def base(self):
        (name,) = (volume for volume in self.workspace.owned("volumes") if "-base-" in volume)
        return name

    def layer(self):
        form = '{{range .Mounts}}{{if eq .Destination "%s"}}{{.Name}}{{end}}{{end}}'
        return docker("inspect", "-f", form % self.product["data"], self.container) + "-layer"

    def helper(self, *command, volumes):
        mounts = [word for each in volumes for word in ("-v", each)]
        return docker("run", "--rm", *mounts, HELPER, *command, limit=LIMIT)

    def copy(self):
        target = "devstack-bench-copy"
        docker("volume", "create", target)
        try:
            self.helper("cp", "-a", "/from/.", "/to/", volumes=[f"{self.base()}:/from:ro", f"{target}:/to"])
        finally:
            docker("volume", "rm", target)

    def pack(self):
        docker("volume", "create", "devstack-bench-packed")
        self.helper(
            "tar", "-C", "/from", "-czf", "/packed/data.tgz", ".",
            volumes=[f"{self.base()}:/from:ro", "devstack-bench-packed:/packed"],
        )

    def unpack(self):
        target = "devstack-bench-copy"
        docker("volume", "create", target)
        try:
            self.helper(
                "tar", "-C", "/to", "-xzf", "/packed/data.tgz",
                volumes=["devstack-bench-packed:/packed:ro", f"{target}:/to"],
            )
        finally:
            docker("volume", "rm", target)

    def megabytes(self, volume, folder):
        shown = self.helper("du", "-sk", folder, volumes=[f"{volume}:/v:ro"])
        return int(shown.split()[0]) / 1024


def measure(home, name, megabytes):
    bench = Bench(home, name, megabytes)
    resets, bare = [], []
    # By turns: what else the machine does meets both.
    for _ in range(ROUNDS):
        resets.append(bench.reset())
        bench.ask()
        bare.append(timed(bench.bare_restart))
    bare = statistics.median(bare)
    save = median(lambda: bench.workspace.json("checkpoint", "save", "shop", limit=LIMIT))
    copied = timed(bench.copy)
    bench.pack()
    try:
        unpacked = timed(bench.unpack)
    finally:
        docker("volume", "rm", "devstack-bench-packed")
    bench.reset()
    ready = statistics.median(each["ready"] for each in resets)
    done = statistics.median(each["done"] for each in resets)
    restored = timed(bench.restore)
    print(
        f"{name}, dump of {megabytes} MB: reset ready {ready:.2f} s, done {done:.2f} s "
        f"({resets[0]['mechanism']}); bare kill and start {bare:.2f} s, ratio {ready / bare:.2f}; "
        f"checkpoint save {save:.2f} s, restore {restored:.2f} s; copy {copied:.1f} s; packed backup unpacked {unpacked:.1f} s; "
        f"import {bench.loaded['seconds']:.1f} s; "
        f"{bench.megabytes(bench.layer(), '/v/upper'):.0f} of {bench.megabytes(bench.base(), '/v'):.0f} MB copied up",
        flush=True,
    )
    product = f"{name}, {megabytes} MB"
    tell(f"reset of {product}, ready", ready, bare, "bare kill and start")
    tell(f"reset of {product}, done", done, unpacked, "packed backup unpacked (DDEV's way)")
    tell(f"checkpoint of {product}", save, copied, "copy of the volume")


def main():
    name, *sizes = sys.argv[1:] or ["mariadb"]
    home = Home()
    made = standins.make([standin for standin in standins.IMAGES if standin in PRODUCTS[name]["image"]])
    try:
        for megabytes in map(int, sizes or ["100", "1000"]):
            measure(home, name, megabytes)
    finally:
        home.close()
        standins.remove(made)


if __name__ == "__main__":
    main()
