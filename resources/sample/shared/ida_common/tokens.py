# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Verifies the platform's JSON web tokens and protects views with them."""
from functools import wraps

import jwt
from django.conf import settings
from django.http import JsonResponse


class TokenRejected(Exception):
    """A token is missing or not acceptable; the text says why."""


def bearer(request):
    """The token of the Authorization header, or ""; edX spells the scheme JWT, the standard Bearer."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() in ("bearer", "jwt") else ""


def claims_of(token):
    if not token:
        raise TokenRejected("no token: send “Authorization: Bearer TOKEN”")
    try:
        return jwt.decode(
            token,
            settings.JWT_PUBLIC_KEY,
            algorithms=["RS256"],
            audience=settings.JWT_AUDIENCE,
            issuer=settings.JWT_ISSUER,
            leeway=30,
        )
    except jwt.InvalidIssuerError:
        raise TokenRejected(f"the token was not issued by {settings.JWT_ISSUER}") from None
    except jwt.PyJWTError as error:
        raise TokenRejected(f"the token is not valid: {error}") from None


def jwt_required(view):
    """Answers 401 without a valid token; else the view finds the claims in request.claims."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        try:
            request.claims = claims_of(bearer(request))
        except TokenRejected as error:
            return JsonResponse({"error": str(error)}, status=401)
        return view(request, *args, **kwargs)

    guarded.csrf_exempt = True  # no cookie takes part
    return guarded
