# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""What the tests of the finished program share: a home, workspaces in it, eyes on the Engine.

The program is named by DEVSTACK_PROGRAM, the sources by DEVSTACK_SOURCE_DIR. Everything happens
below one temporary folder; Home.close() removes what was made on the Engine and says what was left.
"""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ["DEVSTACK_PROGRAM"]
SOURCE = pathlib.Path(os.environ["DEVSTACK_SOURCE_DIR"])
PROOF = SOURCE / "tests/sample/proof.py"
UP_LIMIT = 500  # seconds; the first build on a new Engine installs packages
LIMIT = 120
SAMPLE = ["catalog", "credentials", "licences", "platform"]


class Outcome:
    """How a run of the program ended."""

    def __init__(self, command, code, out, err, seconds):
        self.command, self.code, self.out, self.err, self.seconds = command, code, out, err, seconds

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def error(self):
        """The error document of --format json."""
        return self.json["error"]

    def steps(self, **wanted):
        """The steps of a plan or run whose fields have these values."""
        return [
            s for s in self.json["steps"] if all(s[key] == value for key, value in wanted.items())
        ]

    def __str__(self):
        ended = f"→ {self.code} after {self.seconds:.1f} s"
        return "\n".join(["$ " + " ".join(self.command), ended, self.out[-6000:], self.err[-6000:]])


def docker(*arguments, check=True, env=None, limit=LIMIT):
    """What the docker client says; the observer's own eyes, not the program's."""
    done = subprocess.run(
        ["docker", *arguments], capture_output=True, text=True, timeout=limit, env=env, check=False
    )
    if check and done.returncode != 0:
        raise AssertionError(f"docker {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip()


def eventually(probe, seconds, what):
    """Repeats probe until it answers something true, which is returned."""
    limit = time.monotonic() + seconds
    while True:
        found = probe()
        if found:
            return found
        if time.monotonic() > limit:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.02)


class Home:
    """A user's home of its own: state and settings of the program, and workspaces."""

    def __init__(self, **variables):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="devstack-test-"))
        self.env = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("XDG_", "DEVSTACK_", "GIT_"))
        }
        self.env.update(
            HOME=str(self.folder / "home"),
            XDG_STATE_HOME=str(self.folder / "state"),
            XDG_CONFIG_HOME=str(self.folder / "config"),
            XDG_CACHE_HOME=str(self.folder / "cache"),
            XDG_DATA_HOME=str(self.folder / "data"),
            LC_ALL="C.UTF-8",
            **variables,
        )
        # The docker client's settings (context, credential helpers) stay the user's.
        self.env.setdefault("DOCKER_CONFIG", os.path.expanduser("~/.docker"))
        (self.folder / "home").mkdir()
        self.workspaces = []

    def run(self, *arguments, limit=LIMIT, env=None, cwd=None, stdin=None):
        """Runs the program to its end; a killed program has a negative code."""
        command = [PROGRAM, *map(str, arguments)]
        begun = time.monotonic()
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            input=stdin if stdin is not None else "",
            timeout=limit,
            env={**self.env, **(env or {})},
            cwd=cwd or self.folder,
            check=False,
        )
        return Outcome(command, done.returncode, done.stdout, done.stderr, time.monotonic() - begun)

    def workspace(self, name):
        workspace = Workspace(self, self.folder / name)
        self.workspaces.append(workspace)
        return workspace

    def sample(self, name):
        workspace = self.workspace(name)
        made = self.run("sample", workspace.folder)
        assert made.code == 0, made
        return workspace

    def close(self):
        """Takes everything down; an AssertionError tells what the program itself left behind."""
        left = []
        for workspace in self.workspaces:
            left += workspace.destroy()
        shutil.rmtree(self.folder, ignore_errors=True)
        if left:
            raise AssertionError("left after “down --volumes”: " + ", ".join(left))


