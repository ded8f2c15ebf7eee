# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
from django.contrib.auth.views import LogoutView
from django.urls import path

from certificates import views

urlpatterns = [
    path("", views.home),
    path("login/", views.sign_in),
    path("login/failed/", views.sign_in_failed),
    path("logout/", LogoutView.as_view(next_page="/")),
    path("api/certificates/", views.certificates),
    path("api/records/", views.records),
]
