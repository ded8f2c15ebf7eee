# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The catalog's jobs."""
import logging
from datetime import date

from django.conf import settings
from django.db import transaction

from catalogues.models import Course
from ida_common import backend
from ida_common.tasks import task

log = logging.getLogger(__name__)


@task
def refresh_courses():
    """Makes the catalog's courses what the platform has, and returns how many there are."""
    rows = backend.get(settings.PLATFORM_URL, "/api/courses/")["results"]
    with transaction.atomic():
        for row in rows:
            Course.objects.update_or_create(
                key=row["key"],
                defaults={
                    "title": row["title"],
                    "description": row["description"],
                    "start": date.fromisoformat(row["start"]),
                },
            )
        gone, _ = Course.objects.exclude(key__in=[row["key"] for row in rows]).delete()
    log.info("%d courses refreshed, %d removed", len(rows), gone)
    return len(rows)
