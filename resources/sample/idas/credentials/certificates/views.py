# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The pages a user sees, and the API of certificates and records."""
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from certificates.models import Certificate, ProgramRecord, Signatory
from ida_common.tokens import jwt_required


def home(request):
    """Who is signed in, with their certificates; else the way to sign in."""
    context = {}
    if request.user.is_authenticated:
        mine = {"username": request.user.username}
        context = {
            "certificates": Certificate.objects.filter(**mine).order_by("course"),
            "records": ProgramRecord.objects.filter(**mine).order_by("program"),
            "signatories": Signatory.objects.order_by("name"),
        }
    return render(request, "home.html", context)


def sign_in(request):
    return redirect("social:begin", "edx-oauth2")


def sign_in_failed(request):
    return render(request, "failed.html", status=403)


def _of_one_user(rows, request):
    return rows.filter(username=request.GET["user"]) if request.GET.get("user") else rows


@jwt_required
@require_GET
def certificates(request):
    rows = _of_one_user(Certificate.objects.order_by("username", "course"), request)
    return JsonResponse(
        {
            "results": [
                {
                    "uuid": str(row.uuid),
                    "user": row.username,
                    "course": row.course,
                    "title": row.title,
                }
                for row in rows
            ]
        }
    )


@jwt_required
@require_GET
def records(request):
    rows = _of_one_user(ProgramRecord.objects.order_by("username", "program"), request)
    return JsonResponse(
        {
            "results": [
                {
                    "user": row.username,
                    "program": row.program,
                    "title": row.title,
                    "earned": row.earned,
                    "total": row.total,
                }
                for row in rows
            ]
        }
    )
