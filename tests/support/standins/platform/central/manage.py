#!/usr/bin/env python3
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The full platform's manage.py as a central devstack calls it, on the light platform:
`manage.py lms|cms [--settings=NAME] COMMAND …`. Users and clients are real rows in the real database."""
import os
import sys

APP = "/app"
# Global options of the full platform, with and without a value of their own.
WITH_VALUE = ["--settings", "--service-variant", "--pythonpath", "--database"]
WITHOUT = ["--traceback"]
# Commands that the light platform has no part for.
NOTHING = ["configure_commerce", "enroll_user_in_course", "import", "cache_programs"]


def plain(words):
    """The words without the options above."""
    rest = iter(words)
    for word in rest:
        name, given, _ = word.partition("=")
        if name in WITH_VALUE:
            if not given:
                next(rest)
        elif word not in WITHOUT:
            yield word


def main():
    words = list(plain(sys.argv[1:]))
    if words[:1] not in (["lms"], ["cms"]):
        sys.exit("manage.py: say lms or cms first")
    words = words[1:]
    if words[:1] and words[0] in NOTHING:
        return
    password_hash = ""
    if "--initial-password-hash" in words:
        at = words.index("--initial-password-hash")
        password_hash = words[at + 1]
        del words[at:at + 2]
    if words[:1] == ["create_dot_application"] and "--client-id" not in words:
        name = next(word for word in words[1:] if not word.startswith("-"))
        words += [f"--client-id={name}-key", f"--client-secret={name}-secret", "--grant-type=client-credentials"]
    os.chdir(APP)
    sys.path.insert(0, APP)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage.py", *words])
    if password_hash:
        from django.contrib.auth import get_user_model

        get_user_model().objects.filter(username=words[1]).update(password=password_hash)


if __name__ == "__main__":
    main()
