# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""`adopt`: a central devstack becomes a workspace whose IDAs run on databases of their own, and what its
scripts do in them, and in others, is done. On the real Engine."""
import fcntl
import subprocess
import sys
import unittest

from devstack_cli import SOURCE, Home, docker, make_repository

sys.path.insert(0, str(SOURCE / "tests/support/standins"))
import standins  # noqa: E402 (needs the path)

CENTRAL = {
    "docker-compose.yml": """\
version: "2.1"
services:
  db:
    image: mysql:8.0.33-oracle
    container_name: "edx.${COMPOSE_PROJECT_NAME:-devstack}.db"
    environment: {MYSQL_ROOT_PASSWORD: "", MYSQL_ALLOW_EMPTY_PASSWORD: "yes"}
    networks: {default: {aliases: [edx.devstack.db]}}
    volumes: ["db_data:/var/lib/mysql"]
  lms:
    image: debian:bookworm-slim
    init: true
    stop_grace_period: 0s
    command: sleep infinity
    depends_on: [db]
    networks: {default: {aliases: [edx.devstack.lms]}}
  notes:
    image: debian:bookworm-slim
    init: true
    stop_grace_period: 0s
    command: sleep infinity
    depends_on: [db, lms]
    environment: {DB_HOST: edx.devstack.db}
    volumes: ["${PWD}/configuration/notes.yml:/etc/notes.yml"]
    networks: {default: {aliases: [edx.devstack.notes]}}
  chrome:
    image: debian:bookworm-slim
    command: sleep infinity
""",
    "docker-compose-host.yml": """\
version: "2.1"
services:
  lms:
    volumes: ["${DEVSTACK_WORKSPACE}/platform:/code", "${DEVSTACK_WORKSPACE}/src:/src"]
  notes:
    volumes: ["${DEVSTACK_WORKSPACE}/notes-api:/code"]
""",
    "docker-compose-watchers.yml": "services: {watcher: {image: debian:bookworm-slim}}\n",
    "configuration/notes.yml": "HOST: edx.devstack.db\nPRICE: 5$\n",
    "provision.sh": "docker compose exec -T db bash -e -c 'mysql -uroot mysql' < provision.sql\n",
    "provision.sql": "CREATE DATABASE notes;\nCREATE TABLE notes.kept (n int);\n",
    "provision-lms.sh": """\
#!/bin/bash
docker compose up -d lms
docker compose exec -T lms bash -e -c 'echo "migrated $(cat /code/name)" >> /done'
for user in a b; do
  docker compose exec -T lms bash -c "echo $user >> /done"
done
""",
    "provision-notes.sh": """\
#!/bin/bash
name=notes
docker compose up -d $name
docker compose exec -T ${name} bash -e -c 'echo "migrated $1 $(cat /code/name)" > /done' -- "$name"
./provision-user.sh ${name} 18120
docker compose exec -T ${name} bash -e -c 'cat > /fed' < provision.sql
if [ -f /nowhere ]; then docker compose exec -T ${name} touch /nowhere; fi
""",
    "provision-user.sh": """\
#!/bin/bash
app=$1
port=${2:-80}
docker compose exec -T lms bash -e -c 'echo "user $1_worker http://localhost:$2/" >> /done' -- "$app" "$port"
""",
}


class Adopt(unittest.TestCase):
    """One central devstack; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        made = standins.make(["mysql:8.0.33-oracle"])
        cls.addClassCleanup(standins.remove, made)
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = cls.home.workspace("edx")
        cls.central = cls.workspace.folder / "devstack"
        for name, content in CENTRAL.items():
            (cls.central / name).parent.mkdir(parents=True, exist_ok=True)
            (cls.central / name).write_text(content)
        make_repository(cls.central)
        for folder in ("platform", "notes-api"):
            (cls.workspace.folder / folder).mkdir()
            (cls.workspace.folder / folder / "name").write_text(folder + "\n")
            make_repository(cls.workspace.folder / folder)
        (cls.workspace.folder / "src").mkdir()

    def adopt(self, *words):
        return self.home.run("--format", "json", "adopt", self.central, *words)

    def inside(self, ida, service, *command):
        return docker("exec", self.workspace.container(ida, service), *command)

    def test_1_is_shown_before_it_is_written(self):
        shown = self.adopt("--dry-run")
        self.assertEqual(shown.code, 0, shown)
        self.assertFalse((self.workspace.folder / "devstack.yml").exists())
        self.assertEqual(self.adopt("--dry-run", "--into", self.workspace.folder / "new").code, 0)
        self.assertFalse((self.workspace.folder / "new").exists())
        idas = {ida["name"]: ida for ida in shown.json["idas"]}
        self.assertEqual(sorted(idas), ["notes-api", "platform"])
        notes = idas["notes-api"]
        self.assertEqual((notes["services"], notes["helpers"], notes["needs"]), (["notes"], ["db"], ["platform"]))
        self.assertEqual((notes["steps"], notes["stepsElsewhere"]), (2, 1))
        self.assertEqual(notes["from"][0]["file"], "docker-compose-host.yml")
        unclaimed = {(part["kind"], part["file"], part["line"]) for part in shown.json["unclaimed"]}
        self.assertLessEqual(
            {
                ("service", "docker-compose.yml", 25),
                ("mount", "docker-compose-host.yml", 3),
                ("command", "provision-notes.sh", 7),
                ("file", "docker-compose-watchers.yml", 1),
            },
            unclaimed,
        )

    def test_2_runs_on_databases_of_its_own(self):
        written = self.adopt()
        self.assertEqual(written.code, 0, written)
        up = self.workspace.up()
        self.assertEqual(up.code, 0, up)
        self.assertNotEqual(self.workspace.container("platform", "db"), self.workspace.container("notes-api", "db"))
        tables = self.inside("notes-api", "db", "mysql", "-uroot", "-Ne", "show tables", "notes")
        self.assertEqual(tables, "kept")
        self.assertEqual(self.inside("notes-api", "notes", "getent", "hosts", "edx.devstack.db").split()[-1], "edx.devstack.db")
        self.assertEqual(self.inside("notes-api", "notes", "cat", "/etc/notes.yml"), "HOST: edx.devstack.db\nPRICE: 5$")

    def test_3_scripts_are_done_once(self):
        self.assertEqual(self.inside("notes-api", "notes", "cat", "/done"), "migrated notes notes-api")
        self.assertEqual(self.inside("notes-api", "notes", "cat", "/fed"), CENTRAL["provision.sql"].strip())
        done = "migrated platform\na\nb\nuser notes_worker http://localhost:18120/"
        self.assertEqual(self.inside("platform", "lms", "cat", "/done"), done)
        again = self.workspace.up()
        self.assertEqual((again.code, again.steps(state="done")), (0, []), again)
        self.assertEqual(self.inside("platform", "lms", "cat", "/done"), done)

    def test_4_what_it_read_stays_as_it_was(self):
        for folder in ("devstack", "platform", "notes-api"):
            state = subprocess.run(
                ["git", "-C", str(self.workspace.folder / folder), "status", "--porcelain"],
                capture_output=True, text=True, check=True,
            )
            self.assertEqual(state.stdout, "", folder)
        again = self.adopt()
        self.assertEqual((again.code, again.json["files"]), (0, []), again)

    def test_5_nothing_is_written_over(self):
        environment = self.workspace.folder / "environments/notes-api/docker-compose.yml"
        environment.write_text(environment.read_text() + "# mine\n")
        refused = self.adopt()
        self.assertEqual(refused.code, 1, refused)
        self.assertIn("says otherwise", refused.error["message"])
        self.assertTrue(environment.read_text().endswith("# mine\n"))
        only = self.adopt("platform")
        self.assertEqual((only.code, only.json["files"]), (0, []), only)
        wrong = self.adopt("platfrom")
        self.assertEqual(wrong.code, 2, wrong)
        self.assertIn("platform", wrong.error["hint"])


