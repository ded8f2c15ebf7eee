# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Four real repositories and a platform, twice side by side, from nothing with one `up` each."""
import json
import unittest

import realset
from devstack_cli import docker, eventually
from realset import PLATFORM, SET

REACH = (
    "import sys, urllib.request; "
    "print(urllib.request.urlopen(sys.argv[1], timeout=10).read().decode())"
)


@unittest.skipUnless(realset.CORPUS, "DEVSTACK_CORPUS names no folder of real repositories")
class Run(unittest.TestCase):
    """Two workspaces of the set, each brought up once; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        repositories = realset.begin(cls)
        cls.left = realset.RealWorkspace(cls.home, "left", repositories)
        cls.right = realset.RealWorkspace(cls.home, "right", repositories)
        for side in (cls.left, cls.right):
            outcome = side.workspace.up()
            assert outcome.code == 0, outcome

    def ask_inside(self, side, ida, url):
        """What a container of the IDA's application gets from a URL."""
        container = side.workspace.container(ida.name, ida.app)
        return json.loads(docker("exec", container, "python3", "-c", REACH, url))

    def test_1_all_run(self):
        for side in (self.left, self.right):
            states = {ida["name"]: ida["state"] for ida in side.workspace.status()["idas"]}
            for name in [PLATFORM, *(ida.name for ida in SET)]:
                self.assertEqual(states.pop(name), "running", name)
            # What their settings name besides is known, and nothing of it was cloned.
            self.assertIn("course-discovery", states)
            self.assertEqual(set(states.values()), {"absent"})
            for ida in SET:
                self.assertEqual(side.get(ida, "/health/")["overall_status"], "OK", ida.name)

    def test_2_each_writes_to_its_own_database(self):
        for side in (self.left, self.right):
            for ida in SET:
                side.add_user(ida, f"{side.workspace.folder.name}-{ida.name}")
        for side in (self.left, self.right):
            for ida in SET:
                users = side.query(ida, "select username from core_user order by id")
                self.assertEqual(users, ["edx", f"{side.workspace.folder.name}-{ida.name}"])
                applied = side.query(ida, "select count(*) from django_migrations")
                self.assertGreater(int(applied[0]), 10, ida.name)

    def test_3_they_reach_each_other_by_their_old_names(self):
        license_manager, catalog, access, designer = SET
        for side in (self.left, self.right):
            own = side.workspace.folder.name
            for ida in SET:
                self.ask_inside(side, ida, "http://edx.devstack.lms:18000/health/")
            for asking, url, name in (
                (license_manager, "http://enterprise.catalog.app:18160", catalog),
                (catalog, "http://license-manager.app:18170", license_manager),
                (access, "http://license-manager.app:18170", license_manager),
                (access, "http://enterprise.catalog.app:18160", catalog),
            ):
                users = self.ask_inside(side, asking, url + "/standin/users/")["users"]
                self.assertIn(f"{own}-{name.name}", users)

    def test_3_workers_reach_the_broker_and_none_restarts_for_ever(self):
        workers = [(SET[0], "worker"), (SET[0], "bulk_enrollment_worker"), (SET[1], "worker")]
        for side in (self.left, self.right):
            for ida, service in [*workers, (SET[1], "curations_worker"), (SET[2], "worker")]:
                container = side.workspace.container(ida.name, service)
                eventually(
                    lambda name=container: "Connected to redis" in docker("logs", name),
                    60,
                    f"{ida.name}/{service} reaches the broker",
                )
                self.assertEqual(docker("inspect", "-f", "{{.RestartCount}}", container), "0")

    def test_4_the_platform_knows_their_users_and_clients(self):
        for side in (self.left, self.right):
            users = side.platform_query("select username from auth_user where is_superuser")
            rows = side.platform_query(
                "select concat(client_id, ' ', redirect_uris) from oauth2_provider_application"
            )
            clients = {row.partition(" ")[0]: row.partition(" ")[2] for row in rows}
            for ida in SET:
                key = ida.user.removesuffix("_worker")
                self.assertIn(ida.user, users)
                self.assertIn(f"{key}-backend-service-key", clients)
                # A browser comes back to the port in use, not to the one that the file names.
                port = side.url(ida).rsplit(":", 1)[1]
                self.assertEqual(
                    clients[f"{key}-sso-key"], f"http://localhost:{port}/complete/edx-oauth2/"
                )

    def test_4_rows_of_a_script_are_written_in_the_platform(self):
        for side in (self.left, self.right):
            rows = side.platform_query(
                "select u.username, a.role from enterprise_systemwideenterpriseuserroleassignment a"
                " join auth_user u on u.id = a.user_id"
            )
            self.assertEqual(rows, ["enterprise_access_worker\tenterprise_openedx_operator"])

    def test_5_nothing_is_shared(self):
        for kind, count in (("containers", 19), ("volumes", 5), ("networks", 6)):
            left, right = (side.workspace.owned(kind) for side in (self.left, self.right))
            self.assertEqual((len(left), len(right)), (count, count), (kind, left, right))
            self.assertFalse(set(left) & set(right))
        networks = docker("network", "ls", "--format", "{{.Name}}").splitlines()
        self.assertNotIn("devstack_default", networks)
        for name in self.left.workspace.owned("containers"):
            published = docker("port", name).splitlines()
            self.assertTrue(all("-> 127.0.0.1:" in line for line in published), published)

    def test_6_again_is_nothing_to_do(self):
        before = self.left.workspace.started()
        again = self.left.workspace.up()
        self.assertEqual((again.code, again.steps(state="done")), (0, []), again)
        self.assertEqual(self.left.workspace.started(), before)

    def test_7_stop_and_start_keep_the_data(self):
        stopped = self.right.workspace.run("stop")
        self.assertEqual(stopped.code, 0, stopped)
        self.assertEqual(docker("ps", "-q", "--filter", f"name={self.right.workspace.id}-"), "")
        started = self.right.workspace.up()
        self.assertEqual(started.code, 0, started)
        for ida in SET:
            self.assertEqual(self.right.get(ida, "/admin/")["users"][0], "edx", ida.name)

    def test_8_down_of_one_leaves_the_other(self):
        before = self.right.workspace.started()
        down = self.left.workspace.run("down", "--volumes", "--yes")
        self.assertEqual(down.code, 0, down)
        for kind in ("containers", "volumes", "networks"):
            self.assertEqual(self.left.workspace.owned(kind), [])
        self.assertEqual(self.right.workspace.started(), before)
        for ida in SET:
            self.assertEqual(self.right.get(ida, "/health/")["overall_status"], "OK", ida.name)


if __name__ == "__main__":
    unittest.main(verbosity=2)
