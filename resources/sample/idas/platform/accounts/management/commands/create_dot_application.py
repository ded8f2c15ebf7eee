# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Registers an OAuth client, or brings an existing one to the state that the arguments describe."""
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from oauth2_provider.models import Application


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("name")
        parser.add_argument(
            "username", nargs="?", help="the user the client acts as; by default the one of its name"
        )
        parser.add_argument("--client-id", required=True)
        parser.add_argument("--client-secret", required=True)
        parser.add_argument(
            "--grant-type",
            required=True,
            choices=[grant for grant, _ in Application.GRANT_TYPES if grant],
        )
        parser.add_argument("--redirect-uris", default="", help="separated by commas or spaces")
        parser.add_argument("--scopes", help="taken for the full platform's sake: all are allowed")
        parser.add_argument("--skip-authorization", action="store_true", help="always so")

    def handle(
        self, name, username, client_id, client_secret, grant_type, redirect_uris, **options
    ):
        application = Application.objects.filter(client_id=client_id).first()
        created = application is None
        if created:
            application = Application(client_id=client_id)
        application.name = name
        application.user = get_user_model().objects.filter(username=username or name).first()
        application.client_secret = client_secret
        application.client_type = Application.CLIENT_CONFIDENTIAL
        application.authorization_grant_type = grant_type
        application.redirect_uris = " ".join(redirect_uris.replace(",", " ").split())
        application.skip_authorization = (
            True  # the IDAs of one platform do not ask their user for consent
        )
        try:
            application.full_clean()
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        application.save()
        self.stdout.write(f"client {client_id} {'created' if created else 'updated'}")
