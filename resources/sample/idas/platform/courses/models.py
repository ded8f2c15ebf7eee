# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
from django.conf import settings
from django.db import models


class NaturalKey(models.Manager):
    """Lets fixtures name a row by its key, so that loading them again updates instead of colliding."""

    def get_by_natural_key(self, key):
        return self.get(key=key)


class Course(models.Model):
    """A course run that users can enrol in."""

    key = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    start = models.DateField()
    objects = NaturalKey()

    def natural_key(self):
        return (self.key,)

    def __str__(self):
        return self.key


class Program(models.Model):
    """Courses that together lead to a credential."""

    key = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    courses = models.ManyToManyField(Course, related_name="programs")
    objects = NaturalKey()

    def natural_key(self):
        return (self.key,)

    def __str__(self):
        return self.key


class EnrolmentManager(models.Manager):
    def get_by_natural_key(self, username, key):
        return self.get(user__username=username, course__key=key)


class Enrolment(models.Model):
    """A user's place in a course."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    course = models.ForeignKey(Course, on_delete=models.CASCADE)
    track = models.CharField(max_length=20, choices=[("audit", "Audit"), ("verified", "Verified")])
    completed = models.BooleanField(default=False)
    objects = EnrolmentManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "course"], name="one_enrolment_per_course")
        ]

    def natural_key(self):
        return (self.user.username, self.course.key)
