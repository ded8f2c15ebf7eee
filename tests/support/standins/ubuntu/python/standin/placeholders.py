# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Modules that are not installed: settings import from them, and nothing here uses what they get."""
import importlib.abc
import importlib.machinery
import sys
import types


class Placeholder:
    """Answers whatever settings do with it."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Placeholder()

    def __call__(self, *arguments, **named):
        return Placeholder()

    def __add__(self, other):
        return other

    __radd__ = __add__

    def __truediv__(self, other):
        return self

    def __fspath__(self):
        return "/nowhere"

    def __iter__(self):
        return iter(())

    def __mro_entries__(self, bases):
        return (object,)


class Module(types.ModuleType):
    """A module that has every name."""

    __version__ = "0"

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if name.endswith("Warning"):
            return type(name, (Warning,), {})
        # Settings catch exceptions by these names.
        is_error = name.endswith(("Error", "Exception", "Configured", "DoesNotExist"))
        return type(name, (Exception,), {}) if is_error else Placeholder()


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Asked last: what stands below a real package of the IDA stays missing."""

    def find_spec(self, name, path=None, target=None):
        parent, _, own = name.rpartition(".")
        parent_is_ours = isinstance(sys.modules.get(parent), Module)
        if own.startswith("_") or not (
            not parent or parent_is_ours or name.split(".")[0] == "django"
        ):
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return Module(spec.name)

    def exec_module(self, module):
        module.__path__ = []


def install():
    if not any(isinstance(finder, Finder) for finder in sys.meta_path):
        sys.meta_path.append(Finder())
