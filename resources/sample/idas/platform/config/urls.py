# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

urlpatterns = [
    path("", include("ida_common.health")),
    path("", include("accounts.urls")),
    path("", include("courses.urls")),
    path("login/", LoginView.as_view()),
    path("logout/", LogoutView.as_view(next_page="/")),
]
