# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""A workspace of one IDA with a database, small enough to be provisioned in seconds."""
import shutil

from devstack_cli import SOURCE, docker, make_repository

COMPOSE = """\
services:
  db:
    build: ./db
    environment:
      {MYSQL_DATABASE: store, MYSQL_USER: store, MYSQL_PASSWORD: secret, MYSQL_ROOT_PASSWORD: root}
    volumes: ["data:/var/lib/mysql"]
volumes: {data: {}}
x-devstack:
  version: 1
  bootstrap:
    - service: db
      run: >-
        mariadb -ustore -psecret store
        -e 'create table if not exists kept (n int); create table if not exists written (n int)'
  seeds:
    base:
      - service: db
        run: mariadb -ustore -psecret store -e 'delete from kept; insert into kept values (1)'
"""


def make(home, name="store"):
    """A provisioned workspace of that name."""
    workspace = home.workspace(name)
    folder = workspace.folder / "store"
    folder.mkdir(parents=True)
    shutil.copytree(SOURCE / "resources/sample/shared/db", folder / "db")
    (folder / "docker-compose.yml").write_text(COMPOSE)
    make_repository(folder)
    (workspace.folder / "devstack.yml").write_text(
        "version: 1\nname: store\nidas: {store: {}}\n"
    )
    done = workspace.up()
    assert done.code == 0, done
    return workspace


def written(workspace):
    """What was written since the base, by the database itself."""
    return [int(n) for n in workspace.sql("store", "select n from written order by n")]


def write(workspace, number):
    workspace.sql("store", f"insert into written values ({number})")


def mounted(workspace):
    """The volume that the database's container has."""
    return docker(
        "inspect",
        "-f",
        '{{range .Mounts}}{{if eq .Destination "/var/lib/mysql"}}{{.Name}}{{end}}{{end}}',
        workspace.container("store", "db"),
    )
