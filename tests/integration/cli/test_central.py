# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""A central devstack with a platform and two Django IDAs: adopted, started, asked for health on databases
of their own, and signed in to with the users and clients that its scripts make. On the real Engine."""
import shutil
import sys
import unittest
import urllib.error
import urllib.request

from devstack_cli import SOURCE, Home, docker, make_repository

sys.path.insert(0, str(SOURCE / "tests/support/standins"))
import signing  # noqa: E402 (needs the path)
import standins  # noqa: E402

IMAGES = ["mysql:8.0.33-oracle", "ubuntu:focal", standins.PLATFORM]
ALIASES = "networks: {default: {aliases: [edx.devstack.%s]}}"
CENTRAL = {
    "docker-compose.yml": f"""\
version: "2.1"
services:
  mysql80:
    image: mysql:8.0.33-oracle
    container_name: "edx.${{COMPOSE_PROJECT_NAME:-devstack}}.mysql80"
    environment: {{MYSQL_ROOT_PASSWORD: "", MYSQL_ALLOW_EMPTY_PASSWORD: "yes"}}
    {ALIASES % "mysql80"}
    volumes: ["mysql80_data:/var/lib/mysql"]
  lms:
    image: openedx/lms-dev:${{OPENEDX_RELEASE:-latest}}
    command: bash -c 'source /edx/app/edxapp/edxapp_env && exec python /edx/app/edxapp/edx-platform/manage.py lms runserver --noreload 0.0.0.0:18000 --settings devstack_docker'
    depends_on: [mysql80]
    ports: ["18000:18000"]
    {ALIASES % "lms"}
"""
    + "".join(
        f"""\
  {name}:
    image: ubuntu:focal
    init: true
    command: bash -c 'cd /code && exec python3 manage.py runserver 0.0.0.0:{port}'
    depends_on: [lms, mysql80]
    environment: {{DB_HOST: edx.devstack.mysql80, DB_NAME: {name}, DJANGO_SETTINGS_MODULE: settings}}
    ports: ["{port}:{port}"]
    {ALIASES % name}
"""
        for name, port in (("notes", 18981), ("shop", 18982))
    ),
    "docker-compose-host.yml": """\
version: "2.1"
services:
  lms: {volumes: ["${DEVSTACK_WORKSPACE}/platform:/edx/app/edxapp/edx-platform"]}
  notes: {volumes: ["${DEVSTACK_WORKSPACE}/notes-api:/code"]}
  shop: {volumes: ["${DEVSTACK_WORKSPACE}/shop:/code"]}
""",
    "options.mk": "-include options.local.mk\nDEFAULT_SERVICES ?= lms+notes+shop\nOPENEDX_RELEASE ?= latest\n",
    "check.sh": """\
if should_check lms; then run_check lms lms "curl --fail -L http://localhost:18000/heartbeat"; fi
if should_check notes; then run_check n notes "curl --fail -L http://localhost:18981/heartbeat"; fi
if should_check shop; then run_check s shop "curl --fail -L http://localhost:18982/health/"; fi
""",
    "provision.sh": """\
for service in lms notes shop; do
  ./provision-"$service".sh
done
docker compose exec -T mysql80 bash -e -c "mysql -uroot mysql" < provision.sql
""",
    "provision.sql": "".join(
        f"CREATE DATABASE {name}; CREATE USER '{name}001'@'%' IDENTIFIED BY 'password';"
        f"GRANT ALL ON {name}.* TO '{name}001'@'%';\n"
        for name in ("edxapp", "notes", "shop")
    ),
    "load-db.sh": """\
if [ -z "$1" ]
then
    exit 1
fi
mysql_container=$(make --silent --no-print-directory dev.print-container.mysql80)
docker exec -i "$mysql_container" mysql -uroot $1 < $1.sql
""",
    "shop.sql": "CREATE TABLE kept (n int);\nINSERT INTO kept VALUES (7);\n",
    "provision-lms.sh": """\
