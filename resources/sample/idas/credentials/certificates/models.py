# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
import uuid

from django.db import models


class SignatoryManager(models.Manager):
    """Lets fixtures name a signatory by name, so that loading them again updates."""

    def get_by_natural_key(self, name):
        return self.get(name=name)


class Signatory(models.Model):
    """A person whose name stands under certificates."""

    name = models.CharField(max_length=100, unique=True)
    title = models.CharField(max_length=100)
    objects = SignatoryManager()

    def natural_key(self):
        return (self.name,)


class Certificate(models.Model):
    """Says that a user has completed a course."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=150)
    course = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    issued = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["username", "course"], name="one_certificate_per_course"
            )
        ]


class ProgramRecord(models.Model):
    """How far a user has come in a programme of the platform."""

    username = models.CharField(max_length=150)
    program = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    earned = models.PositiveIntegerField()
    total = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["username", "program"], name="one_record_per_program")
        ]
