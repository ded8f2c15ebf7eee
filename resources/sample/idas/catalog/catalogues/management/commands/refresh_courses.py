# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Fetches the platform's courses now, without the worker."""
from django.core.management.base import BaseCommand, CommandError

from catalogues.tasks import refresh_courses
from ida_common.backend import BackendError


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        try:
            count = refresh_courses()
        except BackendError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} courses refreshed")
