# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
from standin.users import get_user_model

__all__ = ["get_user_model"]
