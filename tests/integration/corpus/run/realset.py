# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The real set: four IDAs as their squads have them, and the sample's platform as edx.devstack.lms.

Repositories are made from the files of DEVSTACK_CORPUS, unmodified, in a temporary folder; images
that no registry gives are stand-ins. What is asked here goes past the program: HTTP at the
published ports, the database's own client in its container.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import urllib.parse
import urllib.request

from devstack_cli import LIMIT, SOURCE, Home, docker, make_repository

sys.path.insert(0, str(SOURCE / "tests/support/standins"))
import standins  # noqa: E402  its folder is known only now

CORPUS = os.environ.get("DEVSTACK_CORPUS", "")


class Ida:
    """What an IDA of the set is expected to be; the port is what its own documentation names."""

    def __init__(self, name, port, app, database_service, database, user):
        self.name, self.port, self.app = name, port, app
        self.database_service, self.database, self.user = database_service, database, user


SET = [
    Ida("license-manager", 18170, "app", "mysql", "license_manager", "license_manager_worker"),
    Ida(
        "enterprise-catalog", 18160, "app", "mysql", "enterprise_catalog", "enterprise_catalog_worker"
    ),
    Ida(
        "enterprise-access", 18270, "app", "mysql80", "enterprise_access", "enterprise_access_worker"
    ),
    Ida("portal-designer", 18808, "designer", "mysql", "designer", "designer_worker"),
]
PLATFORM = "platform"

# The sample's platform under the full one's names: its paths, its broker, its host names.
PLATFORM_DOCKERFILE = """
FROM development AS edxapp
COPY edxapp /edx/app/edxapp
RUN ln -s /usr/bin/python3 /usr/bin/python \\
    && mkdir -p /edx/app/edxapp/venvs/edxapp/bin \\
    && ln -s /usr/bin/python3 /edx/app/edxapp/venvs/edxapp/bin/python
"""
PLATFORM_COMPOSE = [
    ("target: development", "target: edxapp"),
    ("container_name: devstack.app", "container_name: edx.devstack.lms"),
    ("container_name: devstack.db", "container_name: edx.devstack.mysql"),
    (
        "\nvolumes:\n",
        "\n  redis:\n    image: redis:6.2.8\n    container_name: edx.devstack.redis\n"
        "    networks: [default, devstack_default]\n\nvolumes:\n",
    ),
    ("    platform.devstack: app\n", "    platform.devstack: app\n    edx.devstack.lms: app\n"),
]


def make_repositories(folder):
    """A git repository of each IDA and of the platform below a folder; their paths by name."""
    made = {}
    for ida in SET:
        made[ida.name] = folder / ida.name
        made[ida.name].mkdir(parents=True)
        archive = subprocess.run(
            ["git", "-C", pathlib.Path(CORPUS) / ida.name, "archive", "HEAD"],
            capture_output=True,
            check=True,
            timeout=LIMIT,
        ).stdout
        subprocess.run(["tar", "x", "-C", made[ida.name]], input=archive, check=True)
    sample = folder / "sample"
    maker = SOURCE / "tests/sample/make-workspace.sh"
    subprocess.run(["bash", maker, "--clone", sample], check=True, timeout=LIMIT)
    made[PLATFORM] = folder / PLATFORM
    shutil.copytree(sample / PLATFORM, made[PLATFORM], ignore=shutil.ignore_patterns(".git"))
    shutil.rmtree(sample)
    shutil.copytree(standins.FOLDER / "platform/edxapp", made[PLATFORM] / "edxapp")
    compose = made[PLATFORM] / "docker-compose.yml"
    text = compose.read_text()
    for before, after in PLATFORM_COMPOSE:
        assert text.count(before) == 1, f"the sample's platform has no “{before}” any more"
        text = text.replace(before, after)
    compose.write_text(text)
    with (made[PLATFORM] / "Dockerfile").open("a") as dockerfile:
        dockerfile.write(PLATFORM_DOCKERFILE)
    for path in made.values():
        make_repository(path)
    return made


def begin(case):
    """Gives a class of tests `home` and the stand-in images; answers the repositories of the set."""
    made = standins.make()
    if not os.environ.get("DEVSTACK_KEEP_STANDINS"):
        case.addClassCleanup(standins.remove, made)
    case.home = Home()
    case.addClassCleanup(case.home.close)
    return make_repositories(case.home.folder / "repositories")


class RealWorkspace:
    """A workspace of the set."""

    def __init__(self, home, name, repositories):
        self.workspace = home.workspace(name)
        initialised = home.run("init", self.workspace.folder)
        assert initialised.code == 0, initialised
        added = self.workspace.run("add", *(str(path) for path in repositories.values()))
        assert added.code == 0, added

    def url(self, ida):
        """Where the IDA's application is published, as the Engine says."""
        container = self.workspace.container(ida.name, ida.app)
        address = docker("port", container, f"{ida.port}/tcp").splitlines()[0]
        return f"http://{address}"

    def get(self, ida, path):
        with urllib.request.urlopen(self.url(ida) + path, timeout=10) as answer:
            return json.loads(answer.read())

    def add_user(self, ida, name):
        """Writes a row through the application."""
        form = urllib.parse.urlencode({"username": name}).encode()
        with urllib.request.urlopen(
            self.url(ida) + "/standin/users/", data=form, timeout=10
        ) as answer:
            assert answer.status == 201, answer.status

    def query(self, ida, statement):
        """Rows that the database's own client reads."""
        container = self.workspace.container(ida.name, ida.database_service)
        return docker(
            "exec", container, "mysql", "-uroot", "-N", ida.database, "-e", statement
        ).splitlines()

    def platform_query(self, statement):
        return self.workspace.sql(PLATFORM, statement)

    def memory(self):
        """Bytes that each container of the workspace holds, page cache that can go not counted."""
        used = {}
        for name in self.workspace.owned("containers"):
            line = docker("stats", "--no-stream", "--format", "{{.MemUsage}}", name)
            number, unit = re.match(r"([0-9.]+)([KMG]?i?B)", line).groups()
            used[name] = float(number) * {"B": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}[unit]
        return used
