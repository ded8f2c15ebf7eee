# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
from config.urls import urlpatterns as of_light
from django.db import connection
from django.http import JsonResponse
from django.urls import path


def heartbeat(request):
    connection.ensure_connection()
    return JsonResponse({"sql": {"status": True}})


urlpatterns = [*of_light, path("heartbeat", heartbeat)]