class CameAlong(unittest.TestCase):
    """A folder that somebody sent: what it links to is not written, what its remotes hold is not told."""

    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)
        self.folder = self.home.folder / "sent"
        self.central = self.folder / "devstack"
        self.central.mkdir(parents=True)
        (self.central / "docker-compose.yml").write_text(
            "services: {shop: {image: debian:bookworm-slim, volumes: ['${DEVSTACK_WORKSPACE}/shop:/code']}}\n"
        )
        make_repository(self.central)
        (self.folder / "shop").mkdir()
        (self.folder / "shop/docker-compose.yml").write_text("services: {shop: {image: debian:bookworm-slim}}\n")
        make_repository(self.folder / "shop")

    def test_links_are_not_written_through(self):
        target = self.home.folder / "profile"
        (self.folder / "devstack.yml").symlink_to(target)
        for words in (["adopt", self.central], ["init", self.folder]):
            refused = self.home.run(*words)
            self.assertEqual(refused.code, 2, refused)
            self.assertIn(f"is a link to “{target}”; nothing was written", refused.err)
            self.assertFalse(target.exists())
        target.write_text("version: 1\nidas: {}\n")
        for words in (["adopt", self.central], ["--workspace", self.folder, "add", self.folder / "shop"]):
            refused = self.home.run(*words)
            self.assertEqual(refused.code, 2, refused)
            self.assertEqual(target.read_text(), "version: 1\nidas: {}\n")

    def test_logins_of_remotes_stay_where_they_are(self):
        for folder, name in ((self.central, "devstack"), (self.folder / "shop", "shop")):
            subprocess.run(
                ["git", "-C", folder, "remote", "add", "origin", f"https://user:tokENtoken99@example.org/{name}.git"],
                check=True,
            )
        done = self.home.run("--format", "json", "adopt", self.central)
        self.assertEqual(done.code, 0, done)
        written = (self.folder / "devstack.yml").read_text()
        self.assertIn("https://example.org/shop.git", written)
        self.assertNotIn("tokENtoken99", done.out + done.err + written)


class Beside(unittest.TestCase):
    def test_it_waits_for_nobody_and_undoes_nothing(self):
        home = Home()
        self.addCleanup(home.close)
        workspace = home.workspace("beside")
        central = workspace.folder / "devstack"
        for folder in ("devstack", "platform", "own"):
            (workspace.folder / folder).mkdir(parents=True)
        compose = 'services: {lms: {image: x, volumes: ["${DEVSTACK_WORKSPACE}/platform:/code"]}}\n'
        (central / "docker-compose.yml").write_text(compose)
        for folder in ("devstack", "platform", "own"):
            make_repository(workspace.folder / folder)
        file = workspace.folder / "devstack.yml"
        file.write_text("version: 1\nidas: {own: {}}\n")
        self.assertIn(workspace.run("list").code, (0, 2))  # makes .devstack
        before = file.read_text()
        with (workspace.folder / ".devstack/lock").open("a+") as lock:
            fcntl.lockf(lock, fcntl.LOCK_EX)
            refused = home.run("adopt", central)
            self.assertEqual(refused.code, 1, refused)
            self.assertEqual(file.read_text(), before)
            self.assertFalse((workspace.folder / "environments").exists())
            self.assertEqual(home.run("adopt", central, "--dry-run").code, 0)
        adopted = home.run("adopt", central)
        self.assertEqual(adopted.code, 0, adopted)
        self.assertIn("own", file.read_text())
        self.assertIn("platform", file.read_text())


if __name__ == "__main__":
    unittest.main(verbosity=2)
