# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Brings the programme records up to date with the platform's programmes; again is no error."""
from django.core.management.base import BaseCommand, CommandError

from certificates.issuing import issue_certificates, update_records
from ida_common.backend import BackendError


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        try:
            issue_certificates()
            count = update_records()
        except BackendError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} programme records")
