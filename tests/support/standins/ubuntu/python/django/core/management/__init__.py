# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
from standin.commands import execute_from_command_line

__all__ = ["execute_from_command_line"]
