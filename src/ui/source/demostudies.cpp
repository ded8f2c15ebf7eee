// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/source/demostudies.h"

#include "review/scaffold/unifieddiff.h"

namespace devstack::demo {

namespace {

constexpr const char *kOriginal = R"(# Credentials, for development.
services:
  app:
    build: .
    container_name: credentials.app
    command: python manage.py runserver 0.0.0.0:18150
    environment:
      DJANGO_SETTINGS_MODULE: credentials.settings.devstack
      LMS_URL: "http://edx.devstack.lms:18000"
      SECRET_KEY: not-so-secret
    ports: ["18150:18150"]
    depends_on: [db, cache]
  db:
    image: mariadb:10.11
    container_name: credentials.db
    ports: ["3306:3306"]
    volumes:
      - credentials_db:/var/lib/mysql
  cache:
    image: memcached:1.6   # sessions
volumes:
  credentials_db:
)";

constexpr const char *kEffective = R"(name: edx-1f2e3d-credentials
services:
  credentials.app:
    build: .
    container_name: edx-1f2e3d-credentials-app
    command: python manage.py runserver 0.0.0.0:18150
    environment:
      DJANGO_SETTINGS_MODULE: credentials.settings.devstack
      ENABLE_RECORDS: "1"
      LMS_URL: "http://edx.devstack.lms:18000"
      SECRET_KEY: "********"
    labels:
      devstack.ida: credentials
    networks:
      default:
        aliases: [app, credentials.app]
      workspace:
        aliases: [edx.devstack.credentials]
    ports: ["127.0.0.1:18150:18150"]
  credentials.cache:
    image: memcached:1.6
  credentials.db:
    image: mariadb:10.11
    container_name: edx-1f2e3d-credentials-db
    command: --innodb-buffer-pool-size=32M
    ports: ["127.0.0.1:20306:3306"]
    volumes:
      - credentials-g3:/var/lib/mysql
volumes:
  credentials-g3:
    external: true
    name: edx-credentials-data-g3
)";

ConfigValue value(const QString &group,
                  const QString &service,
                  const QString &name,
                  const QString &text,
                  ConfigValue::Origin origin,
                  int line = 0,
                  const QString &before = {},
                  const QString &why = {})
{
    ConfigValue one;
    one.group = group;
    one.service = service;
    one.name = name;
    one.value = text;
    one.origin = origin;
    one.before = before;
    one.why = why;
    if (line > 0)
        one.mark = {QStringLiteral("/home/you/edx/credentials/docker-compose.yml"), line, 7};
    return one;
}

LintFinding finding(const QString &rule,
                    LintSeverity severity,
                    const QString &file,
                    int line,
                    const QString &text,
                    const QString &message,
                    const QString &fix)
{
    LintFinding one;
    one.rule = rule;
    one.severity = severity;
    one.mark = {file, line, 1};
    one.text = text;
    one.message = message;
    one.fix = fix;
    return one;
}

} // namespace

