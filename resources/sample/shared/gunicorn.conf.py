# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""How gunicorn serves this IDA: one process, a few threads, reloaded when a file of the checkout
changes.
"""
import os

bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"
workers = 1
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 3
accesslog = "-"
access_log_format = '%(t)s "%(r)s" %(s)s %(b)s %(M)sms'
worker_tmp_dir = "/dev/shm"
# "auto" is inotify: nothing wakes up until a file changes. "poll" is for file systems without it.
reload_engine = os.environ.get("RELOAD", "auto")
reload = reload_engine != "off"
if not reload:
    reload_engine = "auto"
