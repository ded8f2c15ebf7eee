# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The settings of licences; see ida_common/settings.py for what it shares with the other IDAs."""
import os

from ida_common.settings import *  # noqa: F403
from ida_common.settings import COMMON_APPS, cookie_name, database

SECRET_KEY = os.environ.get("SECRET_KEY", "licences-development-key")
ROOT_NAME = "licences"
DATABASES = {"default": database()}
SESSION_COOKIE_NAME = cookie_name("session", ROOT_NAME)
CSRF_COOKIE_NAME = cookie_name("csrf", ROOT_NAME)
INSTALLED_APPS = [*COMMON_APPS, "plans"]

CATALOG_URL = os.environ.get("CATALOG_URL", "http://catalog.devstack:18160").rstrip("/")
