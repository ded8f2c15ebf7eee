# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""What a provisioning script says is done without it: as whom, where, and in the platform.

Two repositories that declare nothing. The platform's manage.py is a shell script that keeps what its
shell is given, and the users that it is asked for; it declares no way to register them.
"""
import unittest

from devstack_cli import UP_LIMIT, Home, docker, make_repository

COMPOSE = """\
services:
  app:
    image: debian:bookworm-slim
    container_name: {container}
    command: sleep infinity
    init: true
    stop_grace_period: 0s
    volumes: [".:/code"]
"""
PROVISION = """\
name=orders
docker exec -u 1234:1234 -w /tmp -e GREETING=hello orders.app \
sh -c 'echo "$(id -u) $(pwd) $GREETING" > /tmp/state'
docker-compose run --rm -e GREETING=again app sh -c 'echo "$GREETING" >> /tmp/again'
docker exec -t -w /code edx.devstack.lms bash -c "./manage.py lms manage_user ${name}_worker w@example.org"
docker exec -t -w /code edx.devstack.lms bash -c "echo 'Role(\\"${name}\\")' | ./manage.py lms shell"
docker exec -t edx.devstack.lms bash -c "./manage.py lms create_site $(hostname)"
"""
MANAGE = """\
#!/bin/sh
test "$2" = manage_user && { echo "$3 $4" >> /code/users; exit; }
test -e /code/refuses && { echo "no module named roles" >&2; exit 1; }
cat >> /code/rows
"""


class Provisioning(unittest.TestCase):
    """One workspace; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = cls.home.workspace("inferred")
        made = cls.home.run("init", cls.workspace.folder)
        assert made.code == 0, made
        cls.orders = cls.repository("orders", "orders.app")
        (cls.orders / "provision-orders.sh").write_text(PROVISION)
        make_repository(cls.orders)
        cls.platform = cls.repository("platform", "edx.devstack.lms")
        (cls.platform / "manage.py").write_text(MANAGE)
        (cls.platform / "manage.py").chmod(0o755)
        make_repository(cls.platform)
        added = cls.workspace.run("add", cls.orders, cls.platform)
        assert added.code == 0, added

    @classmethod
    def repository(cls, name, container):
        folder = cls.workspace.folder / name
        folder.mkdir()
        (folder / "docker-compose.yml").write_text(COMPOSE.format(container=container))
        return folder

    def inside(self, *command):
        return docker("exec", self.workspace.container("orders", "app"), *command)

    def rows_step(self, outcome):
        (step,) = (s for s in outcome.json["steps"] if "/rows/" in s["id"])
        return step

    def test_1_the_plan_says_what_it_concluded_and_what_it_does_not_do(self):
        plan = self.workspace.json("plan")
        self.assertEqual(plan.code, 0, plan)
        titles = [s["title"] for s in plan.json["steps"] if s["kind"] == "bootstrap"]
        self.assertTrue(
            titles[0].endswith("(as 1234:1234, in /tmp, with GREETING=hello)"), titles
        )
        self.assertIn("with GREETING=again", titles[1])
        self.assertEqual(
            self.rows_step(plan)["title"], "Add the rows from provision-orders.sh:5 to platform"
        )
        (undone,) = plan.json["undone"]
        self.assertEqual(
            undone["what"], ["Run the command from provision-orders.sh:6 in platform"]
        )
        self.assertIn("a value known only while the script runs", undone["why"])
        self.assertIn("devstack run orders provision-orders.sh", undone["hint"])

    def test_2_config_says_where_each_value_comes_from(self):
        config = self.workspace.json("config", "orders")
        self.assertEqual(config.code, 0, config)
        (ida,) = config.json["idas"]
        values = {v["name"]: v for v in ida["values"] if v["group"] == "inferred"}
        self.assertEqual(
            {name: (v["line"], v["origin"]) for name, v in values.items()},
            {
                "primary": (2, "inferred"),
                "depends_on.platform": (4, "inferred"),
                "provides.orders.app": (4, "inferred"),
                "bootstrap.1": (2, "inferred"),
                "bootstrap.2": (3, "inferred"),
                "clients.platform.rows": (5, "inferred"),
                "clients.platform.user": (4, "inferred"),
                "clients.platform.command": (6, "inferred"),
            },
        )
        self.assertTrue(values["bootstrap.1"]["file"].endswith("/orders/provision-orders.sh"))
        self.assertIn("As 1234:1234", values["bootstrap.1"]["why"])
        self.assertIn("exactly as the script runs it", values["clients.platform.user"]["why"])
        self.assertIn("Not done", values["clients.platform.command"]["why"])
        text = self.workspace.run("config", "orders")
        self.assertIn("provision-orders.sh:5", text.out)

    def test_3_it_runs_as_the_script_says(self):
        up = self.workspace.run("up", "--trust", limit=UP_LIMIT)
        # All that can be done was done, and what was not is said.
        self.assertEqual(up.code, 1, up)
        self.assertIn("Asked for and not done", up.err)
        self.assertIn("orders: Run the command from provision-orders.sh:6 in platform", up.err)
        self.assertEqual((self.platform / "users").read_text(), "orders_worker w@example.org\n")
        self.assertEqual(self.inside("cat", "/tmp/state"), "1234 /tmp hello")
        self.assertEqual(self.inside("stat", "-c", "%u:%g", "/tmp/state"), "1234:1234")
        self.assertEqual(self.inside("cat", "/tmp/again"), "again")
        self.assertEqual((self.platform / "rows").read_text(), 'Role("orders")\n')

    def test_4_again_is_nothing_to_do(self):
        again = self.workspace.up("--allow-partial")
        self.assertEqual(again.code, 0, again)
        states = [s["state"] for s in again.json["steps"]]
        self.assertEqual((set(states), states.count("skipped")), ({"satisfied", "skipped"}, 1))
        self.assertEqual(len((self.platform / "users").read_text().splitlines()), 1)
        self.assertEqual((self.platform / "rows").read_text(), 'Role("orders")\n')

    def test_5_rows_that_the_platform_does_not_take_are_told_and_fail_nothing(self):
        (self.platform / "refuses").touch()
        script = self.orders / "provision-orders.sh"
        script.write_text(script.read_text().replace("Role(", "Group("))
        up = self.workspace.up()
        self.assertEqual((up.code, up.json["result"]), (1, "done"), up)
        self.assertEqual(len(up.json["undone"]), 2, up)
        step = self.rows_step(up)
        self.assertEqual(step["state"], "done", step)
        self.assertIn("not taken: no module named roles", step["reason"])
        again = self.workspace.up()
        self.assertEqual(self.rows_step(again)["state"], "satisfied", again)
        self.assertIn("platform did not take it", self.rows_step(again)["reason"])
        self.assertEqual((again.code, len(again.json["undone"])), (1, 2), again)

    def test_6_what_the_platform_offers_is_used(self):
        file = self.workspace.folder / "devstack.yml"
        text = file.read_text()
        self.assertEqual(text.count("  platform:"), 1, text)
        entry = text[text.index("  platform:"):].splitlines()[0]
        name, _, rest = entry.partition("platform:")
        rest = rest.strip().removeprefix("{").removesuffix("}").strip()
        register = "register: {user: {run: [touch, '/code/{name}']}}"
        inner = ", ".join(part for part in (rest, f"manifest: {{{register}}}") if part)
        file.write_text(text.replace(entry, f"{name}platform: {{{inner}}}"))
        up = self.workspace.up("--allow-partial")
        self.assertEqual(up.code, 0, up)
        self.assertTrue((self.platform / "orders_worker").exists(), up)
        self.assertEqual(len((self.platform / "users").read_text().splitlines()), 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
