# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
from django.urls import path

from courses import views

urlpatterns = [
    path("api/courses/", views.courses),
    path("api/courses/<path:key>/", views.course),
    path("api/enrolments/", views.enrolments),
    path("api/programs/", views.programs),
]
