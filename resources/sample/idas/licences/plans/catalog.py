# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""What the licences IDA asks the catalog."""
from django.conf import settings

from ida_common import backend


def courses_of(catalogue):
    """The courses of a catalogue, as the catalog describes them."""
    return backend.get(settings.CATALOG_URL, f"/api/catalogues/{catalogue}/courses/")["results"]
