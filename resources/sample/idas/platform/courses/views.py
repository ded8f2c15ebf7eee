# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The platform's API of courses, programmes and enrolments."""
import json

from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods

from accounts.views import token_required
from courses.models import Course, Enrolment, Program


def _course(row):
    return {
        "key": row.key,
        "title": row.title,
        "description": row.description,
        "start": row.start.isoformat(),
    }


def _enrolment(row):
    return {
        "user": row.user.username,
        "course": row.course.key,
        "track": row.track,
        "completed": row.completed,
    }


@token_required
@require_GET
def courses(request):
    return JsonResponse({"results": [_course(row) for row in Course.objects.order_by("key")]})


@token_required
@require_GET
def course(request, key):
    return JsonResponse(_course(get_object_or_404(Course, key=key)))


@token_required
@require_GET
def programs(request):
    rows = Program.objects.order_by("key").prefetch_related("courses")
    return JsonResponse(
        {
            "results": [
                {
                    "key": row.key,
                    "title": row.title,
                    "courses": sorted(item.key for item in row.courses.all()),
                }
                for row in rows
            ]
        }
    )


def _may_see_all(claims):
    return claims["administrator"] or claims["grant_type"] == "client-credentials"


@token_required
@require_http_methods(["GET", "POST"])
def enrolments(request):
    """GET: one's own enrolments, or everybody's for a service; ?course= and ?user= narrow. POST:
    enrol a user.
    """
    if request.method == "POST":
        return _enrol(request)
    rows = Enrolment.objects.select_related("user", "course").order_by(
        "user__username", "course__key"
    )
    if not _may_see_all(request.claims):
        rows = rows.filter(user__username=request.claims["preferred_username"])
    if request.GET.get("user"):
        rows = rows.filter(user__username=request.GET["user"])
    if request.GET.get("course"):
        rows = rows.filter(course__key=request.GET["course"])
    return JsonResponse({"results": [_enrolment(row) for row in rows]})


def _enrol(request):
    try:
        wanted = json.loads(request.body)
        username, key, track = wanted["user"], wanted["course"], wanted.get("track", "audit")
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"error": "send JSON with “user” and “course”"}, status=400)
    if track not in ("audit", "verified"):
        return JsonResponse({"error": "“track” is audit or verified"}, status=400)
    if not _may_see_all(request.claims) and username != request.claims["preferred_username"]:
        return JsonResponse({"error": "only a service may enrol somebody else"}, status=403)
    user = get_object_or_404(get_user_model(), username=username)
    with transaction.atomic():
        row, created = Enrolment.objects.update_or_create(
            user=user, course=get_object_or_404(Course, key=key), defaults={"track": track}
        )
    return JsonResponse(_enrolment(row), status=201 if created else 200)
