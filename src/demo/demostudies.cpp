// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "demo/demostudies.h"

#include "demo/demodata.h"
#include "foreign/review/scaffold/unifieddiff.h"
#include "service/tour/tourstations.h"

namespace devstack::demo {

using namespace Qt::StringLiterals;

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
        one.mark = {u"/home/you/edx/credentials/docker-compose.yml"_s, line, 7};
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

ConfigurationDetails configStudy(const IdaView &ida)
{
    using Origin = ConfigValue::Origin;
    ConfigurationDetails study;
    study.config.ida = ida.name;
    study.config.path = u"/home/you/edx/credentials"_s;
    study.choices = {{u"develop"_s, u"image"_s, u"external"_s, u"off"_s},
                     {u"light"_s},
                     {u"default"_s, u"records"_s},
                     {u"app"_s}};
    study.config.values = {
        value(u"choice"_s, {}, u"mode"_s, toString(ida.mode), Origin::Workspace),
        value(u"choice"_s,
              {},
              u"variant"_s,
              ida.variant,
              Origin::Dependent,
              0,
              {},
              u"licences asks for it"_s),
        value(u"choice"_s,
              {},
              u"configuration"_s,
              ida.configuration.isEmpty() ? u"default"_s : ida.configuration,
              Origin::Personal),
        value(u"environment"_s,
              u"app"_s,
              u"DJANGO_SETTINGS_MODULE"_s,
              u"credentials.settings.devstack"_s,
              Origin::Repository,
              8),
        value(u"environment"_s,
              u"app"_s,
              u"ENABLE_RECORDS"_s,
              u"1"_s,
              Origin::Personal,
              0,
              {},
              u"the configuration records sets it"_s),
        value(u"environment"_s,
              u"app"_s,
              u"LMS_URL"_s,
              u"http://edx.devstack.lms:18000"_s,
              Origin::Repository,
              9),
        value(u"environment"_s, u"app"_s, u"SECRET_KEY"_s, u"********"_s, Origin::Repository, 10),
        value(u"port"_s,
              u"db"_s,
              u"3306/tcp"_s,
              u"20306"_s,
              Origin::Program,
              16,
              u"3306"_s,
              u"the port 3306 is taken by catalog/db"_s),
        value(u"lean"_s,
              u"db"_s,
              u"mariadb"_s,
              u"--innodb-buffer-pool-size=32M"_s,
              Origin::Program,
              0,
              {},
              u"saves about 100 MB"_s),
        value(u"volume"_s,
              u"db"_s,
              u"credentials_db"_s,
              u"generation 3"_s,
              Origin::Program,
              18,
              {},
              u"two resets kept the older ones"_s)};
    study.config.values[6].secret = true;
    if (ida.name == u"platform") {
        ChoiceConflict conflict;
        conflict.ida = ida.name;
        conflict.matter = ChoiceConflict::Matter::Variant;
        conflict.demands = {{u"licences"_s, u"light"_s, {u"docker-compose.yml"_s, 9, 0}},
                            {u"credentials"_s, u"full"_s, {u"docker-compose.yml"_s, 11, 0}}};
        conflict.choices = variantChoices(ida.name);
        study.config.conflicts = {conflict};
    }
    if (ida.mode == Mode::External || ida.state == IdaState::Absent) {
        study.noEffective = notFound(u"%1 has no compose file here."_s.arg(ida.name),
                                     u"Choose the mode develop or image and provision it."_s);
    } else {
        EffectiveCompose effective;
        effective.ida = u"credentials"_s;
        effective.files = {u"/home/you/edx/credentials/docker-compose.yml"_s};
        effective.originals.insert(effective.files.first(), QByteArray(kOriginal));
        effective.text = QString::fromUtf8(kEffective).replace(u"credentials."_s, ida.name + u'.');
        effective.notes = {{AssemblyNote::Level::Info,
                            u"db"_s,
                            u"ports: 3306 → 20306"_s,
                            u"3306 is taken by catalog/db."_s,
                            {}},
                           {AssemblyNote::Level::Info,
                            u"app"_s,
                            u"container_name: credentials.app is an alias now"_s,
                            u"Container names are unique on the whole machine."_s,
                            {}},
                           {AssemblyNote::Level::Warning,
                            u"cache"_s,
                            u"networks: joined the default network"_s,
                            u"It shared no network with app, which waits for it."_s,
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

PlannedUp plannedUp(const QString &ida)
{
    using std::chrono::seconds;
    const QString about = ida.isEmpty() ? u"credentials"_s : ida;
    PlannedUp planned;
    const auto add = [&](const QString &id,
                         StepKind kind,
                         const QString &title,
                         const QString &reason,
                         seconds expected,
                         const QStringList &after,
                         bool measured) {
        Step step;
        step.id = id;
        step.ida = about;
        step.kind = kind;
        step.title = title;
        step.reason = reason;
        step.after = after;
        step.expected = expected;
        step.measured = measured;
        planned.plan.steps.append(step);
    };
    add(u"build"_s,
        StepKind::Build,
        u"Build app"_s,
        u"requirements/dev.txt changed"_s,
        seconds(74),
        {},
        true);
    add(u"db"_s, StepKind::Start, u"Start db"_s, u"it is stopped"_s, seconds(6), {}, true);
    add(u"migrate"_s,
        StepKind::Bootstrap,
        u"Run migrations"_s,
        u"2 files of migrations are new"_s,
        seconds(48),
        {u"build"_s, u"db"_s},
        true);
    add(u"client"_s,
        StepKind::Client,
        u"Make the OAuth client credentials-sso in platform"_s,
        u"platform has new data"_s,
        seconds(9),
        {u"migrate"_s},
        false);
    add(u"health"_s,
        StepKind::Health,
        u"Wait until it answers at /health/"_s,
        u"it starts"_s,
        seconds(12),
        {u"client"_s},
        true);
    planned.time = forecastTime(planned.plan);
    MemoryForecast memory;
    memory.budget = 6'000'000'000;
    memory.engineMemory = 8'000'000'000;
    memory.others = 2'300'000'000;
    memory.total = about == u"platform" ? 6'400'000'000 : 1'400'000'000;
    if (about == u"platform") {
        memory.proposals = {{u"run catalog in its variant light"_s,
                             variantChoices(u"catalog"_s).value(0),
                             900'000'000}};
        Operation stop;
        stop.verb = Operation::Verb::Stop;
        stop.idas = {u"licences"_s};
        memory.proposals += {u"stop licences"_s, stop, 410'000'000};
        planned.plan.warnings = {memory.warning()};
    }
    planned.memory = memory;
    return planned;
}

QList<ReviewDetails> reviewStudies(const WorkspaceSnapshot &snapshot)
{
    QList<ReviewDetails> all;
    int at = 0;
    for (const IdaView &ida : snapshot.idas) {
        if (ida.state == IdaState::Absent || ida.state == IdaState::External)
            continue;
        ReviewDetails study;
        study.ida = ida.name;
        study.check.path = study.lint.path = u"/home/you/edx/"_s + ida.name;
        int column = 0;
        for (const QString &id : checkIds()) {
            CheckResult result;
            result.id = id;
            result.pass = (at * 7 + column * 5) % 6 != 1;
            result.message = result.pass
                ? u"It is there."_s
                : u"bootstrap.sh waits for the database without an end: a database "_s
                  u"that never comes keeps it for ever."_s;
            result.fix = result.pass ? QString()
                                     : u"Give the loop an end: for i in $(seq 60); do … done."_s;
            result.evidence = {{SourceMark {u"bootstrap.sh"_s, 12 + column, 1},
                                u"until mysqladmin ping -h db; do sleep 1; done"_s}};
            study.check.results.append(result);
            ++column;
        }
        if (at % 2 == 0) {
            study.lint.findings
                = {finding(u"unbounded-wait"_s,
                           LintSeverity::Error,
                           u"provision.sh"_s,
                           18,
                           u"until docker exec …; do"_s,
                           u"This loop ends only when the command succeeds."_s,
                           u"Count the attempts and fail after some minutes."_s),
                   finding(u"fixed-port"_s,
                           LintSeverity::Warning,
                           u"docker-compose.yml"_s,
                           16,
                           u"ports: [\"3306:3306\"]"_s,
                           u"Two repositories that publish 3306 cannot run side by side."_s,
                           u"Let the variable decide: \"${DB_PORT:-3306}:3306\"."_s),
                   finding(u"compose-v1"_s,
                           LintSeverity::Note,
                           u"Makefile"_s,
                           41,
                           u"docker-compose up -d"_s,
                           u"docker-compose (version 1) is no longer maintained."_s,
                           u"Call “docker compose”."_s)};
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
    plan.path = u"/home/you/edx/"_s + ida;
    const QByteArray script = "#!/bin/sh\n# Makes " + ida.toUtf8()
        + " ready to use; running it again is no harm.\nset -eu\n\n"
          "docker compose up --detach --wait\n"
          "docker compose exec -T app python manage.py migrate --noinput\n";
    const QByteArray before(kOriginal);
    const QByteArray content = before
        + "\n# What devstack cannot see in the files: correct it where it guessed wrong.\n"
          "x-devstack:\n  primary: app\n  depends_on:\n    platform: {}\n";
    const QString compose = u"docker-compose.yml"_s;
    const QString bootstrap = u"bootstrap.sh"_s;
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
    plan.left
        = {{u"schema.production"_s, u"Only its owner knows where the production schema is."_s}};
    return plan;
}

DataDetails dataStudy(const WorkspaceSnapshot &snapshot)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    DataDetails details;
    details.engineAnswered = snapshot.engine.availability == EngineView::Availability::Available;
    for (const IdaView &ida : snapshot.idas) {
        if (!ida.hasDatabase)
            continue;
        const bool isOld = ida.name == u"licences";
        DatabaseView view;
        view.ida = ida.name;
        view.service = u"db"_s;
        view.takesSchema = true;
        view.base = isOld ? DatabaseView::Base::Older : DatabaseView::Base::Fits;
        view.keptSince = now.addDays(-2);
        view.present = VolumeMechanism::Overlay;
        if (ida.hasSchema && ida.name == u"enterprise-access-requests") {
            view.start = DatabaseView::Start::Dump;
            view.source = u"/home/you/dumps/access-of-a-colleague.sql.zst"_s;
            view.isChosen = view.isHere = true;
            view.bytes = 41'000'000;
            view.made = now.addSecs(-7200);
            view.base = DatabaseView::Base::None;
        } else if (ida.hasSchema) {
            view.start = DatabaseView::Start::Snapshot;
            view.source = u"registry.example.org/schemas/%1:2026-11-01"_s.arg(ida.name);
            view.isHere = true;
            view.bytes = 269'000'000;
            view.made = now.addDays(isOld ? -34 : -3);
            view.digest = u"sha256:3f2a91c07b5d8e64aa10c2f9"_s;
            view.labels = SnapshotLabels {ida.name,
                                          u"db"_s,
                                          {u"mariadb"_s, u"10.11.6"_s},
                                          ida.name,
                                          view.made,
                                          u"dump %1.sql.zst"_s.arg(ida.name),
                                          u"8f2c11d0"_s,
                                          ida.name == u"platform" ? 497 : 214,
                                          false,
                                          {}};
        }
        details.databases += view;
        qint64 bytes = 8'000'000;
        for (const Checkpoint &checkpoint : ida.checkpoints) {
            details.checkpoints += {ida.name,
                                    checkpoint.name,
                                    checkpoint.created,
                                    checkpoint.reason,
                                    bytes,
                                    checkpoint.isProtected};
            bytes += 7'000'000;
        }
    }
    return details;
}

BranchData branchStudy(const QString &ida)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    BranchData data {ida, FollowBranch::Ask, u"feature/grades"_s, u"main"_s, {}};
    data.kept = {{u"feature/grades"_s, now.addDays(-6), u"branch-feature-grades"_s, false}};
    return data;
}

DataChanges changesOf(const QString &place, const QString &checkpoint)
{
    DataChanges found;
    found.ida = place.section(u'/', 0, 0);
    found.service = u"db"_s;
    found.isCheckpoint = !checkpoint.isEmpty();
    found.since = found.isCheckpoint
        ? checkpoint
        : QDateTime::currentDateTimeUtc().addDays(-2).toString(Qt::ISODate);
    found.tables = 214;
    found.examined = 2;
    found.mariaDb = true;
    if (checkpoint == u"demo")
        return found;
    TableChanges course;
    course.table.name = u"course"_s;
    course.table.columns
        = {{u"id"_s, u"int"_s, true}, {u"name"_s, u"varchar"_s}, {u"seats"_s, u"int"_s}};
    course.changed = course.removed = 1;
    course.rows = {{RowChange::Kind::Changed,
                    RowValues {"1", "Introduction to Databases", "30"},
                    RowValues {"1", "Introduction to Databases", "31"}},
                   {RowChange::Kind::Removed, RowValues {"99", "Old course", std::nullopt}, {}}};
    TableChanges learner;
    learner.table.name = u"learner"_s;
    learner.table.columns = {{u"id"_s, u"int"_s, true}, {u"email"_s, u"varchar"_s}};
    learner.added = 120;
    for (int i = 1; i <= 50; ++i)
        learner.rows.append({RowChange::Kind::Added,
                             {},
                             RowValues {QByteArray::number(i),
                                        "learner" + QByteArray::number(i) + "@example.org"}});
    found.changes = {course, learner};
    return found;
}

SchemaDiff schemaDiffOf(const QString &place)
{
    using Kind = SchemaObject::Kind;
    SchemaDiff diff;
    diff.ida = place.section(u'/', 0, 0);
    diff.service = u"db"_s;
    diff.compared = 1204;
    diff.hasMigrations = true;
    if (diff.ida == u"subsidy") {
        diff.productionNote
            = u"New data begins with no snapshot and no dump: production's schema is not known."_s;
        return diff;
    }
    diff.production = u"registry.example.org/schemas/%1:2026-11-01"_s.arg(diff.ida);
    diff.pending = {u"records.0042_grade"_s};
    SchemaDifference column;
    column.kind = Kind::Column;
    column.name = u"learner.nickname"_s;
    column.live = u"varchar(40) DEFAULT NULL"_s;
    column.meaning = u"added by hand"_s;
    column.statement = u"ALTER TABLE `learner` DROP COLUMN `nickname`;"_s;
    SchemaDifference behind;
    behind.kind = Kind::Column;
    behind.name = u"course.language"_s;
    behind.migrations = behind.live = u"varchar(8) DEFAULT NULL"_s;
    behind.meaning = u"production is behind"_s;
    behind.isOfProduction = true;
    behind.statement = u"ALTER TABLE `course` ADD COLUMN `language` varchar(8);"_s;
    diff.objects = {behind, column};
    return diff;
}

OperationResult resultOf(const Operation &operation)
{
    OperationResult result;
    result.checkpoint = operation.checkpoint;
    if (operation.verb == Operation::Verb::SaveSeed) {
        result.seed = SavedSeed();
        result.seed->file
            = u"/home/you/edx/%1/seeds/%2.sql"_s.arg(operation.ida(), operation.seeds.value(0));
        result.seed->rows = 122;
        result.seed->leftOut = {u"notes"_s};
        result.seed->declaration
            = u"services:\n  db:\n    volumes: [\"./seeds:/devstack/seeds:ro\"]\n"_s;
    }
    if (operation.verb == Operation::Verb::Reset)
        result.reset = ResetFigures {std::chrono::milliseconds(1600),
                                     std::chrono::milliseconds(2400),
                                     VolumeMechanism::Overlay};
    return result;
}

WorkspaceTour tourOf(const WorkspaceSnapshot &snapshot)
{
    using Kind = TourSignIn::Kind;
    using By = TourSignIn::By;
    WorkspaceTour tour = stationsOf(snapshot, tourOrder(snapshot, {}));
    for (TourStation &station : tour.stations) {
        if (!station.cloned) {
            station.description = {};
            station.owner = {};
            station.noChange = u"It is not cloned yet."_s;
            continue;
        }
        station.lastChange = git::LastCommit {
            u"4f74d75480d3a1c95e2b6f0917c8d4e3a2b10f55"_s,
            u"Tell which programme a certificate belongs to, and keep the order of records"_s,
            u"Ada Lovelace"_s,
            QDateTime::currentDateTimeUtc().addDays(-3)};
        if (station.name == u"platform")
            station.signIns
                = {{Kind::Superuser,
                    By::Bootstrap,
                    u"edx"_s,
                    {},
                    {},
                    {u"provision.sh"_s, 31, 0},
                    station.path},
                   {Kind::Staff,
                    By::Request,
                    u"credentials_worker"_s,
                    {},
                    u"credentials"_s,
                    {u"docker-compose.yml"_s, 96, 0},
                    station.path},
                   {Kind::User,
                    By::Seed,
                    u"verified"_s,
                    u"base"_s,
                    {},
                    {u"docker-compose.yml"_s, 41, 0},
                    station.path},
                   {Kind::Described, By::Readme, {}, {}, {}, {u"README.md"_s, 5, 0}, station.path}};
        if (station.name == u"catalog") {
            station.description
                = {u"Which courses a customer may see, in which order, and under which name."_s,
                   {u"README.rst"_s, 9, 0},
                   {}};
            station.owner = {u"@example/team-catalog"_s, {u".github/CODEOWNERS"_s, 2, 0}, {}};
        }
    }
    return tour;
}

} // namespace devstack::demo
