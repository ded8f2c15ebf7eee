# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
from unittest import mock

from django.core.management import call_command
from django.test import TestCase, override_settings

from ida_common.testing import authorized, with_test_key
from plans import tasks, views
from plans.models import Licence, Plan

DATA = "course-v1:edX+DataX+2026"


@with_test_key
@override_settings(TASKS_EAGER=True)
class PlansTest(TestCase):
    def setUp(self):
        call_command("loaddata", "base", verbosity=0)
        for module in (tasks, views):
            patch = mock.patch.object(
                module, "courses_of", return_value=[{"key": DATA, "title": "Data"}]
            )
            patch.start()
            self.addCleanup(patch.stop)

    def assign(self, body, slug="acme-2026"):
        url = f"/api/plans/{slug}/licences/"
        return self.client.post(
            url, body, content_type="application/json", **authorized()
        ).status_code

    def test_assigning(self):
        self.assertEqual(self.assign({"email": "new@example.org", "course": DATA}), 202)
        self.assertEqual(self.assign({"email": "new@example.org", "course": DATA}), 202)
        self.assertEqual(Licence.objects.filter(email="new@example.org").count(), 1)

    def test_what_cannot_be_assigned(self):
        self.assertEqual(self.assign({"email": "nobody", "course": DATA}), 400)
        self.assertEqual(self.assign(["not", "an", "object"]), 400)
        self.assertEqual(
            self.assign({"email": "new@example.org", "course": DATA}, slug="none"), 404
        )
        with self.assertLogs("plans.tasks", "WARNING"):
            self.assertFalse(
                tasks.assign("acme-2026", "new@example.org", "a course of another catalogue")
            )
        Plan.objects.filter(slug="acme-2026").update(seats=2)
        with self.assertLogs("plans.tasks", "WARNING"):
            self.assertFalse(tasks.assign("acme-2026", "new@example.org", DATA))

    def test_counts(self):
        answer = self.client.get(f"/api/courses/{DATA}/licences/", **authorized()).json()
        self.assertEqual(answer, {"course": DATA, "assigned": 2, "free": 23 + 4})
        unknown = self.client.get("/api/courses/unknown/licences/", **authorized()).json()
        self.assertEqual((unknown["assigned"], unknown["free"]), (0, 0))

    def test_a_plan_offers_what_the_catalog_says(self):
        answer = self.client.get("/api/plans/acme-2026/courses/", **authorized()).json()
        self.assertEqual([row["key"] for row in answer["results"]], [DATA])

    def test_needs_a_token(self):
        self.assertEqual(self.client.get("/api/plans/").status_code, 401)

    def test_the_base_seed_can_be_loaded_again(self):
        call_command("loaddata", "base", verbosity=0)
        self.assertEqual((Plan.objects.count(), Licence.objects.count()), (2, 3))
