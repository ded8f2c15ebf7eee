# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Tests of what the IDAs share; each of them runs them."""
import json
from unittest import mock

from django.db import OperationalError
from django.test import RequestFactory, SimpleTestCase, TestCase, override_settings

from ida_common import health, tasks
from ida_common.testing import token, with_test_key
from ida_common.tokens import TokenRejected, claims_of


@with_test_key
class TokenTest(SimpleTestCase):
    def test_accepts_a_token_of_the_platform(self):
        self.assertEqual(claims_of(token(sub="7"))["sub"], "7")

    def test_says_why_a_token_is_rejected(self):
        cases = {
            "no token": "",
            "not issued by": token(iss="http://localhost:1/oauth2"),
            "not valid": token(exp=1),
            "audience": token(aud="somebody else"),
            "Not enough segments": "forged",
        }
        for reason, text in cases.items():
            with self.subTest(reason), self.assertRaises(TokenRejected) as caught:
                claims_of(text)
            self.assertIn(reason.lower(), str(caught.exception).lower())

    def test_a_token_signed_by_another_key_is_rejected(self):
        with override_settings(JWT_PUBLIC_KEY=_other_key()), self.assertRaises(TokenRejected):
            claims_of(token())


def _other_key():
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()
    return key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    ).decode()


class HealthTest(TestCase):
    def _answer(self):
        response = health.health(RequestFactory().get("/health/"))
        return response.status_code, json.loads(response.content)

    def test_is_well_with_the_schema(self):
        self.assertEqual(self._answer(), (200, {"status": "ok"}))

    def test_names_a_missing_table(self):
        with mock.patch.object(
            health.connection.introspection, "table_names", return_value=["auth_permission"]
        ):
            status, answer = self._answer()
        self.assertEqual(status, 503)
        self.assertRegex(answer["reason"], "^table “.+” is missing$")

    def test_names_a_database_that_is_away(self):
        with mock.patch.object(
            health.connection, "cursor", side_effect=OperationalError(2002, "refused")
        ):
            status, answer = self._answer()
        self.assertEqual((status, answer["reason"]), (503, "the database does not answer: refused"))


class FakeRedis:
    """The few list commands that the queue uses, in memory."""

    def __init__(self):
        self.lists = {}

    def lpush(self, name, value):
        self.lists.setdefault(name, []).insert(0, value)

    def lmove(self, source, target, first, second):
        if not self.lists.get(source):
            return None
        value = self.lists[source].pop(0 if first == "LEFT" else -1)
        self.lists.setdefault(target, []).insert(
            0 if second == "LEFT" else len(self.lists[target]), value
        )
        return value

    def blmove(self, source, target, timeout, first, second):
        return self.lmove(source, target, first, second)

    def lrem(self, name, count, value):
        self.lists[name].remove(value)

    def waiting(self):
        return sum(len(values) for values in self.lists.values())


@override_settings(REDIS_URL="redis://nowhere", TASKS_EAGER=False)
class QueueTest(SimpleTestCase):
    def setUp(self):
        self.redis = FakeRedis()
        self.seen = []
        patch = mock.patch.object(tasks, "connect", return_value=self.redis)
        patch.start()
        self.addCleanup(patch.stop)

    def job(self, failing=0):
        def note(value):
            self.seen.append(value)
            if len(self.seen) <= failing:
                raise ValueError("not yet")

        return tasks.task(note)

    def test_runs_in_order(self):
        note = self.job()
        tasks.enqueue(note, 1)
        tasks.enqueue(note, 2)
        while tasks.work_once(self.redis, 1):
            pass
        self.assertEqual((self.seen, self.redis.waiting()), ([1, 2], 0))

    def test_tries_three_times(self):
        tasks.enqueue(self.job(failing=9), 1)
        with self.assertLogs("ida_common.tasks", "ERROR"):
            while tasks.work_once(self.redis, 1):
                pass
        self.assertEqual((self.seen, self.redis.waiting()), ([1, 1, 1], 0))

    def test_a_job_of_a_dead_worker_is_run_again(self):
        tasks.enqueue(self.job(), 1)
        waiting, running = tasks._lists()
        self.redis.lmove(waiting, running, "RIGHT", "LEFT")  # taken, and then the worker died
        tasks.recover(self.redis)
        self.assertTrue(tasks.work_once(self.redis, 1))
        self.assertEqual((self.seen, self.redis.waiting()), ([1], 0))

    def test_eager_needs_no_redis(self):
        with override_settings(TASKS_EAGER=True):
            tasks.enqueue(self.job(), 5)
        self.assertEqual((self.seen, self.redis.waiting()), ([5], 0))
