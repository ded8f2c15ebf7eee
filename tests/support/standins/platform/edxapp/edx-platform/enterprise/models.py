# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The two models that provisioning scripts reach through a Django shell, in the real database."""
from django.db import connection

TABLE = "enterprise_systemwideenterpriseuserroleassignment"


class SystemWideEnterpriseRole:
    """A role; every name is one."""

    def __init__(self, name):
        self.name = name

    class objects:  # noqa: N801  as Django calls it
        @staticmethod
        def get(name):
            return SystemWideEnterpriseRole(name)


class SystemWideEnterpriseUserRoleAssignment:
    """A user's role."""

    class objects:  # noqa: N801
        @staticmethod
        def get_or_create(user, role, applies_to_all_contexts=False):
            with connection.cursor() as cursor:
                cursor.execute(
                    f"CREATE TABLE IF NOT EXISTS {TABLE} (user_id BIGINT, role VARCHAR(100), "
                    "PRIMARY KEY (user_id, role))"
                )
                cursor.execute(f"INSERT IGNORE INTO {TABLE} VALUES (%s, %s)", [user.pk, role.name])
                return role, cursor.rowcount == 1
