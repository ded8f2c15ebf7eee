# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
from django.urls import path
from oauth2_provider.views import AuthorizationView

from accounts import views

urlpatterns = [
    path("", views.home),
    path("oauth2/authorize/", AuthorizationView.as_view()),
    path("oauth2/access_token/", views.AccessTokenView.as_view()),
    path("oauth2/jwks.json", views.keys),
    path("api/users/me/", views.me),
]
