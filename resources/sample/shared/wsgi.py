# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The application that gunicorn serves.

A mistake that is saved while the server runs must not end the container: the failure is shown on
every page until the next save reloads the application.
"""
import os
import traceback
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def _failed(report):
    def application(environ, start_response):
        start_response("500 Internal Server Error", [("Content-Type", "text/plain; charset=utf-8")])
        return [report.encode()]

    return application


def _load():
    application = get_wsgi_application()
    # Now, so that the reloader knows these modules and the first page is quick.
    import_module(settings.ROOT_URLCONF)
    return application


if os.environ.get("RELOAD", "auto") == "off":
    application = _load()
else:
    try:
        application = _load()
    except Exception:
        traceback.print_exc()
        application = _failed(traceback.format_exc())
