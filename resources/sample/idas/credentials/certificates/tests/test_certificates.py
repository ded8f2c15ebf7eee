# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
from unittest import mock
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import TestCase, override_settings

from certificates import issuing
from certificates.models import Certificate, ProgramRecord
from ida_common.backend import BackendError
from ida_common.testing import authorized, with_test_key

ENROLMENTS = [
    {"user": "verified", "course": "a+b", "track": "verified", "completed": True},
    {"user": "verified", "course": "c+d", "track": "verified", "completed": False},
    {"user": "honor", "course": "a+b", "track": "audit", "completed": True},
]


class Others:
    """The platform and the catalog, as far as credentials asks them."""

    def __init__(self, catalog=True):
        self.catalog = catalog

    def get(self, base, path):
        if base == settings.CATALOG_URL:
            if not self.catalog:
                raise BackendError("the catalog does not answer")
            return {"title": "The catalog's title"}
        if path == "/api/enrolments/":
            return {"results": ENROLMENTS}
        if path == "/api/programs/":
            return {"results": [{"key": "p", "title": "P", "courses": ["a+b", "c+d"]}]}
        return {"title": "The platform's title"}


@override_settings(CATALOG_URL="http://catalog.test", PLATFORM_URL="http://platform.test")
class IssuingTest(TestCase):
    def with_others(self, others):
        patch = mock.patch.object(issuing.backend, "get", others.get)
        patch.start()
        self.addCleanup(patch.stop)

    def test_issues_for_completed_verified_enrolments_once(self):
        self.with_others(Others())
        self.assertEqual((issuing.issue_certificates(), issuing.issue_certificates()), (1, 0))
        certificate = Certificate.objects.get()
        self.assertEqual(
            (certificate.username, certificate.title), ("verified", "The catalog's title")
        )

    def test_does_without_the_catalog(self):
        self.with_others(Others(catalog=False))
        issuing.issue_certificates()
        self.assertEqual(Certificate.objects.get().title, "The platform's title")

    def test_records(self):
        self.with_others(Others())
        issuing.issue_certificates()
        self.assertEqual((issuing.update_records(), issuing.update_records()), (1, 1))
        record = ProgramRecord.objects.get()
        self.assertEqual((record.earned, record.total), (1, 2))


class PagesTest(TestCase):
    @override_settings(
        SOCIAL_AUTH_EDX_OAUTH2_KEY="the-key", PLATFORM_PUBLIC_URL="http://localhost:18000"
    )
    def test_sign_in_leads_the_browser_to_the_platform(self):
        answer = self.client.get("/login/", follow=False)
        answer = self.client.get(answer["Location"])
        target = urlsplit(answer["Location"])
        self.assertEqual(
            f"{target.scheme}://{target.netloc}{target.path}",
            "http://localhost:18000/oauth2/authorize/",
        )
        query = parse_qs(target.query)
        self.assertEqual(query["client_id"], ["the-key"])
        self.assertEqual(query["redirect_uri"], ["http://testserver/complete/edx-oauth2/"])
        self.assertTrue(query["state"])

    def test_a_forged_return_signs_nobody_in(self):
        answer = self.client.get(
            "/complete/edx-oauth2/", {"code": "x", "state": "forged"}, follow=True
        )
        self.assertEqual(answer.status_code, 403)
        self.assertNotIn("_auth_user_id", self.client.session)

    def test_home_shows_the_user_and_nobody_elses_certificates(self):
        for username in ("verified", "honor"):
            Certificate.objects.create(
                username=username, course="c", title=f"Certificate of {username}"
            )
        self.client.force_login(
            get_user_model().objects.create_user("verified"),
            backend=settings.AUTHENTICATION_BACKENDS[1],
        )
        self.assertContains(
            self.client.get("/"), '<strong id="username">verified</strong>', html=True
        )
        self.assertContains(self.client.get("/"), "Certificate of verified")
        self.assertNotContains(self.client.get("/"), "Certificate of honor")

    @with_test_key
    def test_the_api_needs_a_token(self):
        self.assertEqual(self.client.get("/api/certificates/").status_code, 401)
        self.assertEqual(self.client.get("/api/certificates/", **authorized()).status_code, 200)