ConfigStudy configStudy(const IdaView &ida)
{
    using Origin = ConfigValue::Origin;
    ConfigStudy study;
    study.config.ida = ida.name;
    study.config.path = QStringLiteral("/home/you/edx/credentials");
    study.choices = {{QStringLiteral("develop"),
                      QStringLiteral("image"),
                      QStringLiteral("external"),
                      QStringLiteral("off")},
                     {QStringLiteral("light")},
                     {QStringLiteral("default"), QStringLiteral("records")},
                     {QStringLiteral("app")}};
    study.config.values
        = {value(QStringLiteral("choice"),
                 {},
                 QStringLiteral("mode"),
                 toString(ida.mode),
                 Origin::Workspace),
           value(QStringLiteral("choice"),
                 {},
                 QStringLiteral("variant"),
                 ida.variant,
                 Origin::Dependent,
                 0,
                 {},
                 QStringLiteral("licences asks for it")),
           value(QStringLiteral("choice"),
                 {},
                 QStringLiteral("configuration"),
                 ida.configuration.isEmpty() ? QStringLiteral("default") : ida.configuration,
                 Origin::Personal),
           value(QStringLiteral("environment"),
                 QStringLiteral("app"),
                 QStringLiteral("DJANGO_SETTINGS_MODULE"),
                 QStringLiteral("credentials.settings.devstack"),
                 Origin::Repository,
                 8),
           value(QStringLiteral("environment"),
                 QStringLiteral("app"),
                 QStringLiteral("ENABLE_RECORDS"),
                 QStringLiteral("1"),
                 Origin::Personal,
                 0,
                 {},
                 QStringLiteral("the configuration records sets it")),
           value(QStringLiteral("environment"),
                 QStringLiteral("app"),
                 QStringLiteral("LMS_URL"),
                 QStringLiteral("http://edx.devstack.lms:18000"),
                 Origin::Repository,
                 9),
           value(QStringLiteral("environment"),
                 QStringLiteral("app"),
                 QStringLiteral("SECRET_KEY"),
                 QStringLiteral("********"),
                 Origin::Repository,
                 10),
           value(QStringLiteral("port"),
                 QStringLiteral("db"),
                 QStringLiteral("3306/tcp"),
                 QStringLiteral("20306"),
                 Origin::Program,
                 16,
                 QStringLiteral("3306"),
                 QStringLiteral("the port 3306 is taken by catalog/db")),
           value(QStringLiteral("lean"),
                 QStringLiteral("db"),
                 QStringLiteral("mariadb"),
                 QStringLiteral("--innodb-buffer-pool-size=32M"),
                 Origin::Program,
                 0,
                 {},
                 QStringLiteral("saves about 100 MB")),
           value(QStringLiteral("volume"),
                 QStringLiteral("db"),
                 QStringLiteral("credentials_db"),
                 QStringLiteral("generation 3"),
                 Origin::Program,
                 18,
                 {},
                 QStringLiteral("two resets kept the older ones"))};
    study.config.values[6].secret = true;
    if (ida.name == u"platform") {
        ChoiceConflict conflict;
        conflict.ida = ida.name;
        conflict.matter = ChoiceConflict::Matter::Variant;
        conflict.wishes = {{QStringLiteral("licences"),
                            QStringLiteral("light"),
                            {QStringLiteral("docker-compose.yml"), 9, 0}},
                           {QStringLiteral("credentials"),
                            QStringLiteral("full"),
                            {QStringLiteral("docker-compose.yml"), 11, 0}}};
        conflict.commands = {QStringLiteral("devstack variant platform light"),
                             QStringLiteral("devstack variant platform none")};
        study.config.conflicts = {conflict};
    }
    if (ida.mode == Mode::External || ida.state == IdaState::Absent) {
        study.noEffective
            = notFound(QStringLiteral("%1 has no compose file here.").arg(ida.name),
                       QStringLiteral("Choose the mode develop or image and provision it."));
    } else {
        EffectiveCompose effective;
        effective.ida = QStringLiteral("credentials");
        effective.files = {QStringLiteral("/home/you/edx/credentials/docker-compose.yml")};
        effective.originals.insert(effective.files.first(), QByteArray(kOriginal));
        effective.text = QString::fromUtf8(kEffective)
                             .replace(QStringLiteral("credentials."), ida.name + u'.');
        effective.notes = {{AssemblyNote::Level::Info,
                            QStringLiteral("db"),
                            QStringLiteral("ports: 3306 → 20306"),
                            QStringLiteral("3306 is taken by catalog/db."),
                            {}},
                           {AssemblyNote::Level::Info,
                            QStringLiteral("app"),
                            QStringLiteral("container_name: credentials.app is an alias now"),
                            QStringLiteral("Container names are unique on the whole machine."),
                            {}},
                           {AssemblyNote::Level::Warning,
                            QStringLiteral("cache"),
                            QStringLiteral("networks: joined the default network"),
                            QStringLiteral("It shared no network with app, which waits for it."),
                            {}}};
        study.effective = effective;
    }
    MemoryForecast memory;
    memory.total = 2'900'000'000;
    memory.budget = 6'000'000'000;
    memory.engineMemory = 8'000'000'000;
    study.memory = memory;
    return study;
}

