# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""sbom.py VERSION PROGRAM…: what the programs are linked with, as SPDX 2.3 in JSON, from the linker and dpkg.

Libraries are listed with the Debian package and version that this machine has; nothing of them is in our package. What QML loads by
name is added from the list of packages that installers/install.cmake depends on.
"""
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys


def told(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def packages_of(programs):
    """The names of the packages that own the libraries, and of those that are loaded by name."""
    paths = set()
    for program in programs:
        paths.update(re.findall(r"=> (/\S+)", told("ldd", program)))
    names = set()
    for path in sorted(paths):
        # dpkg knows a merged /usr by the old name, too.
        for candidate in (path, str(pathlib.Path(path).resolve()), path.removeprefix("/usr")):
            owner = subprocess.run(["dpkg", "-S", candidate], capture_output=True, text=True, check=False)
            if owner.returncode == 0:
                names.add(owner.stdout.split(":")[0])
                break
    install = (pathlib.Path(__file__).parent.parent / "install.cmake").read_text()
    for depends in re.findall(r'CPACK_DEBIAN_PACKAGE_DEPENDS\s+"([^"]+)"', install):
        names.update(re.findall(r"[a-z0-9][a-z0-9+.-]+", depends))
    return sorted(names)


def main(version, *programs):
    created = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
    packages = [
        {
            "SPDXID": "SPDXRef-devstack", "name": "devstack", "versionInfo": version, "licenseDeclared": "Apache-2.0",
            "licenseConcluded": "NOASSERTION", "downloadLocation": "NOASSERTION", "filesAnalyzed": False,
        }
    ]
    relations = [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-devstack"}]
    for name in packages_of(programs):
        asked = subprocess.run(
            ["dpkg-query", "-W", "-f", "${Version} ${source:Package}\n", name], capture_output=True, text=True, check=False
        )
        if asked.returncode != 0:
            continue
        installed, source = asked.stdout.splitlines()[0].split()
        identifier = "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", name)
        packages.append({
            "SPDXID": identifier, "name": name, "versionInfo": installed, "sourceInfo": f"Debian source package {source}",
            "licenseDeclared": "NOASSERTION", "licenseConcluded": "NOASSERTION", "downloadLocation": "NOASSERTION",
            "filesAnalyzed": False,
            "externalRefs": [{
                "referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                "referenceLocator": f"pkg:deb/debian/{name}@{installed}",
            }],
        })
        relations.append({"spdxElementId": "SPDXRef-devstack", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": identifier})
    json.dump({
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": f"devstack-{version}",
        "documentNamespace": f"https://example.org/spdx/devstack-{version}",
        "creationInfo": {"created": created.strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": ["Tool: installers/lib/sbom.py"]},
        "packages": packages, "relationships": relations,
    }, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main(*sys.argv[1:])
