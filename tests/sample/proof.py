#!/usr/bin/env python3
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Proves by use that a running sample workspace works: tokens, the cycle, browser sign-in, cross-IDA seeds.

Only the standard library; every request has a time limit. Exit code 1 names what is wrong.
"""
import argparse
import http.cookiejar
import json
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser

TIMEOUT = 20
COURSE = "course-v1:edX+DataX+2026"
PROGRAM = "demo-micromasters"


class Failure(Exception):
    """What did not hold."""


def expect(condition, message):
    if not condition:
        raise Failure(message)


def shorten(text, limit=300):
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit] + "…"


def call(method, url, token="", data=None, opener=urllib.request.build_opener()):
    """Returns status, final URL and text; a status of 400 and above is returned, not raised."""
    headers = {"Accept": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    if isinstance(data, dict):
        data = json.dumps(data).encode()
        headers["Content-Type"] = "application/json"
    request = urllib.request.Request(url, data=data, headers=headers, method=method)
    try:
        with opener.open(request, timeout=TIMEOUT) as response:
            return response.status, response.geturl(), response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.geturl(), error.read().decode(errors="replace")
    except OSError as error:
        raise Failure(f"{method} {url}: {error}") from error


def get(url, token):
    status, _, text = call("GET", url, token)
    expect(status == 200, f"GET {url} answered {status}: {shorten(text)}")
    return json.loads(text)


def eventually(seconds, message, probe):
    """Repeats probe until it returns something true; the last answer is part of the failure."""
    limit = time.monotonic() + seconds
    while True:
        found, seen = probe()
        if found:
            return
        expect(time.monotonic() < limit, f"{message} (after {seconds} s: {shorten(str(seen))})")
        time.sleep(0.2)


def service_token(stack):
    form = {
        "grant_type": "client_credentials",
        "client_id": "catalog-backend-service-key",
        "client_secret": "catalog-backend-service-secret",
        "token_type": "jwt",
    }
    url = f"{stack.platform}/oauth2/access_token/"
    status, _, text = call("POST", url, data=urllib.parse.urlencode(form).encode())
    expect(
        status == 200,
        f"the platform gave no token to the catalog's client: {status} {shorten(text)}",
    )
    token = json.loads(text)["access_token"]
    expect(token.count(".") == 2, f"the platform's token is not a JWT: {token[:40]}")
    return token


def check_health(stack):
    for name in ("platform", "catalog", "licences", "credentials"):
        url = f"{getattr(stack, name)}/health/"
        status, _, text = call("GET", url)
        expect(status == 200, f"{name}: {url} answered {status}: {shorten(text)}")


def check_guarded(stack):
    for url in (
        f"{stack.catalog}/api/catalogues/",
        f"{stack.licences}/api/plans/",
        f"{stack.credentials}/api/records/",
    ):
        status, _, _ = call("GET", url)
        expect(status == 401, f"{url} without a token answered {status} instead of 401")
        status, _, _ = call("GET", url, "a.forged.token")
        expect(status == 401, f"{url} with a forged token answered {status} instead of 401")


def check_courses(stack, token):
    seeded = {
        row["key"]: row["title"] for row in get(f"{stack.platform}/api/courses/", token)["results"]
    }
    expect(len(seeded) >= 4, f"the platform has {len(seeded)} courses, the base seed has four")
    offered = {
        row["key"]: row["title"]
        for row in get(f"{stack.catalog}/api/catalogues/everything/courses/", token)["results"]
    }
    expect(
        offered == seeded,
        f"the catalog offers {sorted(offered)}, the platform has {sorted(seeded)}",
    )


def check_cycle(stack, token):
    key = urllib.parse.quote(COURSE)
    course = get(f"{stack.catalog}/api/courses/{key}/", token)
    plans = get(f"{stack.licences}/api/plans/", token)["results"]
    counted = get(f"{stack.licences}/api/courses/{key}/licences/", token)
    expect(
        course["licences"]["assigned"] == counted["assigned"] >= 2,
        f"the catalog says {course['licences']} about {COURSE}, the licences IDA {counted}",
    )
    expect(plans, "the licences IDA has no plans: is its base seed loaded?")
    for plan in plans:
        through = get(f"{stack.licences}/api/plans/{plan['slug']}/courses/", token)["results"]
        direct = get(f"{stack.catalog}/api/catalogues/{plan['catalogue']}/courses/", token)[
            "results"
        ]
        expect(
            through == direct and through,
            f"plan {plan['slug']}: licences says {through}, catalog says {direct}",
        )


def check_workers(stack, token):
    status, _, text = call("POST", f"{stack.catalog}/api/refresh/", token, {})
    expect(status == 202, f"the catalog did not take a job: {status} {shorten(text)}")
    url = f"{stack.licences}/api/plans/acme-2026/licences/"
    wanted = {"email": f"proof-{int(time.time())}@example.org", "course": COURSE}
    seats = next(
        row
        for row in get(f"{stack.licences}/api/plans/", token)["results"]
        if row["slug"] == "acme-2026"
    )
    if seats["assigned"] >= seats["seats"]:  # earlier proofs have taken them all
        return
    status, _, text = call("POST", url, token, wanted)
    expect(status == 202, f"the licences IDA did not take a job: {status} {shorten(text)}")

    def assigned():
        rows = get(url, token)["results"]
        return wanted in rows, rows

    eventually(30, "the licences' worker did not assign the seat", assigned)


class Form(HTMLParser):
    """The fields of the first form on a page."""

    def __init__(self, page):
        super().__init__()
        self.fields = {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "input" and attrs.get("name"):
            self.fields.setdefault(attrs["name"], attrs.get("value") or "")


def check_sign_in(stack):
    cookies = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    status, url, page = call("GET", f"{stack.credentials}/", opener=browser)
    expect(
        status == 200 and 'id="username"' not in page,
        f"credentials' home is not signed out at first: {url}",
    )
    status, url, page = call("GET", f"{stack.credentials}/login/", opener=browser)
    expect(
        status == 200 and url.startswith(f"{stack.platform}/login/"),
        f"credentials' sign-in led to {url} ({status}), not to the log-in page of {stack.platform}: {shorten(page)}",
    )
    fields = Form(page).fields
    expect(
        {"username", "password", "next"} <= fields.keys(),
        f"the log-in form has only {sorted(fields)}",
    )

    def log_in(password):
        fields.update(username="verified", password=password)
        return call("POST", url, data=urllib.parse.urlencode(fields).encode(), opener=browser)

    status, reached, page = log_in("wrong")
    expect(reached.startswith(stack.platform), f"a wrong password led to {reached}")
    fields.update(Form(page).fields)
    status, reached, page = log_in("edx")
    expect(
        status == 200 and reached.rstrip("/").startswith(stack.credentials),
        f"after the log-in the browser is at {reached} ({status}), not at {stack.credentials}: {shorten(page)}",
    )
    shown = re.search(r'id="username">([^<]*)<', page)
    expect(
        shown and shown[1] == "verified",
        f"the signed-in page does not show the user: {shorten(page)}",
    )
    expect(
        "Data Analysis for Everyone" in page,
        f"the user's certificates are not shown: {shorten(page)}",
    )


def check_certificates(stack, token):
    rows = get(f"{stack.credentials}/api/certificates/?user=verified", token)["results"]
    courses = {row["course"] for row in rows}
    expect(COURSE in courses, f"user verified has certificates for {sorted(courses)} only")


def check_records(stack, token):
    programs = get(f"{stack.platform}/api/programs/", token)["results"]
    expect(
        any(row["key"] == PROGRAM for row in programs),
        f"credentials' seed “records” did not create {PROGRAM} in the platform: {programs}",
    )
    rows = get(f"{stack.credentials}/api/records/?user=verified", token)["results"]
    record = next((row for row in rows if row["program"] == PROGRAM), None)
    expect(
        record and record["earned"] == record["total"] == 2, f"the record of {PROGRAM} is {record}"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("platform", "catalog", "licences", "credentials"):
        parser.add_argument(
            f"--{name}", required=True, metavar="URL", type=lambda url: url.rstrip("/")
        )
    parser.add_argument(
        "--expect-records", action="store_true", help="credentials' seed “records” was applied"
    )
    stack = parser.parse_args()
    try:
        check_health(stack)
        check_guarded(stack)
        token = service_token(stack)
        check_courses(stack, token)
        check_cycle(stack, token)
        check_workers(stack, token)
        check_sign_in(stack)
        check_certificates(stack, token)
        if stack.expect_records:
            check_records(stack, token)
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        return 1
    print(
        "the sample works: tokens, courses, the cycle, workers, sign-in, certificates"
        + (", records" if stack.expect_records else "")
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
