# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Schema snapshots: made, published, fetched and taken, with a real registry."""
import json
import os
import shutil
import signal
import subprocess
import time
import unittest

import store
from devstack_cli import Home, docker, end, eventually, make_repository
from registry import Registry

DUMP = b"""\
CREATE TABLE `course` (`id` int NOT NULL, PRIMARY KEY (`id`)); CREATE TABLE core (n int);
CREATE TABLE `kept` (`n` int);
INSERT INTO `course` VALUES (1),(2);
"""


class Snapshots(unittest.TestCase):
    """One workspace; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.registry = Registry(with_password=True)
        cls.addClassCleanup(cls.registry.end)
        cls.env = {"DOCKER_CONFIG": cls.registry.credentials(cls.home.folder / "docker")}
        cls.name = f"{cls.registry.host}/schemas/store"
        cls.addClassCleanup(cls.remove_images)
        cls.workspace = store.make(cls.home)

    @classmethod
    def remove_images(cls):
        names = docker("images", "--format", "{{.Repository}}:{{.Tag}}", f"{cls.registry.host}/*/*")
        if names:
            docker("rmi", "-f", *names.split(), check=False)

    def schema(self, *words, env=None):
        return self.workspace.json("schema", *words, env={**self.env, **(env or {})})

    def reset(self):
        done = self.workspace.json("reset", "store", "--yes", env=self.env)
        self.assertEqual(done.code, 0, done)
        return done

    def tables(self):
        return set(self.workspace.sql("store", "show tables"))

    def helpers(self):
        return docker("ps", "-aq", "--filter", f"label=devstack.helper={self.workspace.id}")

    def test_1_a_dump_becomes_a_snapshot(self):
        dump = self.home.folder / "production.sql"
        dump.write_bytes(DUMP)
        before = self.workspace.started()
        # The word before the IDA is no IDA that could be trusted.
        (self.home.folder / "state/devstack/trust.json").unlink()
        words = ("build", "store", "--tag", f"{self.name}:1", "--dump", dump)
        refused = self.schema(*words)
        self.assertEqual(refused.code, 4, refused)
        built = self.schema(*words, "--trust")
        self.assertEqual(built.code, 0, built)
        self.assertEqual((built.json["tables"], built.json["rows"]), (3, True))
        saved = subprocess.run(
            ["docker", "save", f"{self.name}:1"], capture_output=True, timeout=120, check=True
        ).stdout
        # What MariaDB makes of the workspace's passwords, and what tells that this looks right.
        self.assertNotIn(b"*14E65567ABDB5135D0CFD9A70B3032C179A49EE7", saved)  # "secret"
        self.assertNotIn(b"*81F5E21E35407D884A6CD4A731AEBFB6AF209E1B", saved)  # "root"
        self.assertIn(b"mysql_native_password", saved)
        # Nothing of the workspace was touched, and nothing is left.
        self.assertEqual(self.workspace.started(), before)
        self.assertEqual(self.helpers(), "")
        self.assertFalse([v for v in self.workspace.owned("volumes") if "-snapshot-" in v])
        (listed,) = [s for s in self.schema("list").json["snapshots"] if s["reference"] == f"{self.name}:1"]
        self.assertEqual((listed["ida"], listed["service"]), ("store", "db"))
        self.assertEqual((listed["database"], listed["tables"]), ("mariadb", 3))
        checked = self.schema("verify", f"{self.name}:1")
        self.assertEqual((checked.code, checked.json["tables"]), (0, 3), checked)

    def test_1_whether_it_has_rows_is_asked_of_the_server(self):
        for number, (dump, rows) in enumerate((
            (b"create table d (n int); insert into d values (7);", True),
            (b"create table d (n int);\ncreate table django_migrations (n int);\n"
             b"insert into django_migrations values (1);\n", False),
        )):
            path = self.home.folder / f"rows{number}.sql"
            path.write_bytes(dump)
            built = self.schema("build", "store", "--tag", f"{self.name}:rows", "--dump", path)
            self.assertEqual((built.code, built.json.get("rows")), (0, rows), built)

    def test_1_a_server_elsewhere_becomes_a_snapshot(self):
        network = "devstack-test-" + self.workspace.id
        docker("network", "create", network)
        self.addCleanup(docker, "network", "rm", network, check=False)
        image = docker("inspect", "-f", "{{.Image}}", self.workspace.container("store", "db"))
        given = ["MYSQL_DATABASE=shop", "MYSQL_USER=reader", "MYSQL_PASSWORD=a b'c", "MYSQL_ROOT_PASSWORD=root"]
        server = docker(
            "run", "-d", "--network", network, *(word for each in given for word in ("-e", each)), image
        )
        self.addCleanup(docker, "rm", "-fv", server, check=False)
        eventually(
            lambda: docker(
                "exec", server, "mariadb", "-N", "-uroot", "-proot", "shop", "-e",
                "create table if not exists orders (n int primary key);"
                "create table if not exists django_migrations (n int);"
                "delete from orders; insert into orders values (1);"
                "delete from django_migrations; insert into django_migrations values (7);"
                "create or replace view busy as select n from orders; select 'made'", check=False
            )
            == "made",
            60,
            "the server answers",
        )
        address = docker("inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", server)
        place = f"mysql://reader@{address}/shop"
        words = ["build", "store", "--tag", f"{self.name}:server", "--from-server"]
        refused = self.schema(*words, place, env={"MYSQL_PWD": "wrong"})
        self.assertEqual(refused.code, 1, refused)
        self.assertIn("Access denied", refused.err + refused.out)
        for wrong in (f"mysql://reader:pw@{address}/shop", "mysql://h/d", "http://a@h/d", "mysql://a@h/"):
            self.assertEqual(self.schema(*words, wrong).code, 2, wrong)
        self.readers_account(server, words, f"mysql://looker@{address}/shop")
        whole = self.schema(*words, place, "--with-rows", env={"MYSQL_PWD": "a b'c"})
        self.assertEqual((whole.code, whole.json["rows"]), (0, True), whole)
        self.assertNotIn("Left out", whole.err)
        (listed,) = [s for s in self.schema("list").json["snapshots"] if s["reference"] == f"{self.name}:server"]
        self.assertEqual(listed["tables"], 2)
        self.assertEqual(self.helpers(), "")
        folder = self.workspace.folder / ".devstack/dumps"
        self.assertFalse(list(folder.glob("server-*")) if folder.exists() else [])

    def readers_account(self, server, words, place):
        """Who may only read gets the schema, and what is left out is told; the password stays nowhere."""
        root = ("exec", server, "mariadb", "-uroot", "-proot", "shop", "-e")
        docker(
            *root,
            "create user looker identified by 'look at me';"
            "create function two() returns int return 2; create trigger t before insert on orders for each row "
            "set new.n = new.n; create event e on schedule every 1 day do select 1",
        )
        env = {"MYSQL_PWD": "look at me"}
        docker(*root, "grant select on shop.* to looker")
        refused = self.schema(*words, place, env=env)
        self.assertEqual(refused.code, 1, refused)
        self.assertIn("SHOW VIEW", refused.error["hint"], refused)
        docker(*root, "grant show view on shop.* to looker; grant execute on function shop.two to looker")
        process = self.workspace.spawn("--format", "json", "schema", *words, place, env={**self.env, **env})
        seen = ""
        while process.poll() is None:
            for helper in self.helpers().split():
                seen += docker("inspect", helper, check=False)
        code, output = end(process)
        self.assertEqual(code, 0, output)
        self.assertRegex(output, '"rows": *false')
        self.assertRegex(output, '"tables": *2')
        self.assertIn('"NetworkMode": "host"', seen, "the container that reads was not seen")
        self.assertNotIn("look at me", seen)
        self.assertNotIn("MYSQL_PWD", seen)
        for part in ("triggers", "routines", "events"):
            self.assertRegex(output, f"Left out of .*: {part}")
        docker(*root, "drop function two; drop trigger t; drop event e")

    def test_1_the_name_of_another_image_is_refused(self):
        image = store_image(self.workspace)
        refused = self.schema("build", "store", "--tag", image, "--from-service")
        self.assertEqual(refused.code, 1, refused)
        self.assertNotIn("devstack.snapshot", docker("inspect", "-f", "{{json .Config.Labels}}", image))

    def test_2_it_goes_to_its_registry_with_the_credentials_of_docker(self):
        wrong = self.registry.credentials(self.home.folder / "wrong", "battery staple")
        refused = self.schema("push", f"{self.name}:1", env={"DOCKER_CONFIG": wrong})
        self.assertEqual(refused.code, 1, refused)
        self.assertIn("docker login " + self.registry.host, refused.error["hint"])
        self.assertEqual(self.schema("push", f"{self.name}:1").code, 0)
        docker("rmi", f"{self.name}:1")
        folder = self.registry.helper(self.home.folder / "helper")
        helped = {"DOCKER_CONFIG": folder, "PATH": folder + os.pathsep + os.environ["PATH"]}
        self.assertEqual(self.schema("pull", f"{self.name}:1", env=helped).code, 0)
        missing = self.schema("pull", f"{self.name}:nosuch")
        self.assertEqual(missing.code, 2, missing)

    def test_3_data_begins_with_it(self):
        docker("rmi", f"{self.name}:1")
        taken = self.schema("use", "store", f"{self.name}:1")
        self.assertEqual((taken.code, taken.json["snapshot"]), (0, f"{self.name}:1"), taken)
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])
        store.write(self.workspace, 3)
        asked = self.workspace.json("reset", "store")
        self.assertIn(f"The data begins with {self.name}:1.", asked.error["detail"])
        done = self.reset()
        first = done.json["steps"][0]  # before the data is set aside
        self.assertEqual((first["kind"], first["title"]), ("image", f"Get the schema snapshot {self.name}:1"))
        (unpacked,) = done.steps(kind="schema", state="done")
        self.assertIn("3 tables", unpacked["reason"])
        # Pending migrations and seeds ran after it.
        self.assertEqual(self.tables(), {"core", "course", "kept", "written"})
        self.assertEqual(self.workspace.sql("store", "select n from kept"), ["1"])
        self.workspace.sql("store", "delete from course")
        again = self.reset()
        self.assertEqual(again.json["mechanism"], "overlay", again)
        self.assertEqual(again.steps(kind="schema", state="done"), [])
        self.assertEqual(self.workspace.sql("store", "select count(*) from course"), ["2"])

    def test_4_another_snapshot_of_the_same_name_comes_with_the_next_reset(self):
        # Without a tag it means "latest", also where it is built anew.
        dump = self.home.folder / "production.sql"
        self.assertEqual(self.schema("build", "store", "--tag", self.name, "--dump", dump).code, 0)
        self.assertEqual(self.schema("use", "store", self.name).code, 0)
        self.reset()
        self.assertEqual(self.reset().json.get("mechanism"), "overlay")
        self.assertEqual(self.schema("build", "store", "--tag", self.name, "--dump", dump).code, 0)
        self.assertNotIn("mechanism", self.reset().json)
        self.assertEqual(self.schema("use", "store", f"{self.name}:1").code, 0)
        dump = self.home.folder / "later.sql"
        dump.write_bytes(DUMP + b"CREATE TABLE later (n int);\n")
        built = self.schema("build", "store", "--tag", f"{self.name}:1", "--dump", dump)
        self.assertEqual(built.code, 0, built)
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])
        self.reset()
        self.assertIn("later", self.tables())

    def test_5_the_accounts_are_those_of_the_service_that_takes_it(self):
        other = self.home.workspace("other")
        shutil.copytree(self.workspace.folder / "store", other.folder / "store")
        compose = other.folder / "store/docker-compose.yml"
        text = compose.read_text()
        text = text.replace("MYSQL_USER: store", "MYSQL_USER: someone").replace(
            "MYSQL_PASSWORD: secret", "MYSQL_PASSWORD: \"it's \\\\ another\""
        ).replace("MYSQL_ROOT_PASSWORD: root", "MYSQL_ROOT_PASSWORD: changed")
        text = text.replace("-ustore -psecret", "-uroot -pchanged")
        text += f"  schema: [{{service: db, volume: data, snapshot: '{self.name}:1'}}]\n"
        compose.write_text(text)
        make_repository(other.folder / "store")
        (other.folder / "devstack.yml").write_text("version: 1\nname: other\nidas: {store: {}}\n")
        done = other.up(env=self.env)
        self.assertEqual(done.code, 0, done)
        self.assertEqual(other.sql("store", "select count(*) from course"), ["2"])
        users = docker(
            "exec", other.container("store", "db"), "mariadb", "-uroot", "-pchanged", "-Ne",
            "select user from mysql.user where user not like 'mariadb%'",
        ).split()
        self.assertEqual(set(users), {"root", "someone"})
        old = ["exec", other.container("store", "db"), "mariadb", "-h127.0.0.1", "-uroot", "-proot", "-e", ""]
        with self.assertRaises(AssertionError):
            docker(*old)

    def test_6_what_does_not_suit_is_refused_with_the_data_as_it_was(self):
        labels = json.loads(docker("inspect", "-f", "{{json .Config.Labels}}", f"{self.name}:1"))
        labels["devstack.snapshot.version"] = "11.4.2"
        changes = [w for k, v in labels.items() for w in ("--change", f'LABEL "{k}"="{v}"')]
        empty = self.home.folder / "empty.tar"
        empty.write_bytes(bytes(10240))
        docker("import", *changes, str(empty), f"{self.name}:newer")
        self.assertEqual(self.schema("use", "store", f"{self.name}:newer").code, 0)
        store.write(self.workspace, 6)
        refused = self.workspace.json("reset", "store", "--yes", "--discard", env=self.env)
        self.assertEqual(refused.code, 1, refused)
        self.assertIn("MariaDB 11.4", refused.error["message"])
        self.assertIn("MariaDB 10.11", refused.error["message"])
        self.assertEqual(store.written(self.workspace), [6])
        # The right words over the wrong content: found when it is tried, or unpacked.
        labels["devstack.snapshot.version"] = "10.11.6"
        changes = [w for k, v in labels.items() for w in ("--change", f'LABEL "{k}"="{v}"')]
        docker("import", *changes, str(empty), f"{self.name}:hollow")
        hollow = self.schema("verify", f"{self.name}:hollow")
        self.assertEqual(hollow.code, 1, hollow)
        self.assertIn("no files of a MySQL", hollow.error["detail"])
        other = self.schema("use", "store", store_image(self.workspace))
        self.assertEqual(other.code, 2, other)
        self.assertIn("no schema snapshot", other.error["message"])

    def test_7_killed_while_it_is_unpacked_the_next_run_begins_again(self):
        self.assertEqual(self.schema("use", "store", f"{self.name}:1").code, 0)
        for pause in (0.3, 1.0):
            process = self.workspace.spawn("reset", "store", "--yes", env=self.env)
            volumes = len(self.workspace.owned("volumes"))
            eventually(
                lambda: process.poll() is not None
                or len(self.workspace.owned("volumes")) > volumes,
                30,
                "a new volume",
            )
            time.sleep(pause)
            end(process, signal.SIGKILL)
            healed = self.workspace.up(env=self.env)
            self.assertEqual(healed.code, 0, healed)
            self.assertEqual(self.tables(), {"core", "course", "kept", "later", "written"}, pause)
            self.assertEqual(self.workspace.sql("store", "select count(*) from course"), ["2"])
            # Something to lose: the next reset makes new data again.
            self.schema("build", "store", "--tag", f"{self.name}:1", "--from-service")

    def test_8_a_registry_that_is_gone_leaves_the_data_as_it_was(self):
        docker("rmi", "-f", f"{self.name}:1")
        store.write(self.workspace, 8)
        self.assertEqual(self.schema("push", f"{self.name}:1").code, 2)
        self.registry.stop()
        self.assertEqual(self.schema("use", "store", f"{self.name}:2").code, 1)
        self.assertIn(8, store.written(self.workspace))
        self.registry.start()


def store_image(workspace):
    return docker("inspect", "-f", "{{.Config.Image}}", workspace.container("store", "db"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
