# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
from django.db import models


class PlanManager(models.Manager):
    """Lets fixtures name a plan by its slug, so that loading them again updates it."""

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Plan(models.Model):
    """Seats that an organisation has bought for the courses of one catalogue."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    catalogue = models.SlugField(help_text="slug of a catalogue of the catalog IDA")
    seats = models.PositiveIntegerField()
    objects = PlanManager()

    def natural_key(self):
        return (self.slug,)

    def __str__(self):
        return self.slug


class LicenceManager(models.Manager):
    def get_by_natural_key(self, plan, email, course):
        return self.get(plan__slug=plan, email=email, course=course)


class Licence(models.Model):
    """A seat of a plan, given to a person for a course."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="licences")
    email = models.EmailField()
    course = models.CharField(max_length=120)
    objects = LicenceManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "email", "course"], name="one_licence_per_person"
            )
        ]

    def natural_key(self):
        return (self.plan.slug, self.email, self.course)
