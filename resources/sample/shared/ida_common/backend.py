# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Calls from this IDA to the others, with a token of its own client at the platform."""
import threading
import time

import requests
from django.conf import settings

_TIMEOUT = (3, 15)
_lock = threading.Lock()
_token = {"value": "", "until": 0.0}


class BackendError(Exception):
    """Another IDA did not answer as expected; the text names it and says what it answered."""


def _answer(method, url, **options):
    try:
        response = requests.request(method, url, timeout=_TIMEOUT, **options)
    except requests.RequestException as error:
        raise BackendError(f"{url} does not answer: {error.__class__.__name__}") from error
    if response.status_code >= 400:
        raise BackendError(f"{url} answered {response.status_code}: {response.text[:200]}")
    try:
        return response.json()
    except ValueError as error:
        raise BackendError(f"{url} did not answer with JSON") from error


def token(now=time.monotonic):
    """A token by client credentials, kept until shortly before it expires."""
    with _lock:
        if now() >= _token["until"]:
            answer = _answer(
                "POST",
                f"{settings.PLATFORM_URL}/oauth2/access_token/",
                data={
                    "grant_type": "client_credentials",
                    "client_id": settings.BACKEND_CLIENT_ID,
                    "client_secret": settings.BACKEND_CLIENT_SECRET,
                    "token_type": "jwt",
                },
            )
            _token.update(value=answer["access_token"], until=now() + answer["expires_in"] - 60)
        return _token["value"]


def get(base, path, **params):
    """The JSON that an IDA's API answers."""
    return _answer(
        "GET", f"{base}{path}", params=params, headers={"Authorization": f"Bearer {token()}"}
    )
