# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""celery worker: holds a connection to the broker, and tries again when there is none."""
import socket
import sys
import time
import urllib.parse

from standin import project

FIRST_PAUSE, LONGEST_PAUSE = 2, 32  # seconds, as Celery waits


def _stay(host, port):
    with socket.create_connection((host, port), timeout=5) as broker:
        print(f"Connected to redis://{host}:{port}", flush=True)
        while True:
            broker.sendall(b"PING\r\n")
            if not broker.recv(64):
                return
            time.sleep(10)


def main():
    if "worker" not in sys.argv:
        sys.exit("celery: this stand-in knows worker only")
    url = urllib.parse.urlsplit(project.settings().CELERY_BROKER_URL)
    pause = FIRST_PAUSE
    while True:
        try:
            _stay(url.hostname, url.port or 6379)
            pause = FIRST_PAUSE
        except OSError as error:
            print(
                f"consumer: Cannot connect to {url.hostname}: {error}. Trying again in {pause} s",
                flush=True,
            )
            time.sleep(pause)
            pause = min(pause + 2, LONGEST_PAUSE)
