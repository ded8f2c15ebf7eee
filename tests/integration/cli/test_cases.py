# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Situations of public bug reports, each a small repository below cases/: what is right is held here.

The folders are called as in the list they come from, whose numbers have gaps: the others are held by
unit tests. `Coverage` holds that every folder has its test.
"""
import fcntl
import json
import os
import pathlib
import shutil
import struct
import subprocess
import termios
import unittest

from devstack_cli import PROGRAM, Home, docker, eventually, make_repository

CASES = pathlib.Path(__file__).parent / "cases"


class Case(unittest.TestCase):
    """One folder of cases/ as the IDAs of a workspace."""

    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)

    def take(self, number):
        (folder,) = CASES.glob(f"{number}-*")
        self.workspace = self.home.workspace("case" + number)
        names = []
        for repository in sorted(folder.iterdir()):
            self.files = self.workspace.folder / repository.name
            shutil.copytree(repository, self.files)
            names.append(repository.name)
        (self.workspace.folder / "devstack.yml").write_text(
            "version: 1\nidas:\n" + "".join(f"  {name}: {{}}\n" for name in names)
        )
        for name in names:
            make_repository(self.workspace.folder / name)
        self.ida = names[0]

    def write(self, name, text):
        (self.files / name).parent.mkdir(parents=True, exist_ok=True)
        (self.files / name).write_text(text)

    def right(self, *arguments, **options):
        outcome = self.workspace.run(*arguments, **options)
        self.assertEqual(outcome.code, 0, outcome)
        return outcome

    def up(self, **options):
        outcome = self.workspace.up(**options)
        self.assertEqual(outcome.code, 0, outcome)
        return outcome

    def starts(self, outcome):
        titles = [step["title"] for step in outcome.steps(kind="start")]
        return {name for title in titles for name in title.removeprefix("Start ").split(", ")}

    def services(self):
        (view,) = self.workspace.status(self.ida)["idas"]
        return {service["name"] for service in view["services"]}

    def address(self):
        (view,) = self.workspace.status(self.ida)["idas"]
        return [url["url"] for url in view["urls"]]

    def findings(self, *paths):
        outcome = self.workspace.json("lint", *paths)
        self.assertIn(outcome.code, (0, 1), outcome)
        return outcome.json["findings"]

    def point(self, name):
        outcome = self.workspace.json("check")
        for repository in outcome.json["repositories"]:
            for point in repository["results"]:
                if point["id"] == name:
                    return point
        raise AssertionError(f"no point {name}: {outcome}")

    def inside(self, *command, service="app"):
        return docker("exec", self.workspace.container(self.ida, service), *command)


class Reading(Case):
    """What is read, shown, planned and linted; nothing runs."""

    def test_01_a_comments_only_override_changes_nothing(self):
        self.take("01")
        for verb in ("graph", "plan", "lint"):
            self.right(verb)
        self.assertEqual(self.services(), {"app"})

    def test_03_tags_of_overrides(self):
        self.take("03")
        self.assertEqual(self.address(), ["http://localhost:18556/"])
        self.assertEqual(self.services(), {"app", "db"})
        self.assertNotIn("8000 of the host", str(self.findings()))
        scaffold = self.workspace.run("scaffold", str(self.files), "--dry-run")
        self.assertIn("http://localhost:18556/", scaffold.out, scaffold)
        plan = self.workspace.json("plan", "--trust")
        self.assertEqual(self.starts(plan), {"app", "db"})

    def test_04_documents_of_one_file(self):
        self.take("04")
        self.assertEqual(self.services(), {"app", "jobs"})
        self.assertEqual(self.starts(self.workspace.json("plan", "--trust")), {"app", "jobs"})

    def test_05_compose_file_of_dotenv(self):
        self.take("05")
        self.assertEqual(self.services(), {"app", "queue"})
        self.assertEqual(self.starts(self.workspace.json("plan", "--trust")), {"app", "queue"})

    def test_06_profiles_of_dotenv(self):
        self.take("06")
        self.assertEqual(self.services(), {"app", "consumer"})
        self.assertEqual(self.starts(self.workspace.json("plan")), {"app", "consumer"})
        self.assertEqual(self.starts(self.workspace.json("plan", "--trust")), {"app", "consumer"})

    def test_11_a_missing_env_file_and_the_way_to_it(self):
        self.take("11")
        (found,) = [f for f in self.findings() if ".env" in f["message"]]
        self.assertIn("make .env", found["fix"])
        self.assertIn("make .env", self.workspace.run("graph").err)  # before trust, too
        outcome = self.workspace.json("plan", "--trust")
        self.assertNotEqual(outcome.code, 0)
        self.assertIn("make .env", outcome.error["hint"], outcome)

    def test_12_a_compose_file_below_the_root(self):
        self.take("12")
        outcome = self.workspace.run("plan")
        self.assertIn("docker/docker-compose.yml runs other people's images only", outcome.err, outcome)
        # The one that builds the repository is what an engineer wants.
        self.assertIn("compose: [docker/docker-compose.dev.yml]", outcome.err, outcome)
        check = self.workspace.run("check")
        self.assertIn("compose: [docker/docker-compose.dev.yml]", check.out, check)
        self.right("add", "photos", "--compose", "docker/docker-compose.dev.yml")
        self.assertEqual(self.starts(self.workspace.json("plan")), {"server"})

    def test_13_models_are_said_before_the_start(self):
        self.take("13")
        plan = self.workspace.run("plan", "--trust")
        self.assertIn("llm", plan.out + plan.err, plan)

    def test_14_a_compose_file_in_json(self):
        self.take("14")
        self.assertEqual(self.services(), {"app"})
        scaffold = self.workspace.run("scaffold", str(self.files), "--dry-run")
        self.assertIn("JSON", scaffold.out + scaffold.err, scaffold)

    def test_21_hosts_of_environment_files(self):
        self.take("21")
        wanted = {"edx-platform", "course-discovery", "ecommerce"}
        for _ in range(2):  # the same before and after trust
            edges = self.workspace.json("graph").json["edges"]
            self.assertEqual({edge["to"] for edge in edges}, wanted)
            self.right("plan", "--trust")

    def test_22_a_submodule_that_is_not_fetched(self):
        self.take("22")
        self.ida = "main-app"
        shutil.rmtree(self.workspace.folder / "main-app/vendor/engine")
        (self.workspace.folder / "main-app/vendor/engine").mkdir()
        text = str(self.findings(str(self.workspace.folder / "main-app")))
        self.assertIn("submodule", text)
        self.assertIn("vendor/engine", text)

    def test_24_a_secret_that_nobody_declares(self):
        self.take("24")
        (found,) = [f for f in self.findings() if "chat__db_password" in f["message"]]
        self.assertIn("compose.override.yaml.example", found["fix"])
        outcome = self.workspace.json("plan", "--trust")
        self.assertIn("compose.override.yaml.example", outcome.error["hint"], outcome)

    def test_26_forms_of_ports(self):
        self.take("26")
        self.assertEqual(self.address(), ["http://localhost:18582/"])
        self.right("plan", "--trust")
        self.assertEqual(self.address(), ["http://localhost:18582/"])

    def test_30_make_includes_and_calls(self):
        self.take("30")
        self.assertIn("manage.py migrate", self.workspace.run("config", self.ida).out)

    def test_38_the_folder_of_postgres_18(self):
        self.take("38")
        (found,) = [f for f in self.findings() if "PostgreSQL 18" in f["message"]]
        self.assertEqual(found["severity"], "error")
        self.assertIn("/var/lib/postgresql", found["fix"])

    def test_39_a_script_with_lines_of_windows(self):
        self.take("39")
        text = (self.files / "provision.sh").read_bytes()
        (self.files / "provision.sh").write_bytes(text.replace(b"\n", b"\r\n"))
        self.assertTrue([f for f in self.findings() if "provision.sh" in json.dumps(f)])

    def test_45_the_web_port_and_not_the_mail_port(self):
        self.take("45")
        self.assertEqual(self.address(), ["http://localhost:18680/"])
        scaffold = self.workspace.run("scaffold", str(self.files), "--dry-run")
        self.assertIn("http://localhost:18680/", scaffold.out, scaffold)

    def test_46_buckets_and_sockets_are_no_hosts(self):
        self.take("46")
        self.assertEqual([f for f in self.findings() if f["rule"] == "unknown-host"], [])

    def test_47_a_sentence_that_agrees_with_itself(self):
        self.take("47")
        outcome = self.workspace.run("check")
        self.assertNotIn("builds or mounts “.”: Its", outcome.out, outcome)

    def test_48_values_that_can_be_overridden(self):
        self.take("48")
        self.assertEqual(self.point("environment.overridable")["result"], "pass")

    def test_53_what_compose_refuses_is_found(self):
        (folder,) = CASES.glob("53-*")
        self.workspace = self.home.workspace("case53")
        kinds = sorted(folder.iterdir())
        self.assertEqual(len(kinds), 13)
        for kind in kinds:
            with self.subTest(kind.name):
                outcome = self.home.run("--format", "json", "lint", kind)
                self.assertEqual(outcome.code, 1, outcome)
                errors = [f for f in outcome.json["findings"] if f["severity"] == "error"]
                self.assertTrue(errors, outcome)
                self.assertTrue(errors[0]["fix"], outcome)
                self.assertIn("compose.yaml", json.dumps(errors[0]), outcome)

    def test_56_a_common_word_is_no_known_name(self):
        self.take("56")
        self.assertNotIn("edx", json.dumps(self.workspace.json("graph").json))
        scaffold = self.workspace.run("scaffold", str(self.files), "--dry-run")
        self.assertNotIn("edxnotesapi", scaffold.out, scaffold)

    def test_57_a_plan_fits_the_terminal(self):
        self.take("57")
        columns = 120
        ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        process = subprocess.Popen(
            [PROGRAM, *self.workspace.arguments("plan")],
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=subprocess.DEVNULL,
            env={**self.home.env, "TERM": "xterm", "NO_COLOR": "1"},
        )
        os.close(theirs)
        out = b""
        try:
            while piece := os.read(ours, 65536):
                out += piece
        except OSError:
            pass  # the program closed its end
        os.close(ours)
        self.assertEqual(process.wait(), 0)
        lines = out.decode().replace("\r", "").splitlines()
        self.assertIn("consumer-number-0", out.decode())
        self.assertLessEqual(max(map(len, lines)), columns, lines)

    def test_55_config_trusts_when_it_is_told_to(self):
        self.take("56")
        self.right("config", self.ida, "--effective", "--trust")


class Running(Case):
    """What runs, on the real Engine."""

    def test_07_pwd_is_the_repository(self):
        self.take("07")
        elsewhere = self.home.folder / "elsewhere"
        elsewhere.mkdir()
        self.up(cwd=elsewhere, env={"PWD": str(elsewhere)})
        self.assertEqual(self.inside("cat", "/app/marker.txt"), "this is the repository")
        self.assertEqual(self.inside("sh", "-c", "echo $GREETING"), "from-the-repository")
        self.assertNotIn("other people's images only", self.workspace.run("check").out)

    def test_08_replicas_of_zero_start_nothing(self):
        self.take("08")
        self.up()
        self.assertEqual(len(self.workspace.owned("containers")), 1)
        self.up(env={"CRAWLERS": "1"})
        self.assertEqual(len(self.workspace.owned("containers")), 2)

    def test_10_environment_files_with_variables_are_inputs(self):
        self.take("10")
        self.up()
        self.write("env/dev.env", "FEATURE=two\n")
        self.assertIn("env/dev.env", self.right("plan").out)
        self.write("env/local.env", "FEATURE=three\n")
        self.assertIn("env/local.env", self.right("plan").out)
        self.write("labels.txt", "org.example.team=two\n")
        self.up()
        self.assertEqual(self.inside("sh", "-c", "echo $FEATURE"), "three")
        labels = docker(
            "inspect", "-f", "{{json .Config.Labels}}", self.workspace.container(self.ida, "app")
        )
        self.assertIn('"org.example.team":"two"', labels)

    def test_18_a_one_shot_has_done_its_work(self):
        self.take("18")
        self.up()
        eventually(
            lambda: self.workspace.service(self.ida, "create-bucket")["state"] == "exited",
            20,
            "it ended",
        )
        self.assertEqual(self.workspace.status()["idas"][0]["state"], "running")
        self.right("wait", self.ida)
        before = self.workspace.started()
        self.up()
        self.assertEqual(self.workspace.started(), before)

    def test_19_a_one_shot_that_fails_shows_its_lines(self):
        self.take("19")
        outcome = self.workspace.run("up", "--trust")
        self.assertNotEqual(outcome.code, 0)
        self.assertIn("no such column", outcome.out + outcome.err, outcome)

    def test_29_two_volumes_stay_two(self):
        self.take("29")
        plan = self.workspace.run("config", self.ida, "--effective", "--trust")
        self.assertEqual(plan.code, 0, plan)
        names = [line for line in plan.out.splitlines() if "name:" in line and "store" in line]
        self.assertEqual(len(names), len(set(names)), names)
        self.assertGreaterEqual(len(names), 2, plan)

    def test_41_a_step_that_needs_a_copied_file_is_not_repeated_alone(self):
        self.take("41")
        outcome = self.workspace.run("up", "--trust")
        self.assertEqual(outcome.code, 0, outcome)
        self.assertIn("provision.sh:5", outcome.out + outcome.err, outcome)

    def test_42_variables_that_dotenv_refers_to(self):
        self.take("42")
        self.up(env={"GIT_REVISION": "abc123", "API_HOST": "api.example"})
        self.assertEqual(
            self.inside("sh", "-c", "echo $VERSION $API"), "abc123 http://api.example:9000"
        )

    def test_52_a_container_that_ends_at_once_fails_the_run(self):
        self.take("52")
        outcome = self.workspace.run("up", "--trust")
        self.assertNotEqual(outcome.code, 0, outcome)
        self.assertIn("unknown option --cluster", outcome.out + outcome.err, outcome)
        self.assertNotEqual(self.workspace.run("wait", self.ida).code, 0)

    def test_54_anonymous_volumes_go_with_the_others(self):
        self.take("54")
        self.up()
        chosen = ("--filter", f"label=devstack.workspace={self.workspace.id}")
        self.assertEqual(len(docker("volume", "ls", "-q", *chosen).split()), 1)
        self.right("down", "--volumes", "--yes")
        self.assertEqual(docker("volume", "ls", "-q", *chosen), "")


class Coverage(unittest.TestCase):
    def test_every_case_has_its_test(self):
        names = [name for kind in (Reading, Running) for name in dir(kind) if name[:5] == "test_"]
        folders = sorted(folder.name for folder in CASES.iterdir())
        missing = [f for f in folders if not any(n.startswith(f"test_{f[:2]}_") for n in names)]
        print(f"{len(folders) - len(missing)} of {len(folders)} cases have a test")
        self.assertEqual(missing, [])


if __name__ == "__main__":
    unittest.main()
