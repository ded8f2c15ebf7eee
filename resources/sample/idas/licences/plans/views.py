# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The API of plans and licences."""
import json

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Count
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods

from ida_common.tasks import enqueue
from ida_common.tokens import jwt_required
from plans.catalog import courses_of
from plans.models import Licence, Plan
from plans.tasks import assign


def home(request):
    return HttpResponse(
        "Licences: an API without pages; start at /api/plans/\n", content_type="text/plain"
    )


@jwt_required
@require_GET
def plans(request):
    rows = Plan.objects.annotate(assigned=Count("licences")).order_by("slug")
    return JsonResponse(
        {
            "results": [
                {
                    "slug": row.slug,
                    "title": row.title,
                    "catalogue": row.catalogue,
                    "seats": row.seats,
                    "assigned": row.assigned,
                }
                for row in rows
            ]
        }
    )


@jwt_required
@require_GET
def courses(request, slug):
    """The courses that a plan's seats are good for, which the catalog knows."""
    plan = get_object_or_404(Plan, slug=slug)
    return JsonResponse(
        {"plan": slug, "catalogue": plan.catalogue, "results": courses_of(plan.catalogue)}
    )


@jwt_required
@require_http_methods(["GET", "POST"])
def licences(request, slug):
    """GET: who has a seat. POST: asks the worker to give a seat to “email” for “course”."""
    plan = get_object_or_404(Plan, slug=slug)
    if request.method == "POST":
        return _assign(request, plan)
    rows = plan.licences.order_by("email", "course")
    return JsonResponse({"results": [{"email": row.email, "course": row.course} for row in rows]})


def _assign(request, plan):
    try:
        wanted = json.loads(request.body)
        email, course = wanted["email"], wanted["course"]
        validate_email(email)
    except (ValueError, KeyError, TypeError, ValidationError):
        return JsonResponse({"error": "send JSON with “email” and “course”"}, status=400)
    return JsonResponse({"job": enqueue(assign, plan.slug, email, course)}, status=202)


@jwt_required
@require_GET
def counts(request, key):
    """How many seats are given for a course, and how many are free in the plans that gave them."""
    involved = Plan.objects.filter(licences__course=key).distinct()
    free = sum(plan.seats - plan.licences.count() for plan in involved)
    assigned = Licence.objects.filter(course=key).count()
    return JsonResponse({"course": key, "assigned": assigned, "free": free})
