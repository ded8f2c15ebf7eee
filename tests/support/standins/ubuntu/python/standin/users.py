# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The users of an IDA, as far as provisioning scripts go, in its real database."""
from standin import project

TABLE = "core_user"
SCHEMA = (
    f"CREATE TABLE IF NOT EXISTS {TABLE} (id INT AUTO_INCREMENT PRIMARY KEY, username VARCHAR(150) "
    "UNIQUE NOT NULL, email VARCHAR(254) NOT NULL, is_superuser BOOL NOT NULL)"
)


class Found:
    """The users that a filter found."""

    def __init__(self, rows):
        self.rows = rows

    def exists(self):
        return bool(self.rows)

    def count(self):
        return len(self.rows)


class Users:
    """What User.objects is asked for."""

    def create_superuser(self, username, email="", password=None):
        self._create(username, email, True)

    def create_user(self, username, email="", password=None):
        self._create(username, email, False)

    def filter(self, username):
        return Found(project.query(f"SELECT id FROM {TABLE} WHERE username = %s", username))

    def names(self):
        return [row[0] for row in project.query(f"SELECT username FROM {TABLE} ORDER BY id")]

    def _create(self, username, email, superuser):
        project.query(
            f"INSERT INTO {TABLE} (username, email, is_superuser) VALUES (%s, %s, %s)",
            username,
            email,
            superuser,
        )


class User:
    """The IDA's user model."""

    objects = Users()


def get_user_model():
    return User
