# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""manage.py: what provisioning scripts call, done on the real database."""
import json
import os
import pathlib
import sys

import pymysql

from standin import project, server, users

COMMANDS_TABLE = (
    "CREATE TABLE IF NOT EXISTS standin_command (id INT AUTO_INCREMENT PRIMARY KEY, "
    "name VARCHAR(100) NOT NULL, arguments TEXT NOT NULL)"
)


def migrate(arguments):
    project.query(
        "CREATE TABLE IF NOT EXISTS django_migrations (id INT AUTO_INCREMENT PRIMARY KEY, app "
        "VARCHAR(255) NOT NULL, name VARCHAR(255) NOT NULL, applied DATETIME NOT NULL)"
    )
    project.query(users.SCHEMA)
    project.query(COMMANDS_TABLE)
    applied = set(project.query("SELECT app, name FROM django_migrations"))
    print("Running migrations:")
    for app, name in project.migrations():
        if (app, name) not in applied:
            project.query(
                "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, NOW())",
                app,
                name,
            )
            print(f"  Applying {app}.{name}... OK")


def showmigrations(arguments):
    applied = set(project.query("SELECT app, name FROM django_migrations"))
    for app, name in project.migrations():
        print(f"[{'X' if (app, name) in applied else ' '}]  {app}.{name}")


def createsuperuser(arguments):
    name = os.environ.get("DJANGO_SUPERUSER_USERNAME", "admin")
    if "--username" in arguments:
        name = arguments[arguments.index("--username") + 1]
    users.User.objects.create_superuser(name, f"{name}@example.org")
    print("Superuser created successfully.")


def shell(arguments):
    script = arguments[arguments.index("-c") + 1] if "-c" in arguments else sys.stdin.read()
    exec(compile(script, "shell", "exec"), {})


def loaddata(arguments):
    files = [word for word in arguments if not word.startswith("--")]
    objects = 0
    for file in files:
        text = sys.stdin.read() if file == "-" else _fixture(file).read_text(encoding="utf-8")
        objects += len(json.loads(text))
    _record("loaddata", arguments)
    print(f"Installed {objects} object(s) from {len(files)} fixture(s)")


def _fixture(name):
    """The file of this path, or that an application has below this name."""
    own = project.root().glob(f"**/fixtures/{name}.json")
    return pathlib.Path(name) if pathlib.Path(name).exists() else next(own, pathlib.Path(name))


def collectstatic(arguments):
    print("0 static files copied.")


def check(arguments):
    project.settings()
    print("System check identified no issues (0 silenced).")


BUILT_IN = [migrate, showmigrations, createsuperuser, shell, loaddata, collectstatic, check]


def _record(name, arguments):
    project.query(
        "INSERT INTO standin_command (name, arguments) VALUES (%s, %s)", name, " ".join(arguments)
    )


def execute_from_command_line(argv):
    arguments = [word for word in argv[1:] if not word.startswith("--settings")]
    if not arguments:
        sys.exit("Type 'manage.py help <subcommand>' for help on a specific subcommand.")
    name, rest = arguments[0], arguments[1:]
    built_in = {command.__name__: command for command in BUILT_IN}
    if name == "runserver":
        server.run(rest)
        return
    try:
        if name in built_in:
            built_in[name](rest)
        elif name in project.own_commands():
            _record(name, rest)
            print(f"{name}: done")
        else:
            sys.exit(f"Unknown command: '{name}'")
    except pymysql.Error as error:
        sys.exit(f"django.db.utils.{type(error).__name__}: {error.args}")
