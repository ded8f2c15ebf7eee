# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The sample from nothing to a working stack: documents, collisions, no-op, lifecycle."""
import re
import shutil
import subprocess
import unittest

from devstack_cli import PROGRAM, SAMPLE, Home, docker, shape

STATES = {"pending", "satisfied", "running", "done", "failed", "skipped", "cancelled"}
KINDS = {
    "clone",
    "image",
    "build",
    "volume",
    "schema",
    "start",
    "ready",
    "bootstrap",
    "client",
    "seed",
    "health",
}
IDA_STATES = {"running", "partial", "starting", "stopped", "absent", "external", "off"}
MODES = {"develop", "image", "external", "off"}
EVIDENCE = [{"file": str, "line": int, "text": str}]
PORT = {"container": int, "host": int, "address": str}
PLAN = {
    "steps": [
        {
            "id": str,
            "ida": str,
            "kind": KINDS,
            "title": str,
            "after": [str],
            "state": STATES,
            "reason": str,
            "seconds": (int, float),
        }
    ],
    "seconds": (int, float),
    "result": {"done", "failed", "cancelled", "planned"},
}
STATUS = {
    "engine": {"available": bool, "version": str, "context": str},
    "idas": [
        {
            "name": str,
            "mode": MODES,
            "state": IDA_STATES,
            "services": [
                {
                    "name": str,
                    "container": str,
                    "state": str,
                    "health": {"healthy", "unhealthy", "starting", "none"},
                    "ports": [PORT],
                    "memory": (int, float),
                    "waiting": str,
                }
            ],
            "urls": [{"name": str, "url": str}],
        }
    ],
}
COMMIT = re.compile(r"[0-9a-f]{40}").fullmatch


