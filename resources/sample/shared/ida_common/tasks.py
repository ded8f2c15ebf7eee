# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""A small work queue on two Redis lists: what waits, and what the worker has taken.

A job moves to the second list while it runs and leaves it when it is done, so a worker that dies
loses nothing: the next one puts it back. Jobs therefore have to be idempotent.
"""
import json
import logging
import time
import uuid

import redis
from django.conf import settings
from django.db import close_old_connections

log = logging.getLogger(__name__)
_tasks = {}
_MAX_ATTEMPTS = 3


def task(function):
    """Makes a function a job that can be put into the queue by its name."""
    _tasks[function.__name__] = function
    return function


def connect():
    return redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=3, decode_responses=True)


def _lists():
    name = settings.ROOT_NAME
    return f"{name}:waiting", f"{name}:running"


def enqueue(function, *arguments):
    """Puts a job into the queue, or with TASKS_EAGER runs it now; returns its id."""
    job = {"id": uuid.uuid4().hex, "task": function.__name__, "arguments": arguments, "attempt": 1}
    if settings.TASKS_EAGER:
        function(*arguments)
    else:
        connect().lpush(_lists()[0], json.dumps(job))
    return job["id"]


def recover(client):
    """Puts back what a worker that died had taken."""
    waiting, running = _lists()
    while client.lmove(running, waiting, "RIGHT", "RIGHT"):
        pass


def work_once(client, timeout):
    """Runs one job, or returns False when none came within timeout seconds."""
    waiting, running = _lists()
    raw = client.blmove(waiting, running, timeout, "RIGHT", "LEFT")
    if raw is None:
        return False
    try:
        job = json.loads(raw)
        log.info("job %s %s starts", job["id"], job["task"])
        _tasks[job["task"]](*job["arguments"])
        log.info("job %s done", job["id"])
    except Exception:
        log.exception("job failed: %s", raw)
        _retry(client, waiting, raw)
    client.lrem(running, 1, raw)
    return True


def _retry(client, waiting, raw):
    try:
        job = json.loads(raw)
        job["attempt"] += 1
    except (ValueError, KeyError, TypeError):
        return
    if job["attempt"] <= _MAX_ATTEMPTS:
        client.lpush(waiting, json.dumps(job))


def run_jobs():
    """Runs jobs for ever; a Redis that is away is tried again."""
    log.info("waiting for jobs")
    while True:
        try:
            client = connect()
            recover(client)
            while True:
                work_once(client, timeout=60)
                close_old_connections()
        except redis.RedisError as error:
            log.warning("Redis does not answer, next try in 2 s: %s", error)
            time.sleep(2)
