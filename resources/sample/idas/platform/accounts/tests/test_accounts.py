# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
import json
from io import StringIO

from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import TestCase
from oauth2_provider.models import Application

from ida_common.tokens import claims_of

CLIENT = [
    "--client-id=key",
    "--client-secret=secret",
    "--grant-type=client-credentials",
    "--redirect-uris=",
]


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


class CommandTest(TestCase):
    def test_manage_user_creates_then_updates(self):
        self.assertIn("created", run("manage_user", "worker", "worker@example.org", "--staff"))
        self.assertIn("updated", run("manage_user", "worker", "new@example.org", "--superuser"))
        user = get_user_model().objects.get(username="worker")
        self.assertEqual(
            (user.email, user.is_staff, user.is_superuser), ("new@example.org", False, True)
        )
        self.assertFalse(user.has_usable_password())

    def test_manage_user_keeps_the_password(self):
        run("manage_user", "worker", "worker@example.org", "--password=one")
        run("manage_user", "worker", "worker@example.org")
        self.assertTrue(get_user_model().objects.get(username="worker").check_password("one"))

    def test_manage_user_refuses_a_bad_address(self):
        with self.assertRaises(CommandError):
            run("manage_user", "worker", "--", "nowhere")
        self.assertFalse(get_user_model().objects.exists())

    def test_create_dot_application_creates_then_updates(self):
        uris = "--redirect-uris=http://localhost:1/a,http://localhost:2/b"
        arguments = ["create_dot_application", "--client-id=key", "--grant-type=authorization-code"]
        self.assertIn("created", run(*arguments, "--client-secret=one", uris, "name"))
        self.assertIn("updated", run(*arguments, "--client-secret=two", uris, "name"))
        application = Application.objects.get(client_id="key")
        self.assertEqual(application.client_secret, "two")
        self.assertTrue(application.redirect_uri_allowed("http://localhost:2/b"))
        self.assertTrue(application.skip_authorization)

    def test_create_dot_application_takes_what_the_full_platform_takes(self):
        run("manage_user", "worker", "worker@example.org")
        options = ["--skip-authorization", "--scopes=user_id"]
        run("create_dot_application", *CLIENT, *options, "name", "worker")
        self.assertEqual(Application.objects.get(client_id="key").user.username, "worker")

    def test_create_dot_application_refuses_sign_in_without_an_address(self):
        with self.assertRaises(CommandError):
            run(
                "create_dot_application",
                "--client-id=k",
                "--client-secret=s",
                "--grant-type=authorization-code",
                "n",
            )


class TokenTest(TestCase):
    def ask(self, **more):
        form = {
            "grant_type": "client_credentials",
            "client_id": "key",
            "client_secret": "secret",
            **more,
        }
        return self.client.post("/oauth2/access_token/", form)

    def test_a_client_gets_a_jwt_that_the_api_takes(self):
        run("manage_user", "worker", "worker@example.org")
        run("create_dot_application", *CLIENT, "worker")
        token = self.ask(token_type="jwt").json()["access_token"]
        self.assertEqual(claims_of(token)["preferred_username"], "worker")
        me = self.client.get("/api/users/me/", HTTP_AUTHORIZATION=f"JWT {token}").json()
        self.assertEqual(me["username"], "worker")

    def test_an_opaque_token_works_too(self):
        run("create_dot_application", *CLIENT, "nobody")
        token = self.ask().json()["access_token"]
        self.assertNotIn(".", token)
        me = self.client.get("/api/users/me/", HTTP_AUTHORIZATION=f"Bearer {token}").json()
        self.assertEqual(me["username"], "key")

    def test_a_wrong_secret_gets_nothing(self):
        run("create_dot_application", *CLIENT, "nobody")
        self.assertEqual(self.ask(client_secret="guess", token_type="jwt").status_code, 401)

    def test_without_a_token(self):
        for path in ("/api/users/me/", "/api/courses/", "/api/enrolments/", "/api/programs/"):
            self.assertEqual(self.client.get(path).status_code, 401, path)

    def test_the_key_is_published(self):
        keys = json.loads(self.client.get("/oauth2/jwks.json").content)["keys"]
        self.assertEqual([(key["kid"], key["kty"]) for key in keys], [("devstack_key", "RSA")])
