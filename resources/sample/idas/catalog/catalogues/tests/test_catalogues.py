# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
from unittest import mock

from django.core.management import call_command
from django.test import TestCase, override_settings

from catalogues.models import Catalogue, Course
from catalogues.tasks import refresh_courses
from ida_common import backend
from ida_common.testing import authorized, with_test_key

PLATFORM = [
    {
        "key": "course-v1:edX+DataX+2026",
        "title": "Data Analysis",
        "description": "",
        "start": "2026-02-01",
    },
    {
        "key": "course-v1:edX+WebX+2026",
        "title": "Web Applications",
        "description": "",
        "start": "2026-02-01",
    },
]


@with_test_key
@override_settings(TASKS_EAGER=True)
class CatalogTest(TestCase):
    def setUp(self):
        call_command("loaddata", "base", verbosity=0)
        self.get = mock.Mock(return_value={"results": PLATFORM})
        patch = mock.patch.object(backend, "get", self.get)
        patch.start()
        self.addCleanup(patch.stop)

    def courses(self, slug):
        answer = self.client.get(f"/api/catalogues/{slug}/courses/", **authorized())
        return [row["key"] for row in answer.json()["results"]]

    def test_refreshing_follows_the_platform(self):
        self.assertEqual(refresh_courses(), 2)
        self.get.return_value = {"results": PLATFORM[:1]}
        self.assertEqual(refresh_courses(), 1)
        self.assertEqual([course.key for course in Course.objects.all()], [PLATFORM[0]["key"]])

    def test_catalogues_choose_by_words(self):
        refresh_courses()
        self.assertEqual(len(self.courses("everything")), 2)
        self.assertEqual(self.courses("analysts"), [PLATFORM[0]["key"]])
        self.assertEqual(self.courses("engineering"), [PLATFORM[1]["key"]])

    def test_an_empty_catalog_is_refreshed_when_asked(self):
        self.assertEqual(len(self.courses("everything")), 2)
        self.courses("everything")
        self.assertEqual(self.get.call_count, 1)

    def test_a_course_carries_its_licences(self):
        refresh_courses()
        self.get.return_value = {"assigned": 3, "free": 7}
        answer = self.client.get("/api/courses/course-v1:edX+DataX+2026/", **authorized())
        self.assertEqual(answer.json()["licences"], {"assigned": 3, "free": 7})

    def test_licences_that_are_away_are_named(self):
        refresh_courses()
        self.get.side_effect = backend.BackendError("licences does not answer")
        answer = self.client.get("/api/courses/course-v1:edX+DataX+2026/", **authorized())
        self.assertEqual(
            (answer.status_code, answer.json()["error"]), (502, "licences does not answer")
        )

    def test_needs_a_token(self):
        self.assertEqual(self.client.get("/api/catalogues/").status_code, 401)
        self.assertEqual(self.client.post("/api/refresh/").status_code, 401)

    def test_the_base_seed_can_be_loaded_again(self):
        call_command("loaddata", "base", verbosity=0)
        self.assertEqual(Catalogue.objects.count(), 3)
