# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The settings of catalog; see ida_common/settings.py for what it shares with the other IDAs."""
import os

from ida_common.settings import *  # noqa: F403
from ida_common.settings import COMMON_APPS, cookie_name, database

SECRET_KEY = os.environ.get("SECRET_KEY", "catalog-development-key")
ROOT_NAME = "catalog"
DATABASES = {"default": database()}
SESSION_COOKIE_NAME = cookie_name("session", ROOT_NAME)
CSRF_COOKIE_NAME = cookie_name("csrf", ROOT_NAME)
INSTALLED_APPS = [*COMMON_APPS, "catalogues"]

LICENCES_URL = os.environ.get("LICENCES_URL", "http://licences.devstack:18170").rstrip("/")
# Courses older than this are fetched from the platform again when somebody asks for them.
COURSES_MAX_AGE_SECONDS = int(os.environ.get("COURSES_MAX_AGE_SECONDS", "3600"))