class Workspace:
    """A workspace folder and what it owns on the Engine."""

    def __init__(self, home, folder):
        self.home, self.folder = home, folder

    @property
    def id(self):
        file = self.folder / ".devstack/workspace.json"
        return json.loads(file.read_text())["id"] if file.exists() else ""

    def arguments(self, *arguments):
        """The program's arguments for this workspace; its options stand before a "--"."""
        return ["--workspace", str(self.folder), *map(str, arguments)]

    def run(self, *arguments, **options):
        return self.home.run(*self.arguments(*arguments), **options)

    def json(self, *arguments, **options):
        return self.run("--format", "json", *arguments, **options)

    def up(self, *arguments, **options):
        """`up` as JSON, trusting."""
        options.setdefault("limit", UP_LIMIT)
        return self.json("up", "--trust", *arguments, **options)

    def spawn(self, *arguments, env=None):
        """Starts the program and leaves it running; what it writes goes to a file, process.log."""
        path = self.home.folder / f"{self.folder.name}-{time.monotonic_ns()}.log"
        with path.open("wb") as log:
            process = subprocess.Popen(
                [PROGRAM, *self.arguments(*arguments)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**self.home.env, **(env or {})},
                cwd=self.home.folder,
            )
        process.log = path
        return process

    def status(self, *idas):
        outcome = self.json("status", *idas)
        assert outcome.code in (0, 3), outcome  # 3: it says that there is no Engine
        return outcome.json

    def service(self, ida, service):
        """A service's entry in `status`."""
        for view in self.status(ida)["idas"]:
            for entry in view["services"]:
                if (view["name"], entry["name"]) == (ida, service):
                    return entry
        raise AssertionError(f"status does not show {ida}/{service}")

    def urls(self):
        """IDA → its URL called web."""
        return {
            ida["name"]: url["url"].rstrip("/")
            for ida in self.status()["idas"]
            for url in ida["urls"]
            if url["name"] == "web"
        }

    def proof(self, *arguments):
        """Runs the sample's proof; an AssertionError with its message when it fails."""
        urls = self.urls()
        options = [word for name in SAMPLE for word in (f"--{name}", urls[name])]
        done = subprocess.run(
            [sys.executable, str(PROOF), *options, *arguments],
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )
        assert done.returncode == 0, f"the proof failed with {urls}: {done.stderr}"

    def sql(self, ida, statement, service="db"):
        """Rows of the IDA's database, asked inside its container, not through the program."""
        script = f'exec mariadb -N -u"$MYSQL_USER" -p"$MYSQL_PASSWORD" "$MYSQL_DATABASE" -e "$1"'
        container = self.container(ida, service)
        return docker("exec", container, "sh", "-c", script, "sql", statement).splitlines()

    def container(self, ida, service):
        filters = {"workspace": self.id, "ida": ida, "service": service}
        names = docker("ps", "-aq", *_filters(filters)).split()
        assert len(names) == 1, f"{ida}/{service} has {len(names)} containers"
        return names[0]

    def owned(self, kind):
        """Names of what the workspace has on the Engine: containers, volumes or networks."""
        if not self.id:
            return []
        chosen = _filters({"workspace": self.id})
        if kind == "containers":
            return sorted(docker("ps", "-a", "--format", "{{.Names}}", *chosen).split())
        # Networks that Compose makes carry its labels only; all names begin with the id.
        single = {"volumes": "volume", "networks": "network"}[kind]
        names = docker(single, "ls", "--format", "{{.Name}}").split()
        return sorted(name for name in names if name.startswith(self.id + "-"))

    def started(self):
        """Container → when it was started: tells whether anything was touched."""
        names = self.owned("containers")
        if not names:
            return {}
        lines = docker(
            "inspect", "-f", "{{.Name}} {{.Id}} {{.State.StartedAt}}", *names
        ).splitlines()
        return {line.split()[0]: line for line in lines}

    def journal(self):
        """The entries of the newest run journal."""
        files = sorted((self.folder / ".devstack/runs").glob("*.jsonl"))
        if not files:
            return []
        entries = []
        for line in files[-1].read_text(errors="replace").splitlines():
            try:
                entries.append(json.loads(line))
            except ValueError:
                pass  # the last line may be half written
        return entries

    def destroy(self):
        """`down --volumes`, then by force; answers what the program left."""
        left = []
        if self.id:
            # What was saved outlives the data.
            listed = self.run("checkpoint", "list", "--format", "json", limit=LIMIT)
            for each in listed.json["checkpoints"] if listed.code == 0 else []:
                if each["reason"] == "saved" or each["protected"]:
                    self.run("checkpoint", "delete", each["ida"], each["name"], "--yes")
            down = self.run("down", "--volumes", "--yes", limit=LIMIT)
            if down.code != 0:
                left.append(str(down))
            for kind, remove in (
                ("containers", ["rm", "-fv"]),
                ("volumes", ["volume", "rm", "-f"]),
                ("networks", ["network", "rm"]),
            ):
                names = self.owned(kind)
                left += names
                if names:
                    docker(*remove, *names, check=False)
            # Tags only: layers stay in the build cache, so that the next test builds in a second.
            tags = docker("images", "--format", "{{.Repository}}:{{.Tag}}", f"{self.id}/*").split()
            if tags:
                docker("rmi", "--no-prune", *tags, check=False)
        return left


