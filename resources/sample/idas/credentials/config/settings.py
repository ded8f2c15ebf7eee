# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The settings of credentials; see ida_common/settings.py for what it shares with the other IDAs.
"""
import os

from ida_common.settings import *  # noqa: F403
from ida_common.settings import COMMON_APPS, MIDDLEWARE, cookie_name, database

SECRET_KEY = os.environ.get("SECRET_KEY", "credentials-development-key")
ROOT_NAME = "credentials"
DATABASES = {"default": database()}
SESSION_COOKIE_NAME = cookie_name("session", ROOT_NAME)
CSRF_COOKIE_NAME = cookie_name("csrf", ROOT_NAME)
INSTALLED_APPS = [*COMMON_APPS, "social_django", "certificates"]

MIDDLEWARE = [*MIDDLEWARE, "social_django.middleware.SocialAuthExceptionMiddleware"]

# The catalog is optional: without it the titles of courses come from the platform.
CATALOG_URL = os.environ.get("CATALOG_URL", "").rstrip("/")

# Users sign in at the platform, in their browser.
AUTHENTICATION_BACKENDS = [
    "certificates.sign_in.PlatformOAuth2",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
SOCIAL_AUTH_EDX_OAUTH2_KEY = os.environ.get("SSO_CLIENT_ID", "")
SOCIAL_AUTH_EDX_OAUTH2_SECRET = os.environ.get("SSO_CLIENT_SECRET", "")
SOCIAL_AUTH_RAISE_EXCEPTIONS = False  # a refusal is a page for the user, in development too
SOCIAL_AUTH_LOGIN_ERROR_URL = "/login/failed/"
