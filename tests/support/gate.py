# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""A socket in front of the Engine's that can be shut: the Engine stops and comes back.

Single questions can be left without an answer, or be refused.
"""
import json
import os
import pathlib
import re
import selectors
import socket
import threading


def engine_socket():
    host = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock")
    if not host.startswith("unix://"):
        raise AssertionError(f"the tests need the Engine's socket, not {host}")
    return host.removeprefix("unix://")


class Gate:
    """Passes bytes on between its socket and the Engine's until it is shut. Not open at first."""

    def __init__(self, folder):
        self.path = pathlib.Path(folder) / "engine.sock"
        self.host = f"unix://{self.path}"
        self._listener = None
        self._lock = threading.Lock()
        self._open = set()
        self._odd = []

    def hold(self, question):
        """Requests whose first line matches are never answered."""
        self._odd.append((re.compile(question), None))

    def refuse(self, question, message):
        """Requests whose first line matches fail with status 500 and this message."""
        body = json.dumps({"message": message}).encode()
        head = f"HTTP/1.1 500 X\r\nApi-Version: 1.41\r\nContent-Length: {len(body)}\r\n"
        self._odd.append((re.compile(question), head.encode() + b"Connection: close\r\n\r\n" + body))

    def behave(self):
        """Answers everything again."""
        self._odd = []

    def _misbehaves(self, client, data):
        """Whether these bytes are a question that is held or refused; returns when it is over."""
        line = data.split(b"\r\n", 1)[0].decode(errors="replace")
        for question, answer in self._odd:
            if not question.search(line):
                continue
            if answer:
                client.sendall(answer)
            else:
                while client.recv(65536):
                    pass
            return True
        return False

    def open(self):
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(self.path))
        self._listener.listen(64)
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def shut(self):
        """Ends all connections, as a daemon that dies does."""
        if not self._listener:
            return
        self.path.unlink(missing_ok=True)
        # A blocked accept() holds the socket open: shutting it down wakes that thread.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._listener = None
        with self._lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass  # it is over already

    def _accept(self, listener):
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        engine = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        with client, engine, selectors.DefaultSelector() as selector:
            engine.connect(engine_socket())
            with self._lock:
                self._open |= {client, engine}
            selector.register(client, selectors.EVENT_READ, engine)
            selector.register(engine, selectors.EVENT_READ, client)
            try:
                while selector.get_map():
                    for key, _ in selector.select():
                        data = key.fileobj.recv(65536)
                        if key.fileobj is client and data and self._misbehaves(client, data):
                            return
                        if data:
                            key.data.sendall(data)
                        else:  # half-closed: exec's standard input ends, its output goes on
                            selector.unregister(key.fileobj)
                            key.data.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # either side went away
            finally:
                with self._lock:
                    self._open -= {client, engine}
