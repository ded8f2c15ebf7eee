# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Sign-in and tokens."""
import json
from functools import wraps

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from jwt.algorithms import RSAAlgorithm
from oauth2_provider.models import AccessToken
from oauth2_provider.views import TokenView

from accounts.tokens import authenticate, claims_for, sign
from ida_common.tokens import TokenRejected


def home(request):
    return render(request, "home.html")


class AccessTokenView(TokenView):
    """OAuth's token endpoint; with token_type=jwt the answer holds a JSON web token instead of an
    opaque one.
    """

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        if response.status_code != 200 or request.POST.get("token_type", "").lower() != "jwt":
            return response
        answer = json.loads(response.content)
        token = AccessToken.objects.select_related("user", "application").get(
            token=answer["access_token"]
        )
        answer.update(access_token=sign(claims_for(token)), token_type="JWT")
        return JsonResponse(answer, headers={"Cache-Control": "no-store"})


def keys(request):
    """The public key, in the standard's form, for whoever verifies tokens."""
    key = RSAAlgorithm(RSAAlgorithm.SHA256).prepare_key(settings.JWT_PUBLIC_KEY)
    described = json.loads(RSAAlgorithm.to_jwk(key))
    described.update(kid=settings.JWT_KEY_ID, use="sig", alg="RS256")
    return JsonResponse({"keys": [described]})


def token_required(view):
    """Like jwt_required, and takes the platform's opaque tokens too."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        try:
            request.claims = authenticate(request)
        except TokenRejected as error:
            return JsonResponse({"error": str(error)}, status=401)
        return view(request, *args, **kwargs)

    guarded.csrf_exempt = True
    return guarded


@token_required
def me(request):
    claims = request.claims
    return JsonResponse(
        {
            "id": claims["sub"],
            "username": claims["preferred_username"],
            "email": claims["email"],
            "administrator": claims["administrator"],
        }
    )
