# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Makes the platform's JSON web tokens and accepts its opaque ones."""
import time
import uuid

import jwt
from django.conf import settings
from oauth2_provider.oauth2_backends import get_oauthlib_core

from ida_common.tokens import TokenRejected, bearer, claims_of


def claims_for(access_token, now=None):
    """What a token says: a user's name and rights, or the client's where no user takes part."""
    now = int(now if now is not None else time.time())
    application = access_token.application
    client = application.client_id
    user = access_token.user
    if (
        user is None
        and application.authorization_grant_type == application.GRANT_CLIENT_CREDENTIALS
    ):
        user = application.user  # a service acts as the user it was registered with
    return {
        "iss": settings.JWT_ISSUER,
        "aud": settings.JWT_AUDIENCE,
        "iat": now,
        "exp": now + settings.JWT_LIFETIME_SECONDS,
        "jti": uuid.uuid4().hex,
        "sub": str(user.pk) if user else client,
        "preferred_username": user.username if user else client,
        "email": user.email if user else "",
        "administrator": bool(user and user.is_superuser),
        "client_id": client,
        "grant_type": application.authorization_grant_type,
        "scopes": access_token.scope.split(),
    }


def sign(claims):
    return jwt.encode(
        claims, settings.JWT_PRIVATE_KEY, algorithm="RS256", headers={"kid": settings.JWT_KEY_ID}
    )


def authenticate(request):
    """The claims behind a request's token, of either kind; raises TokenRejected."""
    token = bearer(request)
    if token.count(".") == 2:
        return claims_of(token)
    valid, checked = get_oauthlib_core().verify_request(request, scopes=[])
    if not valid:
        raise TokenRejected("the token is unknown or has expired" if token else "no token was sent")
    return claims_for(checked.access_token)
