# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Runs the jobs of the queue until it is told to stop."""
import logging
import os
import signal
import sys
import threading
from importlib import import_module

import redis
from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.module_loading import module_has_submodule
from gunicorn.reloader import reloader_engines

from ida_common import tasks

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        stopping = threading.Event()

        def stop(*_):
            stopping.set()
            raise SystemExit(0)  # out of the blocking wait; a job that it interrupts is run again

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        for app in apps.get_app_configs():
            if module_has_submodule(app.module, "tasks"):
                import_module(f"{app.name}.tasks")
        self._watch()
        log.info("worker waits for jobs")
        while not stopping.is_set():
            try:
                client = tasks.connect()
                tasks.recover(client)
                while not stopping.is_set():
                    tasks.work_once(client, timeout=60)
                    close_old_connections()
            except redis.RedisError as error:
                log.warning("Redis does not answer, next try in 2 s: %s", error)
                stopping.wait(2)

    def _watch(self):
        """Starts the worker anew when its code changes, the way gunicorn does for the application."""
        engine = os.environ.get("RELOAD", "auto")
        if engine == "off":
            return

        def changed(path):
            if path.endswith(".py"):
                log.info("%s changed, the worker starts again", path)
                os.execv(sys.executable, [sys.executable, *sys.argv])

        reloader_engines[engine](extra_files=(), callback=changed).start()
