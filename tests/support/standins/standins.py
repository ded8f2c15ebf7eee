# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Images that stand for those of real repositories, where no registry can be reached.

An image that is there already under one of the names is used as it is. What make() built, remove()
takes away again: the stand-ins must not be taken for the real thing afterwards.
"""
import pathlib
import shutil
import subprocess
import tempfile

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
# The sample's platform, called as a central devstack calls the full one.
PLATFORM = "openedx/lms-dev:latest"
SAMPLE = FOLDER.parents[2] / "resources/sample"


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
        if image == PLATFORM:
            with tempfile.TemporaryDirectory() as folder:
                _build(image, _platform(pathlib.Path(folder)))
        else:
            _build(image, FOLDER / IMAGES[image])
        ours.append(image)
    return ours


def _build(image, folder):
    _docker("build", "--quiet", "--label", f"{LABEL}=yes", "--tag", image, str(folder))


def _platform(folder):
    """The context of the platform's image, in a folder."""
    shutil.copytree(SAMPLE / "idas/platform", folder / "app")
    shutil.copytree(SAMPLE / "shared/ida_common", folder / "app/ida_common")
    shutil.copy(SAMPLE / "shared/wsgi.py", folder / "app")
    for name in ("edxapp/edx-platform", "central"):
        shutil.copytree(FOLDER / "platform" / name, folder / name.split("/", maxsplit=1)[0])
    base = (SAMPLE / "shared/Dockerfile").read_text()
    own = (folder / "central/Dockerfile").read_text()
    (folder / "Dockerfile").write_text(base + own)
    return folder


def remove(images):
    for image in images:
        if _is_ours(image):
            _docker("rmi", "--no-prune", image, check=False)


if __name__ == "__main__":
    print("\n".join(make()))