class Use(unittest.TestCase):
    """One workspace, provisioned once; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = cls.home.sample("use")
        cls.planned = cls.workspace.json("plan")
        cls.first = cls.workspace.up()
        assert cls.first.code == 0, cls.first

    def test_1_the_run_tells_what_it_did(self):
        shape(self.planned.json, PLAN)
        self.assertEqual(self.planned.code, 0, self.planned)
        self.assertEqual(self.planned.json["result"], "planned")
        self.assertEqual(
            {s["id"] for s in self.planned.json["steps"]}, {f"clone:{n}" for n in SAMPLE}
        )

        document = self.first.json
        shape(document, PLAN)
        self.assertEqual(document["result"], "done")
        self.assertEqual({s["state"] for s in document["steps"]}, {"done"})
        seen = set()
        for step in document["steps"]:
            self.assertLessEqual(
                set(step["after"]), seen, f"{step['id']} stands before what it waits for"
            )
            seen.add(step["id"])
        self.assertEqual(len(seen), len(document["steps"]), "two steps share an id")
        for ida in SAMPLE:
            kinds = {s["kind"] for s in self.first.steps(ida=ida)}
            wanted = {"clone", "build", "volume", "start", "ready", "bootstrap", "seed", "health"}
            self.assertLessEqual(wanted, kinds, ida)

    def test_1_the_sample_works(self):
        self.workspace.proof()

    def test_2_list(self):
        document = self.workspace.json("list").json
        wanted = {
            "name": str,
            "path": str,
            "repository": str,
            "branch": str,
            "commit": COMMIT,
            "dirty": bool,
            "ahead": int,
            "behind": int,
            "mode": MODES,
            "state": IDA_STATES,
        }
        shape(document, {"idas": [wanted]})
        self.assertEqual([ida["name"] for ida in document["idas"]], SAMPLE)
        for ida in document["idas"]:
            head = subprocess.run(
                ["git", "-C", self.workspace.folder / ida["name"], "rev-parse", "HEAD"],
                capture_output=True,
                text=True,
                check=True,
            )
            self.assertEqual(ida["commit"], head.stdout.strip())
            told = (
                ida["branch"],
                ida["dirty"],
                ida["ahead"],
                ida["behind"],
                ida["mode"],
                ida["state"],
            )
            self.assertEqual(told, ("main", False, 0, 0, "develop", "running"), ida["name"])

    def test_2_graph(self):
        document = self.workspace.json("graph").json
        service = {"name": str, "image": str, "build": bool, "ports": [PORT], "role": str}
        shape(
            document,
            {
                "workspace": "sample".__eq__,
                "idas": [
                    {
                        "name": str,
                        "path": str,
                        "mode": MODES,
                        "state": IDA_STATES,
                        "services": [service],
                    }
                ],
                "edges": [
                    {
                        "from": str,
                        "to": str,
                        "for": [{"run", "provision"}],
                        "declared": bool,
                        "optional": bool,
                        "evidence": EVIDENCE,
                    }
                ],
                "cycles": [[str]],
                "unresolved": [{"from": str, "name": str, "evidence": EVIDENCE}],
            },
        )
        declared = {
            (edge["from"], edge["to"]): (sorted(edge["for"]), edge["optional"])
            for edge in document["edges"]
            if edge["declared"]
        }
        both = ["provision", "run"]
        self.assertEqual(
            declared,
            {
                ("catalog", "platform"): (both, False),
                ("catalog", "licences"): (["run"], False),
                ("licences", "platform"): (both, False),
                ("licences", "catalog"): (["run"], False),
                ("credentials", "platform"): (both, False),
                ("credentials", "catalog"): (["run"], True),
            },
        )
        self.assertEqual([sorted(cycle) for cycle in document["cycles"]], [["catalog", "licences"]])
        for edge in document["edges"]:
            for evidence in edge["evidence"]:
                file = self.workspace.folder / edge["from"] / evidence["file"]
                line = file.read_text().splitlines()[evidence["line"] - 1]
                self.assertIn(
                    edge["to"], line, f"{evidence} is no evidence of {edge['from']} → {edge['to']}"
                )
        dot = self.workspace.run("graph", "--format", "dot")
        self.assertEqual(dot.code, 0, dot)
        self.assertRegex(dot.out, r"(?s)^digraph .*\}\s*$")

    def test_2_status(self):
        document = self.workspace.status()
        shape(document, STATUS)
        self.assertTrue(document["engine"]["available"])
        services = {
            "platform": ["app", "db"],
            "credentials": ["app", "db"],
            "catalog": ["app", "db", "redis", "worker"],
            "licences": ["app", "db", "redis", "worker"],
        }
        for ida in document["idas"]:
            self.assertEqual(ida["state"], "running", ida)
            self.assertEqual(sorted(s["name"] for s in ida["services"]), services[ida["name"]])
            for service in ida["services"]:
                self.assertEqual(service["state"], "running", service)
                told = {(port["container"], port["host"]) for port in service["ports"]}
                self.assertEqual(told, published(service["container"]), service)
                self.assertLessEqual({port["address"] for port in service["ports"]}, {"127.0.0.1"})
        only = self.workspace.status("platform")
        self.assertEqual([ida["name"] for ida in only["idas"]], ["platform"])

    def test_2_seeds(self):
        document = self.workspace.json("seed", "--list").json
        seed = {"ida": str, "name": str, "target": str, "applied": (str, type(None)), "source": str}
        shape(document, {"seeds": [seed]})
        applied = {(seed["ida"], seed["name"]): seed["applied"] for seed in document["seeds"]}
        for ida in SAMPLE:
            self.assertRegex(applied[ida, "base"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")
        self.assertIsNone(applied["credentials", "records"])

    def test_3_each_finds_its_own_database_and_no_other(self):
        for ida in SAMPLE:
            app = self.workspace.container(ida, "app")
            found = [
                line.split()[0]
                for line in docker("exec", app, "getent", "ahosts", "db").splitlines()
            ]
            db = self.workspace.container(ida, "db")
            addresses = docker(
                "inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}", db
            ).split()
            self.assertTrue(found, ida)
            self.assertLessEqual(set(found), set(addresses), f"{ida}: db is somebody else's")
            # By content: the server that “db” names has this IDA's database and no other's.
            query = (
                "import os, MySQLdb; e = os.environ.get; "
                "login = dict(user=e('DATABASE_USER'), passwd=e('DATABASE_PASSWORD')); "
                "c = MySQLdb.connect(host='db', **login).cursor(); "
                "c.execute('show databases'); print(*[row[0] for row in c.fetchall()])"
            )
            databases = docker("exec", app, "python3", "-c", query).split()
            self.assertIn(ida, databases)
            self.assertFalse(set(databases) & (set(SAMPLE) - {ida}), databases)
            tables = self.workspace.sql(ida, "show tables")
            own = {
                "platform": "courses_",
                "catalog": "catalogues_",
                "licences": "plans_",
                "credentials": "certificates_",
            }
            for other, prefix in own.items():
                has = any(table.startswith(prefix) for table in tables)
                self.assertEqual(has, other == ida, f"{ida}'s database and {prefix}*: {tables}")

    def test_3_names_and_ports_do_not_collide(self):
        containers = self.workspace.owned("containers")
        self.assertEqual(len(containers), 12)
        self.assertTrue(
            all(name.startswith(self.workspace.id + "-") for name in containers), containers
        )
        hosts = [
            port["host"]
            for ida in self.workspace.status()["idas"]
            for service in ida["services"]
            for port in service["ports"]
        ]
        self.assertEqual(len(hosts), 8)
        self.assertEqual(len(set(hosts)), 8, f"a port is published twice: {hosts}")

    def test_4_nothing_to_do_starts_nothing(self):
        before = self.workspace.started()
        trace = self.home.folder / "trace"
        strace = shutil.which("strace")
        self.assertTrue(strace, "strace is needed to count processes")
        done = subprocess.run(
            [
                strace,
                "-f",
                "-qq",
                "-e",
                "trace=execve",
                "-o",
                trace,
                PROGRAM,
                *self.workspace.arguments("--format", "json", "up"),
            ],
            capture_output=True,
            text=True,
            env=self.home.env,
            timeout=60,
            check=False,
        )
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        started = [line for line in trace.read_text().splitlines() if "execve(" in line]
        self.assertEqual(len(started), 1, f"“up” with nothing to do starts processes: {started}")
        second = self.workspace.json("up")
        shape(second.json, PLAN)
        self.assertEqual({s["state"] for s in second.json["steps"]}, {"satisfied"}, second)
        self.assertTrue(all(s["reason"] for s in second.json["steps"]), second)
        self.assertEqual(
            self.workspace.started(), before, "“up” with nothing to do touched containers"
        )
        self.assertLess(second.seconds, 5, "a no-op takes long")

    def test_5_stop_and_start(self):
        outcome = self.workspace.json("stop", "credentials")
        self.assertEqual(outcome.code, 0, outcome)
        shape(outcome.json, STATUS)
        states = {ida["name"]: ida["state"] for ida in self.workspace.status()["idas"]}
        self.assertEqual(states.pop("credentials"), "stopped")
        self.assertEqual(set(states.values()), {"running"})
        waited = self.workspace.json("wait", "credentials", "--timeout", "1s")
        self.assertEqual(waited.code, 1, waited)
        self.assertIn(waited.error["kind"], ("timeout", "failed"))
        self.assertIn("credentials/", waited.error["message"])
        self.assertEqual(self.workspace.run("start", "credentials").code, 0)
        waited = self.workspace.json("wait", "--timeout", "60s")
        self.assertEqual(waited.code, 0, waited)
        self.assertEqual({ida["state"] for ida in waited.json["idas"]}, {"running"})
        self.workspace.proof()

    def test_5_restart_leaves_databases_alone(self):
        before = self.workspace.started()
        self.assertEqual(self.workspace.run("restart", "catalog").code, 0)
        self.assertEqual(self.workspace.run("wait", "--timeout", "60s").code, 0)
        after = self.workspace.started()
        changed = {
            name.removeprefix(f"/{self.workspace.id}-")
            for name in after
            if after[name] != before[name]
        }
        self.assertLessEqual({"catalog-app", "catalog-worker"}, changed)
        self.assertLessEqual(changed, {"catalog-app", "catalog-worker", "catalog-redis"})
        self.workspace.proof()

    def test_6_down_and_up_keep_data(self):
        self.workspace.sql("credentials", "create table keepsake as select 42 as answer")
        volumes = self.workspace.owned("volumes")
        outcome = self.workspace.json("down")
        self.assertEqual(outcome.code, 0, outcome)
        self.assertEqual({ida["state"] for ida in outcome.json["idas"]}, {"stopped"})
        self.assertEqual(self.workspace.owned("containers"), [])
        self.assertEqual(self.workspace.owned("networks"), [])
        self.assertEqual(self.workspace.owned("volumes"), volumes)
        again = self.workspace.up()
        self.assertEqual(again.code, 0, again)
        redone = {s["kind"] for s in again.steps(state="done")}
        self.assertEqual(
            redone & {"clone", "build", "volume", "bootstrap", "client", "seed"}, set(), again
        )
        self.assertEqual(self.workspace.sql("credentials", "select answer from keepsake"), ["42"])
        self.workspace.proof()

    def test_7_down_with_volumes_asks_first(self):
        refused = self.workspace.json("down", "--volumes")
        self.assertEqual(refused.code, 4, refused)
        self.assertEqual(refused.error["kind"], "needs-confirmation")
        self.assertEqual(len(self.workspace.owned("containers")), 12)
        done = self.workspace.run("down", "--volumes", "--yes")
        self.assertEqual(done.code, 0, done)
        for kind in ("containers", "networks", "volumes"):
            self.assertEqual(self.workspace.owned(kind), [], kind)


def published(container):
    """(container port, host port) pairs as the Engine has them."""
    pairs = set()
    for line in docker("port", container).splitlines():
        inside, outside = line.split(" -> ")
        pairs.add((int(inside.split("/")[0]), int(outside.rsplit(":", 1)[1])))
    return pairs


if __name__ == "__main__":
    unittest.main(verbosity=2)
