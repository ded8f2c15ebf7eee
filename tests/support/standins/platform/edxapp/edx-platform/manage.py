#!/usr/bin/env python3
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The full platform's manage.py, on the light one: `manage.py lms [--settings=NAME] COMMAND …`."""
import os
import sys

APP = "/app"

if __name__ == "__main__":
    arguments = [word for word in sys.argv[1:] if not word.startswith("--settings")]
    if arguments[:1] not in (["lms"], ["cms"]):
        sys.exit("manage.py: say lms or cms first")
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.chdir(APP)
    sys.path.insert(0, APP)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage.py", *arguments[1:]])
