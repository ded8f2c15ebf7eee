# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
from django.urls import path

from plans import views

urlpatterns = [
    path("", views.home),
    path("api/plans/", views.plans),
    path("api/plans/<slug:slug>/courses/", views.courses),
    path("api/plans/<slug:slug>/licences/", views.licences),
    path("api/courses/<path:key>/licences/", views.counts),
]
