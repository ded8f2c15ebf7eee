# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
from io import StringIO

from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import TestCase

from courses.models import Course, Enrolment, Program
from ida_common.testing import authorized, with_test_key

COURSE = "course-v1:edX+OpsX+2026"


def as_user(username, administrator=False):
    return authorized(
        preferred_username=username, administrator=administrator, grant_type="authorization-code"
    )


def as_service():
    return authorized(
        preferred_username="svc", administrator=False, grant_type="client-credentials"
    )


@with_test_key
class CoursesTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        get_user_model().objects.create_user("already_there")  # takes the first primary key
        call_command("loaddata", "base", verbosity=0)

    def test_the_base_seed_can_be_loaded_again(self):
        before = Course.objects.count(), Enrolment.objects.count(), get_user_model().objects.count()
        call_command("loaddata", "base", verbosity=0)
        self.assertEqual(
            (Course.objects.count(), Enrolment.objects.count(), get_user_model().objects.count()),
            before,
        )
        self.assertTrue(get_user_model().objects.filter(username="already_there").exists())
        self.assertTrue(self.client.login(username="verified", password="edx"))

    def test_a_user_sees_their_own_enrolments_a_service_all(self):
        own = self.client.get("/api/enrolments/", **as_user("honor")).json()["results"]
        self.assertEqual({row["user"] for row in own}, {"honor"})
        everybody = self.client.get("/api/enrolments/", **as_service()).json()["results"]
        self.assertEqual(len(everybody), Enrolment.objects.count())

    def test_enrolling(self):
        cases = [
            (as_user("honor"), {"user": "honor", "course": COURSE}, 201),
            (as_user("honor"), {"user": "audit", "course": COURSE}, 403),
            (as_service(), {"user": "audit", "course": COURSE, "track": "verified"}, 201),
            (as_service(), {"user": "audit", "course": "no-such-course"}, 404),
            (as_service(), {"user": "audit", "course": COURSE, "track": "gold"}, 400),
            (as_service(), ["not", "an", "object"], 400),
        ]
        for credentials, body, status in cases:
            with self.subTest(body=body, status=status):
                answer = self.client.post(
                    "/api/enrolments/", body, content_type="application/json", **credentials
                )
                self.assertEqual(answer.status_code, status, answer.content)

    def test_demo_programs_are_idempotent(self):
        for _ in range(2):
            call_command("create_demo_programs", stdout=StringIO())
        self.assertEqual(Program.objects.get(key="demo-micromasters").courses.count(), 2)
        self.assertEqual(Program.objects.count(), 2)

    def test_demo_programs_need_the_courses(self):
        Course.objects.all().delete()
        with self.assertRaises(CommandError):
            call_command("create_demo_programs", stdout=StringIO())
        self.assertFalse(Program.objects.exists())
