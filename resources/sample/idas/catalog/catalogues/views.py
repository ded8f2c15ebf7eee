# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The catalog's API."""
from datetime import timedelta
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from catalogues.models import Catalogue, Course
from catalogues.tasks import refresh_courses
from ida_common import backend
from ida_common.tasks import enqueue
from ida_common.tokens import jwt_required


def _course(row):
    return {
        "key": row.key,
        "title": row.title,
        "description": row.description,
        "start": row.start.isoformat(),
    }


def home(request):
    return HttpResponse(
        "Catalog: an API without pages; start at /api/catalogues/\n", content_type="text/plain"
    )


@jwt_required
@require_GET
def catalogues(request):
    rows = Catalogue.objects.order_by("slug")
    return JsonResponse({"results": [{"slug": row.slug, "title": row.title} for row in rows]})


@jwt_required
@require_GET
def courses(request, slug):
    """A catalogue's courses; old ones are answered at once and refreshed by the worker."""
    catalogue = get_object_or_404(Catalogue, slug=slug)
    limit = timezone.now() - timedelta(seconds=settings.COURSES_MAX_AGE_SECONDS)
    if not Course.objects.filter(refreshed__gte=limit).exists():
        enqueue(refresh_courses)
    return JsonResponse(
        {"catalogue": slug, "results": [_course(row) for row in catalogue.courses()]}
    )


@jwt_required
@require_GET
def course(request, key):
    """A course with the state of its licences, which the licences IDA knows."""
    row = get_object_or_404(Course, key=key)
    counts = backend.get(settings.LICENCES_URL, f"/api/courses/{quote(key)}/licences/")
    return JsonResponse(
        {**_course(row), "licences": {"assigned": counts["assigned"], "free": counts["free"]}}
    )


@jwt_required
@require_POST
def refresh(request):
    return JsonResponse({"job": enqueue(refresh_courses)}, status=202)
