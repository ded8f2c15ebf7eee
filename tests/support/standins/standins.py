# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Images that stand for those of real repositories, where no registry can be reached.

An image that is there already under one of the names is used as it is. What make() built, remove()
takes away again: the stand-ins must not be taken for the real thing afterwards.
"""
import pathlib
import subprocess

FOLDER = pathlib.Path(__file__).parent
LABEL = "devstack.standin"
LIMIT = 900  # seconds for the first build, which installs packages

# What the compose files and Dockerfiles of the set name → the folder here that stands for it.
IMAGES = {
    "ubuntu:focal": "ubuntu",
    "mysql:8.0.28-oracle": "mysql",
    "mysql:8.0.33-oracle": "mysql",
    "mysql:5.7": "mysql",
    "memcached:1.6.6": "memcached",
    "memcached:1.4.24": "memcached",
    "redis:6.2.8": "redis",
    "postgres:15": "postgres",
    # What “scaffold” proposes.
    "mysql:8.0": "mysql",
    "memcached:1.6": "memcached",
}


def _docker(*arguments, check=True):
    return subprocess.run(
        ["docker", *arguments], capture_output=True, text=True, timeout=LIMIT, check=check
    )


def _is_ours(image):
    """None where there is no such image."""
    found = _docker("image", "inspect", "-f", f'{{{{index .Config.Labels "{LABEL}"}}}}', image, check=False)
    return found.stdout.strip() == "yes" if found.returncode == 0 else None


def make(images=IMAGES):
    """Builds what is missing or was built from an older folder; the names of what is ours."""
    ours = []
    for image in images:
        if _is_ours(image) is False:
            continue
        folder = FOLDER / IMAGES[image]
        _docker("build", "--quiet", "--label", f"{LABEL}=yes", "--tag", image, str(folder))
        ours.append(image)
    return ours


def remove(images):
    for image in images:
        if _is_ours(image):
            _docker("rmi", "--no-prune", image, check=False)


if __name__ == "__main__":
    print("\n".join(make()))
