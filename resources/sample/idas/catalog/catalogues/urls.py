# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
from django.urls import path

from catalogues import views

urlpatterns = [
    path("", views.home),
    path("api/catalogues/", views.catalogues),
    path("api/catalogues/<slug:slug>/courses/", views.courses),
    path("api/courses/<path:key>/", views.course),
    path("api/refresh/", views.refresh),
]
