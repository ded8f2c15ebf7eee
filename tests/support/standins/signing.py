# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""What an IDA asks of a platform, asked as it does: a token for its client, a sign-in for its users."""
import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request

TIMEOUT = 20


class _Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are the caller's."""

    def redirect_request(self, *arguments):
        return None


def _form(fields):
    return urllib.parse.urlencode(fields).encode()


def token(platform, client, secret, **fields):
    """An access token of the platform for a client; urllib's errors are the caller's."""
    form = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret, **fields}
    with urllib.request.urlopen(f"{platform}/oauth2/access_token/", data=_form(form), timeout=TIMEOUT) as answer:
        return json.load(answer)["access_token"]


def sign_in(platform, client, secret, redirect, user, password):
    """Signs a user in at the platform for an IDA, as a browser and the IDA's server do together; the name
    that the platform knows the user by."""
    jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    browser = urllib.request.build_opener(jar)
    login = f"{platform}/login/"
    with browser.open(login, timeout=TIMEOUT) as page:
        csrf = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())[1]
    fields = {"username": user, "password": password, "csrfmiddlewaretoken": csrf}
    browser.open(login, data=_form(fields), timeout=TIMEOUT).close()
    asked = {"response_type": "code", "client_id": client, "redirect_uri": redirect, "state": "x"}
    careful = urllib.request.build_opener(jar, _Stay)
    try:
        careful.open(f"{platform}/oauth2/authorize/?" + urllib.parse.urlencode(asked), timeout=TIMEOUT)
        raise AssertionError(f"{user} was not sent back to {redirect}")
    except urllib.error.HTTPError as answer:
        where = answer.headers.get("Location", "")
    assert where.startswith(redirect), f"{user} was sent to {where}"
    code = urllib.parse.parse_qs(urllib.parse.urlsplit(where).query)["code"][0]
    key = token(platform, client, secret, grant_type="authorization_code", code=code, redirect_uri=redirect)
    request = urllib.request.Request(f"{platform}/api/users/me/", headers={"Authorization": f"Bearer {key}"})
    with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
        return json.load(answer)["username"]
