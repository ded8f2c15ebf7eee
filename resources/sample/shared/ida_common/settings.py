# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The settings that every sample IDA shares; an IDA's config/settings.py adds what is its own."""
import os
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = os.environ.get("DJANGO_DEBUG", "true").lower() == "true"
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "*").split(",")
PUBLIC_URL = os.environ["PUBLIC_URL"].rstrip("/")

COMMON_APPS = [
    "ida_common",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "ida_common.errors.ReportOutage",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ]
        },
    }
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static"
TIME_ZONE = "UTC"
USE_TZ = True
TESTING = sys.argv[1:2] == ["test"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {"django": {"handlers": [], "propagate": True}},
    "root": {
        "handlers": ["console"],
        "level": "CRITICAL" if TESTING else os.environ.get("LOG_LEVEL", "INFO"),
    },
}

# The platform has two addresses: the browser's, which also names the issuer of tokens, and the
# containers'.
PLATFORM_PUBLIC_URL = os.environ.get("PLATFORM_PUBLIC_URL", "http://localhost:18000").rstrip("/")
PLATFORM_URL = os.environ.get("PLATFORM_URL", "http://platform.devstack:18000").rstrip("/")
JWT_ISSUER = f"{PLATFORM_PUBLIC_URL}/oauth2"
JWT_AUDIENCE = "devstack"
JWT_PUBLIC_KEY = (BASE_DIR / "ida_common" / "devstack_key.pub.pem").read_text()

# This IDA's own client at the platform, for calls from server to server.
BACKEND_CLIENT_ID = os.environ.get("BACKEND_CLIENT_ID", "")
BACKEND_CLIENT_SECRET = os.environ.get("BACKEND_CLIENT_SECRET", "")

REDIS_URL = os.environ.get("REDIS_URL", "")
TASKS_EAGER = os.environ.get("TASKS_EAGER", "false").lower() == "true"


def database():
    """The IDA's own MariaDB; a server that is not there yet is an error after seconds, not a hang."""
    return {
        "ENGINE": "django.db.backends.mysql",
        "HOST": os.environ.get("DATABASE_HOST", "db"),
        "PORT": os.environ.get("DATABASE_PORT", "3306"),
        "NAME": os.environ["DATABASE_NAME"],
        "USER": os.environ["DATABASE_USER"],
        "PASSWORD": os.environ["DATABASE_PASSWORD"],
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"charset": "utf8mb4", "connect_timeout": 3},
        "TEST": {"CHARSET": "utf8mb4"},
    }


def cookie_name(kind, ida):
    """A name for a cookie: browsers share cookies between all ports of localhost, so it carries the
    port.
    """
    return re.sub(r"\W", "_", f"{ida}_{urlsplit(PUBLIC_URL).port or 80}_{kind}")
