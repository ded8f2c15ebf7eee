#!/bin/sh
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
# Options alone are memcached's, as in the official image.
case "$1" in
    -*) exec memcached "$@" ;;
    *) exec "$@" ;;
esac