QList<ReviewStudy> reviewStudies(const WorkspaceSnapshot &snapshot)
{
    QList<ReviewStudy> all;
    int at = 0;
    for (const IdaView &ida : snapshot.idas) {
        if (ida.state == IdaState::Absent || ida.state == IdaState::External)
            continue;
        ReviewStudy study;
        study.ida = ida.name;
        study.check.path = study.lint.path = QStringLiteral("/home/you/edx/") + ida.name;
        int column = 0;
        for (const QString &id : checkIds()) {
            CheckResult result;
            result.id = id;
            result.pass = (at * 7 + column * 5) % 6 != 1;
            result.message = result.pass
                ? QStringLiteral("It is there.")
                : QStringLiteral("bootstrap.sh waits for the database without an end: a database "
                                 "that never comes keeps it for ever.");
            result.fix = result.pass
                ? QString()
                : QStringLiteral("Give the loop an end: for i in $(seq 60); do … done.");
            result.evidence = {{SourceMark {QStringLiteral("bootstrap.sh"), 12 + column, 1},
                                QStringLiteral("until mysqladmin ping -h db; do sleep 1; done")}};
            study.check.results.append(result);
            ++column;
        }
        if (at % 2 == 0) {
            study.lint.findings
                = {finding(QStringLiteral("unbounded-wait"),
                           LintSeverity::Error,
                           QStringLiteral("provision.sh"),
                           18,
                           QStringLiteral("until docker exec …; do"),
                           QStringLiteral("This loop ends only when the command succeeds."),
                           QStringLiteral("Count the attempts and fail after some minutes.")),
                   finding(QStringLiteral("fixed-port"),
                           LintSeverity::Warning,
                           QStringLiteral("docker-compose.yml"),
                           16,
                           QStringLiteral("ports: [\"3306:3306\"]"),
                           QStringLiteral(
                               "Two repositories that publish 3306 cannot run side by side."),
                           QStringLiteral("Let the variable decide: \"${DB_PORT:-3306}:3306\".")),
                   finding(QStringLiteral("compose-v1"),
                           LintSeverity::Note,
                           QStringLiteral("Makefile"),
                           41,
                           QStringLiteral("docker-compose up -d"),
                           QStringLiteral("docker-compose (version 1) is no longer maintained."),
                           QStringLiteral("Call “docker compose”."))};
            study.lint.suppressed = {study.lint.findings.last()};
        }
        all.append(study);
        ++at;
    }
    return all;
}

ScaffoldPlan scaffoldPlan(const QString &ida)
{
    ScaffoldPlan plan;
    plan.path = QStringLiteral("/home/you/edx/") + ida;
    const QByteArray script = "#!/bin/sh\n# Makes " + ida.toUtf8()
        + " ready to use; running it again is no harm.\nset -eu\n\n"
          "docker compose up --detach --wait\n"
          "docker compose exec -T app python manage.py migrate --noinput\n";
    const QByteArray before(kOriginal);
    const QByteArray content = before
        + "\n# What devstack cannot see in the files: correct it where it guessed wrong.\n"
          "x-devstack:\n  primary: app\n  depends_on:\n    platform: {}\n";
    const QString compose = QStringLiteral("docker-compose.yml");
    const QString bootstrap = QStringLiteral("bootstrap.sh");
    plan.changes = {{compose,
                     FileChange::Action::Append,
                     before,
                     content,
                     diffOfAppendedFile(compose, before, content),
                     false},
                    {bootstrap,
                     FileChange::Action::Create,
                     {},
                     script,
                     diffOfNewFile(bootstrap, script, true),
                     true}};
    plan.left = {{QStringLiteral("schema.production"),
                  QStringLiteral("Only its owner knows where the production schema is.")}};
    return plan;
}

} // namespace devstack::demo
