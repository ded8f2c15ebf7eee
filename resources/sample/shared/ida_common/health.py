# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The health page: 200 when the database answers and holds this IDA's schema, else 503 with the
reason.
"""
from django.apps import apps
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.urls import path


def problem():
    """What keeps this IDA from working, or None."""
    try:
        with connection.cursor() as cursor:
            present = set(connection.introspection.table_names(cursor))
    except DatabaseError as error:
        return f"the database does not answer: {error.args[-1] if error.args else error}"
    for model in apps.get_models():
        if model._meta.managed and model._meta.db_table not in present:
            return f"table “{model._meta.db_table}” is missing"
    return None


def health(request):
    reason = problem()
    if reason:
        return JsonResponse(
            {"status": "unavailable", "reason": reason},
            status=503,
            json_dumps_params={"ensure_ascii": False},
        )
    return JsonResponse({"status": "ok"})


urlpatterns = [path("health/", health)]
