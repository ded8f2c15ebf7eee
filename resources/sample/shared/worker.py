#!/usr/bin/env python3
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Runs the jobs of this IDA's queue until it is told to stop.

Not one of Django's commands: it has to outlive code that cannot be loaded, and to start anew when
that is repaired.
"""
import logging
import os
import signal
import sys
import traceback
from importlib import import_module

import django
from gunicorn.reloader import reloader_engines

log = logging.getLogger("worker")


def load():
    """Makes the jobs of all applications known; returns the loop that runs them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.apps import apps
    from django.utils.module_loading import module_has_submodule

    from ida_common.tasks import run_jobs

    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "tasks"):
            import_module(f"{app.name}.tasks")
    return run_jobs


def watch(engine, more_files=()):
    """Starts this program anew when its code changes, the way gunicorn does for the application."""

    def changed(path):
        if path.endswith(".py"):
            print(f"{os.path.basename(path)} changed, the worker starts again", flush=True)
            os.execv(sys.executable, [sys.executable, *sys.argv])

    reloader_engines[engine](extra_files=more_files, callback=changed).start()


def stop(*_):
    raise SystemExit(0)  # out of the blocking wait; a job that it interrupts is run again


def main():
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    engine = os.environ.get("RELOAD", "auto")
    try:
        run_jobs = load()
    except Exception as error:
        if engine == "off":
            raise
        traceback.print_exc()
        here = os.getcwd() + os.sep
        frames = traceback.extract_tb(error.__traceback__)
        watch(engine, [frame.filename for frame in frames if frame.filename.startswith(here)])
        print("the worker waits for a change", flush=True)
        while True:
            signal.pause()
    if engine != "off":
        watch(engine)
    run_jobs()


if __name__ == "__main__":
    main()
