# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
from django.urls import include, path

urlpatterns = [
    path("", include("ida_common.health")),
    path("", include("catalogues.urls")),
]
