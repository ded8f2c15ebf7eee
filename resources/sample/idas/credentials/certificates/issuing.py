# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Issues certificates and programme records from what the platform knows."""
import logging
from urllib.parse import quote

from django.conf import settings

from certificates.models import Certificate, ProgramRecord
from ida_common import backend

log = logging.getLogger(__name__)


def title_of(course):
    """A course's title: the catalog's, or the platform's where no catalog runs."""
    if settings.CATALOG_URL:
        try:
            return backend.get(settings.CATALOG_URL, f"/api/courses/{quote(course)}/")["title"]
        except backend.BackendError as error:
            log.info("the platform is asked instead: %s", error)
    return backend.get(settings.PLATFORM_URL, f"/api/courses/{quote(course)}/")["title"]


def issue_certificates():
    """A certificate for every completed enrolment in the verified track; returns how many are new."""
    new = 0
    for row in backend.get(settings.PLATFORM_URL, "/api/enrolments/")["results"]:
        if row["completed"] and row["track"] == "verified":
            _, created = Certificate.objects.update_or_create(
                username=row["user"],
                course=row["course"],
                defaults={"title": title_of(row["course"])},
            )
            new += created
    return new


def update_records():
    """A record for every user and programme of which a course was completed; returns how many there
    are.
    """
    holders = {}
    for certificate in Certificate.objects.all():
        holders.setdefault(certificate.username, set()).add(certificate.course)
    count = 0
    for program in backend.get(settings.PLATFORM_URL, "/api/programs/")["results"]:
        for username, courses in holders.items():
            earned = len(courses.intersection(program["courses"]))
            if earned:
                ProgramRecord.objects.update_or_create(
                    username=username,
                    program=program["key"],
                    defaults={
                        "title": program["title"],
                        "earned": earned,
                        "total": len(program["courses"]),
                    },
                )
                count += 1
    return count
