# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Dumps from the web, from a real https server whose connections break."""
import hashlib
import http.server
import re
import ssl
import subprocess
import threading
import unittest

import store
from devstack_cli import Home, make_repository

DUMP = b"CREATE TABLE course (id int);\nINSERT INTO course VALUES (1),(2);\n" + b"-- filling\n" * 200_000


class Server(http.server.BaseHTTPRequestHandler):
    """Sends the dump; the first answers end in the middle."""

    asked = []  # ranges
    breaks = 2

    def do_GET(self):
        found = re.match(r"bytes=(\d+)-", self.headers.get("Range", ""))
        first = int(found[1]) if found else 0
        Server.asked.append(first)
        if self.path != "/production.sql":
            self.send_error(404)
            return
        self.send_response(206 if found else 200)
        self.send_header("Content-Length", str(len(DUMP) - first))
        self.end_headers()
        end = len(DUMP)
        if len(Server.asked) <= Server.breaks:
            end = first + len(DUMP) // 4
        self.wfile.write(DUMP[first:end])
        self.close_connection = True

    def log_message(self, *_):
        pass


class Web(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cert, key = cls.home.folder / "cert.pem", cls.home.folder / "key.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-addext", "subjectAltName=DNS:localhost", "-out", cert, "-keyout", key],
            check=True, capture_output=True, timeout=60,
        )
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        cls.addClassCleanup(server.server_close)
        cls.addClassCleanup(server.shutdown)
        cls.address = f"https://localhost:{server.server_address[1]}"
        cls.env = {"SSL_CERT_FILE": str(cert)}
        cls.workspace = store.make(cls.home)

    def declare(self, name, sha256):
        compose = self.workspace.folder / "store/docker-compose.yml"
        text = compose.read_text().partition("  schema:")[0]
        checksum = f", sha256: {sha256}" if sha256 else ""
        compose.write_text(
            f"{text}  schema: [{{service: db, volume: data, dump: '{self.address}/{name}'{checksum}}}]\n"
        )
        make_repository(self.workspace.folder / "store")

    def reset(self, env=None):
        return self.workspace.json("reset", "store", "--yes", "--trust", env=env or self.env)

    def test_data_begins_with_what_was_fetched_in_pieces(self):
        right = hashlib.sha256(DUMP).hexdigest()
        store.write(self.workspace, 1)
        for name, sha256, env, said in (
            ("nosuch.sql", right, self.env, "404"),
            ("production.sql", "", self.env, "checksum"),
            ("production.sql", right, {"SSL_CERT_FILE": "/dev/null"}, "cannot be fetched"),
            ("production.sql", "ab" * 32, self.env, "another file"),
        ):
            Server.asked, Server.breaks = [], 0
            self.declare(name, sha256)
            refused = self.reset(env)
            self.assertNotEqual(refused.code, 0, refused)
            self.assertIn(said, refused.error["message"], refused)
            self.assertEqual(store.written(self.workspace), [1])
        self.declare("production.sql", right)
        Server.asked, Server.breaks = [], 2
        done = self.reset()
        self.assertEqual(done.code, 0, done)
        self.assertEqual(Server.asked, [0, len(DUMP) // 4, 2 * (len(DUMP) // 4)])
        self.assertEqual(self.workspace.sql("store", "select count(*) from course"), ["2"])
        # Once is enough, for a snapshot too.
        built = self.workspace.json(
            "schema", "build", "store", "--tag", "devstack-test/web:1",
            "--dump", f"{self.address}/production.sql", "--sha256", right, env=self.env,
        )
        self.addCleanup(subprocess.run, ["docker", "rmi", "-f", "devstack-test/web:1"], capture_output=True)
        self.assertEqual((built.code, built.json.get("tables")), (0, 1), built)
        self.assertEqual(len(Server.asked), 3)


if __name__ == "__main__":
    unittest.main(verbosity=2)
