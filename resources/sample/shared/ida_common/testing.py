# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""For the tests of an IDA: tokens as the platform makes them, with a key of the test's own."""
import time

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.test import override_settings

_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_private = _key.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
).decode()
_public = (
    _key.public_key()
    .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    .decode()
)

with_test_key = override_settings(JWT_PUBLIC_KEY=_public)


def token(**changes):
    now = int(time.time())
    claims = {
        "iss": settings.JWT_ISSUER,
        "aud": settings.JWT_AUDIENCE,
        "iat": now,
        "exp": now + 60,
        "sub": "1",
    }
    return jwt.encode({**claims, **changes}, _private, algorithm="RS256")


def authorized(**changes):
    """Keyword arguments for the test client's requests."""
    return {"HTTP_AUTHORIZATION": f"Bearer {token(**changes)}"}
