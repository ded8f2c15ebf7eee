# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The guide as a site: installers/docs.sh copies docs/ and adds the pages that the program tells."""
import os

project = "Devstack"
author = "Devstack contributors"
copyright = "Devstack contributors"  # noqa: A001 (Sphinx calls it so)
version = release = os.environ.get("DEVSTACK_DOCS_VERSION", "")
root_doc = "guide/index"
extensions = ["myst_parser"]
myst_heading_anchors = 4
html_theme = "furo"
html_title = f"Devstack {version}".strip()
html_copy_source = False
html_show_sphinx = False
html_last_updated_fmt = None
# A language that no lexer knows is a mistake, as a link to nowhere is.
nitpicky = True
