# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Stands for Django: runs an IDA's own manage.py on its own settings and its real database."""
from standin import placeholders

placeholders.install()
VERSION = (4, 2, 0, "final", 0)
