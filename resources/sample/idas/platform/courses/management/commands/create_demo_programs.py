# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Creates the demonstration programmes out of the courses of the base data; again is no error."""
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from courses.models import Course, Program

PROGRAMS = {
    "demo-micromasters": (
        "Demonstration MicroMasters",
        ["course-v1:edX+DemoX+2026", "course-v1:edX+DataX+2026"],
    ),
    "demo-professional": (
        "Demonstration Professional Certificate",
        ["course-v1:edX+WebX+2026", "course-v1:edX+DataX+2026"],
    ),
}


class Command(BaseCommand):
    help = __doc__

    @transaction.atomic
    def handle(self, **options):
        for key, (title, course_keys) in PROGRAMS.items():
            courses = list(Course.objects.filter(key__in=course_keys))
            missing = set(course_keys) - {course.key for course in courses}
            if missing:
                raise CommandError(
                    f"no course {', '.join(sorted(missing))}: load the base seed first"
                )
            program, created = Program.objects.update_or_create(key=key, defaults={"title": title})
            program.courses.set(courses)
            self.stdout.write(f"programme {key} {'created' if created else 'updated'}")
