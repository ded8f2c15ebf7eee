# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
from django.db import models


class CatalogueManager(models.Manager):
    """Lets fixtures name a catalogue by its slug, so that loading them again updates it."""

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Catalogue(models.Model):
    """A choice of courses that is offered to an organisation, described by words of their titles or
    keys.
    """

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    words = models.CharField(
        max_length=200, blank=True, help_text="separated by spaces; empty takes every course"
    )
    objects = CatalogueManager()

    def natural_key(self):
        return (self.slug,)

    def __str__(self):
        return self.slug

    def courses(self):
        wanted = models.Q()
        for word in self.words.split():
            wanted |= models.Q(title__icontains=word) | models.Q(key__icontains=word)
        return Course.objects.filter(wanted).order_by("key")


class Course(models.Model):
    """The catalog's copy of a course of the platform."""

    key = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    start = models.DateField()
    refreshed = models.DateTimeField(auto_now=True)

    def __str__(self):
        return self.key
