# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Gives a seat of a plan to a person now, without the worker."""
from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError

from ida_common.backend import BackendError
from plans.tasks import assign


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("plan")
        parser.add_argument("email")
        parser.add_argument("course")

    def handle(self, plan, email, course, **options):
        try:
            assigned = assign(plan, email, course)
        except ObjectDoesNotExist:
            raise CommandError(f"no plan “{plan}”") from None
        except BackendError as error:
            raise CommandError(str(error)) from error
        if not assigned:
            raise CommandError("no seat was given: the log says why")
        self.stdout.write(f"{email} has a seat of {plan} for {course}")
