# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Sign-in through the platform, where users have their accounts."""
from django.conf import settings
from social_core.backends.oauth import BaseOAuth2


class PlatformOAuth2(BaseOAuth2):
    """The authorization code flow: the browser goes to the platform's public URL, this server to
    the internal one.
    """

    name = "edx-oauth2"
    ID_KEY = "username"
    ACCESS_TOKEN_METHOD = "POST"
    REDIRECT_STATE = False
    DEFAULT_SCOPE = ["read", "email", "profile"]

    def authorization_url(self):
        return f"{settings.PLATFORM_PUBLIC_URL}/oauth2/authorize/"

    def access_token_url(self):
        return f"{settings.PLATFORM_URL}/oauth2/access_token/"

    def user_data(self, access_token, *args, **kwargs):
        return self.get_json(
            f"{settings.PLATFORM_URL}/api/users/me/",
            headers={"Authorization": f"Bearer {access_token}"},
        )

    def get_user_details(self, response):
        return {"username": response["username"], "email": response["email"]}
