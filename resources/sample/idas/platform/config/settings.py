# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The platform's settings; see ida_common/settings.py for what it shares with the other IDAs."""
import os

from ida_common.settings import *  # noqa: F403
from ida_common.settings import BASE_DIR, COMMON_APPS, cookie_name, database

SECRET_KEY = os.environ.get("SECRET_KEY", "platform-development-key")
ROOT_NAME = "platform"
DATABASES = {"default": database()}
SESSION_COOKIE_NAME = cookie_name("session", ROOT_NAME)
CSRF_COOKIE_NAME = cookie_name("csrf", ROOT_NAME)
INSTALLED_APPS = [*COMMON_APPS, "oauth2_provider", "accounts", "courses"]

LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"

# The key is fixed and public on purpose: every IDA of a development stack knows its public half.
JWT_PRIVATE_KEY = (BASE_DIR / "config" / "devstack_key.pem").read_text()
JWT_KEY_ID = "devstack_key"
JWT_LIFETIME_SECONDS = int(os.environ.get("JWT_LIFETIME_SECONDS", "3600"))
OAUTH2_PROVIDER = {
    "SCOPES": {"read": "Read", "write": "Write", "email": "E-mail address", "profile": "Name"},
    "DEFAULT_SCOPES": ["read", "email", "profile"],
    "ACCESS_TOKEN_EXPIRE_SECONDS": JWT_LIFETIME_SECONDS,
    "PKCE_REQUIRED": False,
}
