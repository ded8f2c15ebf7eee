# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""A Django repository with a Dockerfile and nothing else: `scaffold` proposes what runs it, and `up` on the
real Engine proves it, with a real MySQL and memcached beside it."""
import re
import subprocess
import sys
import unittest
import urllib.request

from devstack_cli import SOURCE, Home, docker, make_repository

sys.path.insert(0, str(SOURCE / "tests/support/standins"))
import standins  # noqa: E402 (needs the path)

BACKENDS = ["mysql:8.0", "memcached:1.6"]
# The layer with Django is that of the sample, so that it is built once.
SAMPLE = (SOURCE / "resources/sample/shared/Dockerfile").read_text()
PACKAGES = SAMPLE[SAMPLE.index("RUN apt-get"):SAMPLE.index("# No bytecode")]
FILES = {
    "Dockerfile": f"""\
FROM debian:bookworm-slim AS base
{PACKAGES}
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /srv/shop
EXPOSE 18977
COPY . .
CMD ["gunicorn", "shop.wsgi"]

FROM base AS dev
ENV DJANGO_SETTINGS_MODULE shop.settings.devstack
CMD python3 manage.py runserver 0.0.0.0:18977
""",
    "manage.py": """\
#!/usr/bin/env python3
import sys
from django.core.management import execute_from_command_line
execute_from_command_line(sys.argv)
""",
    "shop/__init__.py": "",
    "shop/settings/__init__.py": "",
    "shop/settings/devstack.py": """\
import os
SECRET_KEY = "x"
DEBUG = True
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.mysql",
        "NAME": os.environ.get("DB_NAME", "shop"),
        "USER": os.environ.get("DB_USER", "shop001"),
        "PASSWORD": os.environ.get("DB_PASSWORD", "secret"),
        "HOST": os.environ.get("DB_HOST", "edx.devstack.mysql80"),
    }
}
CACHE = os.environ.get("CACHE_LOCATION", "localhost:11211")
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
""",
    "shop/urls.py": """\
import os, socket
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.urls import path

def health(request):
    host, port = settings.CACHE.split(":")
    socket.create_connection((host, int(port)), 2).close()
    return HttpResponse(f"users {User.objects.count()}")

urlpatterns = [path("health/", health)]
""",
}


class Proposal(unittest.TestCase):
    """One repository; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        made = standins.make(BACKENDS)
        cls.addClassCleanup(standins.remove, made)
        cls.workspace = cls.home.workspace("proposed")
        cls.checkout = cls.write("shop", FILES)
        (cls.workspace.folder / "devstack.yml").write_text("version: 1\nname: proposed\nidas: {shop: {}}\n")

    @classmethod
    def write(cls, folder, files):
        checkout = cls.workspace.folder / folder
        for name, text in files.items():
            (checkout / name).parent.mkdir(parents=True, exist_ok=True)
            (checkout / name).write_text(text)
        make_repository(checkout)
        return checkout

    def scaffold(self, *words):
        return self.home.run("--format", "json", "scaffold", self.checkout, *words)

    def test_1_each_line_says_where_it_comes_from(self):
        looked = self.scaffold("--dry-run")
        self.assertEqual(looked.code, 0, looked)
        self.assertFalse((self.checkout / "docker-compose.yml").exists())
        diffs = {change["file"]: change["diff"] for change in looked.json["changes"]}
        self.assertNotIn("Dockerfile", diffs)
        lines = diffs["docker-compose.yml"]
        self.assertIn("target: dev  # Dockerfile:", lines)
        self.assertIn("db:  # shop/settings/devstack.py:10", lines)
        self.assertIn("health: /health/  # shop/urls.py:12", lines)
        self.assertIn("image: \"mysql:8.0\"  # a guess: nothing says which version", lines)

    def test_2_it_is_written_and_compose_loads_it(self):
        written = self.scaffold("--yes")
        self.assertEqual(written.code, 0, written)
        self.assertTrue(written.json["written"])
        self.assertIn("The environment is a proposal with 2 guesses", written.err)
        loaded = subprocess.run(
            ["docker", "compose", "config", "--quiet"], cwd=self.checkout, capture_output=True, text=True, check=False
        )
        self.assertEqual(loaded.returncode, 0, loaded.stderr)
        again = self.scaffold("--dry-run")
        self.assertNotIn("docker-compose.yml", [change["file"] for change in again.json["changes"]])

    def test_3_it_runs_with_its_own_database(self):
        up = self.workspace.up("shop")
        self.assertEqual(up.code, 0, up)
        (ida,) = self.workspace.status("shop")["idas"]
        self.assertEqual(ida["state"], "running", ida)
        (url,) = self.workspace.urls().values()
        with urllib.request.urlopen(re.sub(r"/*$", "/health/", url), timeout=20) as answer:
            self.assertEqual(answer.read().decode(), "users 0")
        # The code is the checkout's, and the server watches it.
        seen = docker("exec", self.workspace.container("shop", "app"), "cat", "/srv/shop/manage.py")
        self.assertEqual(seen.strip(), FILES["manage.py"].strip())

    def test_4_beside_the_repository_and_tried_at_once(self):
        for name, files in (("stall", FILES), ("stand", {**FILES, "manage.py": "raise SystemExit('broken')\n"})):
            checkout = self.write(name, files)
            listed = self.workspace.folder / "devstack.yml"
            listed.write_text(listed.read_text().replace("shop: {}", f"shop: {{}}, {name}: {{}}"))
            tried = self.workspace.run("scaffold", name, "--beside", "--try", "--yes", "--trust")
            environment = self.workspace.folder / "environments" / name / "docker-compose.yml"
            self.assertTrue(environment.exists(), tried)
            state = subprocess.run(
                ["git", "-C", str(checkout), "status", "--porcelain"], capture_output=True, text=True, check=True
            )
            self.assertEqual(state.stdout, "")
            if name == "stall":
                self.assertEqual(tried.code, 0, tried)
                self.assertIn("The proposal works", tried.err)
            else:
                self.assertNotEqual(tried.code, 0, tried)
                self.assertIn("does not work yet", tried.err)
        again = self.workspace.run("scaffold", "stall", "--beside", "--yes")
        self.assertEqual(again.code, 1, again)
        self.assertIn("No environment is proposed", again.err)


if __name__ == "__main__":
    unittest.main(verbosity=2)