def _filters(labels):
    return [
        w for key, value in labels.items() for w in ("--filter", f"label=devstack.{key}={value}")
    ]


def end(process, with_signal=signal.SIGKILL, limit=60):
    """Signals a process this test started and waits for it; its code and what it wrote."""
    if process.poll() is None:
        process.send_signal(with_signal)
    code = process.wait(limit)
    return code, pathlib.Path(process.log).read_text(errors="replace")


def running(process, what):
    """An AssertionError with what it wrote when the process has ended before its time."""
    if process.poll() is not None:
        code, output = end(process)
        raise AssertionError(f"ended with {code} before {what}: {output}")


def make_repository(folder):
    """Makes the folder a git repository with one more commit of all that lies in it."""
    settings = [
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@example.org",
        "-c",
        "commit.gpgsign=false",
    ]
    for command in (
        *([] if (folder / ".git").exists() else [["init", "-q", "-b", "main"]]),
        ["add", "-A"],
        [*settings, "commit", "-q", "--allow-empty", "-m", "Change"],
    ):
        subprocess.run(["git", "-C", folder, *command], check=True, timeout=LIMIT)


def one_ida(case, name, compose):
    """Gives a class of tests a workspace with the one IDA "it": `home`, `workspace`, `folder`."""
    case.home = Home()
    case.addClassCleanup(case.home.close)
    case.workspace = case.home.workspace(name)
    made = case.home.run("init", case.workspace.folder)
    assert made.code == 0, made
    case.folder = case.workspace.folder / "it"
    case.folder.mkdir()
    (case.folder / "docker-compose.yml").write_text(compose)
    make_repository(case.folder)
    assert case.workspace.run("add", case.folder).code == 0


def shape(value, wanted, where="document"):
    """Checks a JSON document against an example: types, sets of words, [of each], {fields}."""
    if isinstance(wanted, dict):
        assert isinstance(value, dict), f"{where} is {value!r}, not an object"
        for key, part in wanted.items():
            assert key in value, f"{where} lacks “{key}”: {value}"
            shape(value[key], part, f"{where}.{key}")
    elif isinstance(wanted, list):
        assert isinstance(value, list), f"{where} is {value!r}, not a list"
        for number, item in enumerate(value):
            shape(item, wanted[0], f"{where}[{number}]")
    elif isinstance(wanted, (set, frozenset)):
        assert value in wanted, f"{where} is {value!r}, not one of {sorted(wanted)}"
    elif callable(wanted) and not isinstance(wanted, type):
        assert wanted(value), f"{where} is {value!r}"
    else:
        types = wanted if isinstance(wanted, tuple) else (wanted,)
        good = type(value) in types  # a bool is no number here
        assert good, f"{where} is {value!r}, not {' or '.join(t.__name__ for t in types)}"
