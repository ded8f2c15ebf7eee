# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""A real registry of the test's own (Debian's docker-registry), on loopback."""
import base64
import json
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import urllib.error
import urllib.request

from devstack_cli import eventually

CONFIG = """\
version: 0.1
storage: {{filesystem: {{rootdirectory: "{folder}/blobs"}}, delete: {{enabled: true}}}}
http: {{addr: "127.0.0.1:{port}", secret: test}}
"""
USER, PASSWORD = "reader", "correct horse"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Registry:
    """Starts with the object; `host` is the first part of its references. end() removes all."""

    def __init__(self, with_password=False):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="devstack-registry-"))
        self.port = free_port()
        self.host = f"localhost:{self.port}"
        config = CONFIG.format(folder=self.folder, port=self.port)
        if with_password:
            line = subprocess.run(
                ["htpasswd", "-nbB", USER, PASSWORD], capture_output=True, text=True, check=True
            ).stdout
            (self.folder / "htpasswd").write_text(line)
            config += f'auth: {{htpasswd: {{realm: test, path: "{self.folder}/htpasswd"}}}}\n'
        (self.folder / "config.yml").write_text(config)
        self.process = None
        self.start()

    def start(self):
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                ["docker-registry", "serve", str(self.folder / "config.yml")], stdout=log, stderr=log
            )
        eventually(self._answers, 20, "the registry answers")

    def _answers(self):
        try:
            urllib.request.urlopen(f"http://{self.host}/v2/", timeout=2).close()
        except urllib.error.HTTPError as error:
            return error.code == 401
        except OSError:
            return False
        return True

    def stop(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(20)

    def end(self):
        if self.process.poll() is None:
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def credentials(self, folder, password=PASSWORD):
        """Writes what `docker login` would, and answers the folder for DOCKER_CONFIG."""
        folder.mkdir(exist_ok=True)
        word = base64.b64encode(f"{USER}:{password}".encode()).decode()
        (folder / "config.json").write_text(json.dumps({"auths": {self.host: {"auth": word}}}))
        return str(folder)

    def helper(self, folder):
        """A credential helper in the folder, which has to be in PATH, and settings that name it."""
        folder.mkdir(exist_ok=True)
        program = folder / "docker-credential-test"
        answer = json.dumps({"ServerURL": self.host, "Username": USER, "Secret": PASSWORD})
        program.write_text(
            "#!/bin/sh\n"
            f'[ "$1" = get ] && [ "$(cat)" = "{self.host}" ] || exit 1\n'
            f"echo '{answer}'\n"
        )
        program.chmod(0o755)
        (folder / "config.json").write_text(json.dumps({"credHelpers": {self.host: "test"}}))
        return str(folder)
