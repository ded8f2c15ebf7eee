# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The licences' jobs."""
import logging

from django.db import transaction

from ida_common.tasks import task
from plans.catalog import courses_of
from plans.models import Licence, Plan

log = logging.getLogger(__name__)


@task
def assign(plan_slug, email, course):
    """Gives a seat to a person, if the plan's catalogue has the course and a seat is free; returns
    whether it did.
    """
    catalogue = Plan.objects.get(slug=plan_slug).catalogue
    if course not in [row["key"] for row in courses_of(catalogue)]:
        log.warning("plan %s: its catalogue %s has no course %s", plan_slug, catalogue, course)
        return False
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(slug=plan_slug)
        if plan.licences.filter(email=email, course=course).exists():
            return True
        if plan.licences.count() >= plan.seats:
            log.warning("plan %s has no free seat for %s", plan_slug, email)
            return False
        Licence.objects.create(plan=plan, email=email, course=course)
    log.info("plan %s: a seat for %s in %s", plan_slug, email, course)
    return True
