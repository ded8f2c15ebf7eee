# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Stands for the platform's enterprise application: the role rows that a worker user is given."""
