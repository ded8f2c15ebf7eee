# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""An Engine with many containers that change at once, on a socket of its own; no container is real.

It speaks what the program asks for: the list, the events, how containers ended, their figures.
"""
import json
import socket
import tempfile
import threading
import time
import urllib.parse

API = "1.41"


class ManyEngine:
    """`idas` × `services` containers of whatever workspace asks first. Threads; end() stops them."""

    def __init__(self, idas, services):
        self.folder = tempfile.TemporaryDirectory(prefix="devstack-many-")
        self.path = self.folder.name + "/engine.sock"
        self.names = [(f"ida{i}", f"s{s}") for i in range(idas) for s in range(services)]
        self.codes = dict.fromkeys(self.names)  # None: it runs; else how it ended
        self.workspace = ""
        self.watchers = []
        self.requests = {}
        self.lock = threading.Lock()
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.path)
        self.listener.listen(64)
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def host(self):
        return f"unix://{self.path}"

    def end(self):
        self.listener.close()
        with self.lock:
            for watcher in self.watchers:
                watcher.close()
        self.folder.cleanup()

    def turn(self, names, code):
        """All of `names` end with `code`, or start (None), at the same moment."""
        lines = []
        for name in names:
            action = "start" if code is None else "die"
            attributes = dict(self._labels(name), name="-".join(name))
            if code is not None:
                attributes["exitCode"] = str(code)
            lines.append(json.dumps({
                "Type": "container", "Action": action,
                "Actor": {"ID": self._id(name), "Attributes": attributes},
                "timeNano": time.time_ns(),
            }))
        data = ("\n".join(lines) + "\n").encode()
        with self.lock:
            for name in names:
                self.codes[name] = code
            for watcher in self.watchers:
                try:
                    watcher.sendall(data)
                except OSError:
                    pass

    def _id(self, name):
        return "-".join(name).ljust(64, "0")

    def _labels(self, name):
        return {"devstack.workspace": self.workspace, "devstack.ida": name[0],
                "devstack.service": name[1], "com.docker.compose.project": "many-" + name[0],
                "com.docker.compose.service": name[1]}

    def _entry(self, name):
        code = self.codes[name]
        return {
            "Id": self._id(name), "Names": ["/many-" + "-".join(name)],
            "Image": "x", "ImageID": "sha256:" + "a" * 64, "Created": 1700000000,
            "State": "running" if code is None else "exited",
            "Status": "Up 2 minutes" if code is None else f"Exited ({code}) 1 second ago",
            "Labels": self._labels(name), "Mounts": [],
            "Ports": [{"IP": "127.0.0.1", "PrivatePort": 80, "PublicPort": 8080, "Type": "tcp"}],
            "NetworkSettings": {"Networks": {"many": {"IPAddress": "172.20.0.2"}}},
        }

    def _accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(65536)
            if not piece:
                return
            head += piece
        target = head.split(b" ", 2)[1].decode()
        url = urllib.parse.urlsplit(target)
        query = dict(urllib.parse.parse_qsl(url.query))
        path = url.path.removeprefix("/v" + API)
        kind = path if path.count("/") < 3 else "/containers/*/" + path.rsplit("/", 1)[1]
        with self.lock:
            self.requests[kind] = self.requests.get(kind, 0) + 1
        if path == "/events" and "until" not in query:
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
            with self.lock:
                self.watchers.append(connection)
            return
        body = self._answer(path, query)
        connection.sendall(
            f"HTTP/1.1 200 OK\r\nApi-Version: {API}\r\nContent-Length: {len(body)}\r\n"
            "Connection: close\r\n\r\n".encode() + body)
        connection.close()

    def _answer(self, path, query):
        if path == "/_ping":
            return b"OK"
        if path == "/version":
            return json.dumps({"Version": "20.10.24", "ApiVersion": API}).encode()
        if path == "/containers/json":
            for label in json.loads(query.get("filters", "{}")).get("label", []):
                if label.startswith("devstack.workspace="):
                    self.workspace = label.partition("=")[2]
            with self.lock:
                return json.dumps([self._entry(name) for name in self.names]).encode()
        if path.endswith("/json") and path.startswith("/containers/"):
            return json.dumps({"State": {"Status": "exited", "ExitCode": 1,
                                         "FinishedAt": "2026-01-01T00:00:00Z"}}).encode()
        if path.endswith("/stats"):
            return json.dumps({
                "read": "2026-01-01T00:00:00Z",
                "cpu_stats": {"cpu_usage": {"total_usage": 1}, "system_cpu_usage": 1, "online_cpus": 2},
                "memory_stats": {"usage": 50 << 20, "limit": 8 << 30, "stats": {}},
            }).encode()
        return b"" if path.endswith("/logs") or path == "/events" else b"[]"
