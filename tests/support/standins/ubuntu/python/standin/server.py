# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""manage.py runserver: the URLs that probes and people ask, answered from the real database."""
import http.server
import json
import signal
import sys
import urllib.parse

import pymysql

from standin import project, users


# Where IDAs and forks of them answer for their health.
HEALTH = ("/health", "/health/", "/heartbeat", "/xqueue/status")


class Pages(http.server.BaseHTTPRequestHandler):
    """/health/ as IDAs answer it; /admin/ from the users' table; /standin/users/ adds one by POST."""

    def do_GET(self):
        try:
            path = urllib.parse.urlsplit(self.path).path
            if path in HEALTH:
                project.query("SELECT 1")
                self._answer(200, {"overall_status": "OK", "database_status": "OK"})
            elif path in ("/", "/admin/", "/admin/login/", "/cms/", "/api-docs/", "/standin/users/"):
                self._answer(200, {"users": users.User.objects.names()})
            else:
                self._answer(404, {"detail": "Not found."})
        except pymysql.Error as error:
            self._answer(503, {"overall_status": "UNAVAILABLE", "detail": str(error)})

    def do_POST(self):
        name = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        try:
            users.User.objects.create_user(name["username"][0])
            self._answer(201, {"users": users.User.objects.names()})
        except (pymysql.Error, KeyError) as error:
            self._answer(500, {"detail": str(error)})

    def _answer(self, code, document):
        body = json.dumps(document).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def run(arguments):
    place = next((word for word in arguments if not word.startswith("--")), "127.0.0.1:8000")
    host, _, port = place.rpartition(":")
    print("Performing system checks...", flush=True)
    try:
        project.query("SELECT 1")
    except pymysql.Error as error:
        # Django's reloader keeps the process, which waits for a file to change and listens nowhere.
        print(f"django.db.utils.OperationalError: {error.args}", file=sys.stderr, flush=True)
        while True:
            signal.pause()
    print(f"Starting development server at http://{host or '127.0.0.1'}:{port}/", flush=True)
    http.server.ThreadingHTTPServer((host, int(port)), Pages).serve_forever()