manage() {
    local command=$1
    shift
    docker compose exec -T lms bash -e -c "source /edx/app/edxapp/edxapp_env && python /edx/app/edxapp/edx-platform/manage.py lms $command --settings=devstack_docker"
}
docker compose exec -T lms bash -e -c 'source /edx/app/edxapp/edxapp_env && python manage.py lms migrate --noinput'
manage "manage_user edx edx@example.com --superuser --staff"
cat set_password.py | docker compose exec -T lms bash -e -c 'source /edx/app/edxapp/edxapp_env && python manage.py lms shell'
if [[ ${DEVSTACK_SKIP_DEMO-false} == "true" ]]
then
    echo "No demo"
else
    manage "import /data"
fi
""",
    "set_password.py": """\
from django.contrib.auth import get_user_model
user = get_user_model().objects.get(username="edx")
user.set_password("edx")
user.save()
""",
    "provision-ida.sh": """\
app=$1
port=$2
docker compose up -d $app
docker compose exec -T $app bash -e -c 'cd /code && make migrate' -- "$app"
docker compose exec -T lms bash -e -c 'source /edx/app/edxapp/edxapp_env && python /edx/app/edxapp/edx-platform/manage.py lms --settings=devstack_docker manage_user $1_worker $1_worker@example.com --staff --superuser' -- "$app"
for grant in authorization-code client-credentials; do
  if [ $grant = authorization-code ]; then
    docker compose exec -T lms bash -e -c 'source /edx/app/edxapp/edxapp_env && python /edx/app/edxapp/edx-platform/manage.py lms --settings=devstack_docker create_dot_application --grant-type authorization-code --skip-authorization --redirect-uris "http://localhost:$2/complete/edx-oauth2/" --client-id "$1-sso-key" --client-secret "$1-sso-secret" --scopes "user_id" $1-sso $1_worker' -- "$app" "$port"
  else
    docker compose exec -T lms bash -e -c 'source /edx/app/edxapp/edxapp_env && python /edx/app/edxapp/edx-platform/manage.py lms --settings=devstack_docker create_dot_application --grant-type client-credentials --client-id "$1-backend-service-key" --client-secret "$1-backend-service-secret" $1-backend-service $1_worker' -- "$app"
  fi
done
""",
    "provision-notes.sh": "./provision-ida.sh notes 18981\n",
    "provision-shop.sh": "./load-db.sh shop\n./provision-ida.sh shop 18982\n",
}
DJANGO = {
    "manage.py": """\
#!/usr/bin/env python3
import sys
from django.core.management import execute_from_command_line
execute_from_command_line(sys.argv)
""",
    "Makefile": "migrate:\n\tpython3 manage.py migrate --noinput\n",
    "settings.py": """\
import os
NAME = os.environ["DB_NAME"]
DATABASES = {"default": {"ENGINE": "django.db.backends.mysql", "HOST": os.environ["DB_HOST"], "PORT": 3306,
                         "NAME": NAME, "USER": NAME + "001", "PASSWORD": "password"}}
