# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The machine's Engine, as if it mounted no layers: a socket before its own.

Whoever makes a volume of type overlay through it gets one whose lower folder is not there, so that
the mount fails in the kernel, with the Engine's own words. Everything else passes as it is.
"""
import json
import os
import pathlib
import socket
import threading

ENGINE = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock").removeprefix("unix://")


class NoLayers:
    """Listens until end()."""

    def __init__(self, folder):
        self.path = pathlib.Path(folder) / "nolayers.sock"
        self.refused = 0  # volumes that cannot be mounted
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(str(self.path))
        self._server.listen(64)
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def host(self):
        return f"unix://{self.path}"

    def end(self):
        self._server.close()
        self.path.unlink(missing_ok=True)

    def _accept(self):
        while True:
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        with client, socket.socket(socket.AF_UNIX) as engine:
            engine.connect(ENGINE)
            back = threading.Thread(target=self._pass_on, args=(engine, client, None), daemon=True)
            back.start()
            self._pass_on(client, engine, self._asked)
            back.join()

    def _pass_on(self, source, target, change):
        try:
            first = True
            while data := source.recv(65536):
                # The program opens a connection for each request, so it is the first thing in it.
                target.sendall(change(data, source) if first and change else data)
                first = False
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def _asked(self, data, source):
        line = data.partition(b"\r\n")[0]
        if not (line.startswith(b"POST ") and b"/volumes/create" in line):
            return data
        while b"\r\n\r\n" not in data:
            data += source.recv(65536)
        head, _, body = data.partition(b"\r\n\r\n")
        headers = head.split(b"\r\n")
        (length,) = [int(h.split(b":")[1]) for h in headers if h.lower().startswith(b"content-length:")]
        while len(body) < length:
            body += source.recv(65536)
        wanted = json.loads(body)
        options = wanted.get("DriverOpts") or {}
        if options.get("type") != "overlay":
            return data
        self.refused += 1
        options["o"] = options["o"].replace("lowerdir=", "lowerdir=/nosuch", 1)
        body = json.dumps(wanted).encode()
        kept = [h for h in headers if not h.lower().startswith(b"content-length:")]
        return b"\r\n".join([*kept, b"Content-Length: %d" % len(body), b"", body])
