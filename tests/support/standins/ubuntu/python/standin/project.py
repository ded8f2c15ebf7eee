# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The IDA at hand: its settings, its database, the migrations and commands that its files name."""
import importlib
import os
import pathlib
import sys

import pymysql

from standin import placeholders


def settings():
    placeholders.install()
    sys.path.insert(0, os.getcwd())
    return importlib.import_module(os.environ["DJANGO_SETTINGS_MODULE"])


def connect():
    """A connection to the database that the settings name; pymysql's errors are the caller's."""
    wanted = settings().DATABASES["default"]
    if not wanted["ENGINE"].endswith("mysql"):
        raise SystemExit(f"{wanted['ENGINE']} is not what this stand-in knows")
    return pymysql.connect(
        host=wanted["HOST"],
        port=int(wanted["PORT"] or 3306),
        user=wanted["USER"],
        password=wanted["PASSWORD"],
        database=wanted["NAME"],
        connect_timeout=5,
        autocommit=True,
    )


def query(statement, *values):
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def root():
    return pathlib.Path(sys.argv[0]).resolve().parent


def migrations():
    """(app, migration) in the order of their names."""
    files = sorted(root().glob("**/migrations/[0-9]*.py"))
    return [(file.parent.parent.name, file.stem) for file in files]


def own_commands():
    files = root().glob("**/management/commands/*.py")
    return {file.stem for file in files if not file.stem.startswith("_")}
