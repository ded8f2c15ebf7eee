# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""A workspace of two IDAs that is up in seconds: “store” has a database, “shop” depends on it and writes into it.

What is written into the database is known row by row, so that a checksum tells whether all of it is there.
"""
import hashlib
import shutil
import subprocess

from devstack_cli import SOURCE, docker, make_repository

STORE = """\
services:
  db:
    build: ./db
    environment:
      {{MYSQL_DATABASE: store, MYSQL_USER: store, MYSQL_PASSWORD: secret, MYSQL_ROOT_PASSWORD: root, TURN: "${{TURN:-0}}"}}
    volumes: ["data:/var/lib/mysql"]
volumes: {{data: {{}}}}
x-devstack:
  version: 1
  bootstrap:
    - service: db
      run: >-
        mariadb -ustore -psecret store -e 'create table if not exists kept (n int);
        create table if not exists clients (name varchar(40) primary key);
        create table if not exists shop (n int primary key);
        create table if not exists written (n int, i int, body char(32), primary key (n, i))'
  seeds:
    base:
      - service: db
        run: mariadb -ustore -psecret store -e 'delete from kept; insert into kept values (1)'
  register:
    user:
      service: db
      run: [mariadb, -ustore, -psecret, store, -e, "insert ignore into clients values ('{{name}}')"]
# {version}
"""
SHOP = """\
services:
  app:
    image: debian:bookworm-slim
    command: [sh, -c, 'trap "sleep 0.4; exit 0" TERM; touch /tmp/up; while :; do sleep 30 & wait $$!; done']
    environment: {{TURN: "${{TURN:-0}}"}}
    healthcheck: {{test: [CMD, test, -e, /tmp/up], interval: 1s}}
x-devstack:
  version: 1
  depends_on: {{store: {{}}}}
  bootstrap: [{{service: app, run: "touch /tmp/migrated"}}]
  clients: {{store: {{users: [{{name: shop, email: shop@example.org}}]}}}}
  seeds:
    base:
      - {{service: app, run: "touch /tmp/seeded"}}
      - {{ida: store, service: db, run: "mariadb -ustore -psecret store -e 'replace into shop values (1)'"}}
# {version}
"""
FILES = {"store": STORE, "shop": SHOP}
ROWS = 50  # what one write adds


def git(folder, *words):
    options = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    return subprocess.run(
        ["git", "-C", folder, *options, *words], check=True, capture_output=True, text=True
    ).stdout.strip()


def _origin(workspace, ida):
    return workspace.home.folder / f"{workspace.folder.name}-origins" / ida


def make(home, name):
    """A provisioned workspace. Each IDA is cloned from a repository beside it."""
    workspace = home.workspace(name)
    workspace.folder.mkdir()
    for ida, text in FILES.items():
        origin = _origin(workspace, ida)
        origin.mkdir(parents=True)
        if ida == "store":
            shutil.copytree(SOURCE / "resources/sample/shared/db", origin / "db")
        (origin / "docker-compose.yml").write_text(text.format(version=0))
        (origin / ".gitignore").write_text(".env\n")
        make_repository(origin)
        subprocess.run(["git", "clone", "-q", origin, workspace.folder / ida], check=True)
    (workspace.folder / "devstack.yml").write_text(
        "version: 1\nname: shop\nidas: {store: {}, shop: {}}\n"
    )
    done = workspace.up()
    assert done.code == 0, done
    return workspace


def publish(workspace, number):
    """New commits in the repositories that the IDAs were cloned from."""
    for ida, text in FILES.items():
        origin = _origin(workspace, ida)
        (origin / "docker-compose.yml").write_text(text.format(version=number))
        git(origin, "commit", "-qam", f"Version {number}")


def check_checkouts(workspace):
    """An AssertionError where a checkout is not whole, and at what was published."""
    for ida in FILES:
        folder = workspace.folder / ida
        git(folder, "fsck", "--no-progress", "--connectivity-only")
        changed = git(folder, "status", "--porcelain")
        assert not changed, f"{ida} is half pulled: {changed}"
        locks = list((folder / ".git").rglob("*.lock"))
        assert not locks, f"locks left in {ida}: {locks}"
        assert git(folder, "rev-parse", "HEAD") == git(_origin(workspace, ida), "rev-parse", "HEAD"), (
            f"{ida} is not at what was published"
        )


def change(workspace, ida, number):
    """Another environment: the next `up` makes the IDA's container anew."""
    (workspace.folder / ida / ".env").write_text(f"TURN={number}\n")


def _ask(workspace, statements):
    container = workspace.container("store", "db")
    return docker("exec", container, "mariadb", "-N", "-ustore", "-psecret", "store", "-e", statements)


def body(n, i):
    return hashlib.md5(f"{n}-{i}".encode()).hexdigest()


def write(workspace, n):
    """Writes what is known by n, in one statement."""
    rows = ",".join(f"({n},{i},'{body(n, i)}')" for i in range(ROWS))
    _ask(workspace, f"insert into written values {rows}")


def proof(workspace):
    """Which n are written; an AssertionError when anything is missing, changed or there twice."""
    said = _ask(
        workspace,
        "select concat('kept ', group_concat(n)) from kept;"
        "select concat('clients ', group_concat(name)) from clients;"
        "select concat('shop ', group_concat(n)) from shop;"
        "check table kept, clients, shop, written extended;"
        "select n, md5(group_concat(body order by i separator '')) from written group by n order by n",
    ).splitlines()
    assert said[:3] == ["kept 1", "clients shop", "shop 1"], said[:10]
    assert [line.split()[-1] for line in said[3:7]] == ["OK"] * 4, said[:10]
    found = dict(line.split() for line in said[7:])
    for n, checksum in found.items():
        whole = "".join(body(n, i) for i in range(ROWS))
        assert checksum == hashlib.md5(whole.encode()).hexdigest(), f"rows of {n} are not what was written"
    return sorted(map(int, found))


def containers(workspace):
    """Name → state of everything that the workspace has."""
    lines = docker(
        "ps", "-a", "--filter", f"label=devstack.workspace={workspace.id}", "--format", "{{.Names}} {{.State}}"
    ).splitlines()
    return dict(line.split() for line in lines)