""",
}
DOCKERFILE = """\
FROM ubuntu:focal
WORKDIR /code
COPY . .
CMD ["python3", "manage.py", "runserver", "0.0.0.0:18982"]
"""
OWNERS_PART = [
    ("DB_HOST: edx.devstack.mysql80", 'DB_HOST: "${DB_HOST:-edx.devstack.mysql80}"'),
    ("      - source: mysql80-central-02\n        target: /docker-entrypoint-initdb.d/central-02.sql\n", ""),
    ("mysql80_data:/var/lib/mysql\n", "mysql80_data:/var/lib/mysql\n      - ./shop.sql:/docker-entrypoint-initdb.d/shop.sql\n"),
]


class Central(unittest.TestCase):
    """One workspace; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        made = standins.make(IMAGES)
        cls.addClassCleanup(standins.remove, made)
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = cls.home.workspace("central")
        cls.write("devstack", CENTRAL)
        cls.write("notes-api", DJANGO)
        cls.write("shop", {**DJANGO, "Dockerfile": DOCKERFILE})
        cls.write("platform", {"manage.py": "raise SystemExit('needs all of the platform')\n"})

    @classmethod
    def write(cls, folder, files):
        root = cls.workspace.folder / folder
        root.mkdir(parents=True)
        for name, content in files.items():
            (root / name).write_text(content)
        make_repository(root)

    def url(self, ida, service, port):
        return "http://" + docker("port", self.workspace.container(ida, service), f"{port}/tcp").splitlines()[0]

    def test_1_everything_is_carried(self):
        adopted = self.home.run("--format", "json", "adopt", self.workspace.folder / "devstack")
        self.assertEqual(adopted.code, 0, adopted)
        self.assertEqual(adopted.json["unclaimed"], [])
        idas = {ida["name"]: ida for ida in adopted.json["idas"]}
        steps = {name: (ida["steps"], ida["stepsElsewhere"]) for name, ida in idas.items()}
        self.assertEqual(steps, {"notes-api": (1, 3), "platform": (4, 0), "shop": (1, 3)})
        facts = [(fact["text"], fact["file"], fact["line"]) for fact in idas["shop"]["facts"]]
        self.assertIn(("shop in mysql80 begins with shop.sql", "load-db.sh", 6), facts)

    def test_2_each_answers_on_its_own_database(self):
        up = self.workspace.up()
        self.assertEqual(up.code, 0, up)
        self.assert_answers()
        other = docker("exec", self.workspace.container("notes-api", "mysql80"), "mysql", "-uroot", "-Ne", "SHOW TABLES IN shop")
        self.assertEqual(other, "")

    def assert_answers(self):
        for ida, service, path in (
            ("platform", "lms", "18000/heartbeat"), ("notes-api", "notes", "18981/heartbeat"), ("shop", "shop", "18982/health/")
        ):
            port, _, path = path.partition("/")
            with urllib.request.urlopen(f"{self.url(ida, service, port)}/{path}", timeout=20) as answer:
                self.assertEqual(answer.status, 200, ida)
        states = {ida["name"]: ida["state"] for ida in self.workspace.status()["idas"]}
        self.assertEqual(set(states.values()), {"running"}, states)
        kept = docker("exec", self.workspace.container("shop", "mysql80"), "mysql", "-uroot", "-Ne", "SELECT n FROM shop.kept")
        self.assertEqual(kept, "7")

    def test_3_users_and_clients_are_in_the_platform(self):
        self.assert_users_and_clients()

    def assert_users_and_clients(self):
        platform = self.url("platform", "lms", 18000)
        for ida, port in (("notes", 18981), ("shop", 18982)):
            self.assertTrue(signing.token(platform, f"{ida}-backend-service-key", f"{ida}-backend-service-secret"))
            redirect = f"http://localhost:{port}/complete/edx-oauth2/"
            user = signing.sign_in(platform, f"{ida}-sso-key", f"{ida}-sso-secret", redirect, "edx", "edx")
            self.assertEqual(user, "edx")
        with self.assertRaises(urllib.error.HTTPError):
            signing.token(platform, "notes-backend-service-key", "wrong")

    def test_4_nothing_is_done_twice(self):
        again = self.workspace.up()
        self.assertEqual((again.code, again.steps(state="done")), (0, []), again)

    def test_5_one_becomes_a_repository_of_its_own(self):
        checkout = self.workspace.folder / "shop"
        written = self.workspace.run("scaffold", "shop", "--yes")
        self.assertEqual(written.code, 0, written)
        # What scaffold leaves to the owner: a value that can be changed, the schema as a file.
        compose = checkout / "docker-compose.yml"
        text = compose.read_text()
        for old, new in OWNERS_PART:
            self.assertEqual(text.count(old), 1, text)
            text = text.replace(old, new)
        compose.write_text(text)
        (checkout / "shop.sql").write_text("USE shop;\n" + CENTRAL["shop.sql"])
        make_repository(checkout)
        shutil.rmtree(self.workspace.folder / "environments/shop")
        checked = self.home.run("check", checkout)
        self.assertEqual(checked.code, 0, checked)
        up = self.workspace.up()
        self.assertEqual(up.code, 0, up)
        self.assert_answers()
        # New data come from the repository too.
        down = self.workspace.run("down", "shop", "--volumes", "--yes")
        self.assertEqual(down.code, 0, down)
        again = self.workspace.up()
        self.assertEqual(again.code, 0, again)
        self.assert_answers()
        self.assert_users_and_clients()


if __name__ == "__main__":
    unittest.main(verbosity=2)
