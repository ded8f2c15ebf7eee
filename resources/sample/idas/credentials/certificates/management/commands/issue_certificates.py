# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Issues the certificates that completed enrolments earn; again is no error."""
from django.core.management.base import BaseCommand, CommandError

from certificates.issuing import issue_certificates
from ida_common.backend import BackendError


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        try:
            new = issue_certificates()
        except BackendError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{new} new certificates")
