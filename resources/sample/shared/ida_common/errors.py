# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Turns the outages that a development stack meets all day into short answers instead of pages of
traceback.
"""
import logging

import redis
from django.db import OperationalError, ProgrammingError
from django.http import JsonResponse

from ida_common.backend import BackendError

log = logging.getLogger(__name__)


class ReportOutage:
    """Middleware: 503 when the database or Redis is not ready, 502 when another IDA does not do its
    part.
    """

    def __init__(self, get_response):
        self._get_response = get_response

    def __call__(self, request):
        return self._get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, BackendError):
            status = 502
        elif isinstance(exception, (OperationalError, ProgrammingError, redis.ConnectionError)):
            status = 503
        else:
            return None
        log.error("%s: %s", request.path, exception)
        return JsonResponse({"error": str(exception)}, status=status)
