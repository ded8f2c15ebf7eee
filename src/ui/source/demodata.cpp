// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/source/demodata.h"

#include <QCoreApplication>

#include <algorithm>

namespace devstack::demo {

namespace {

ServiceView
service(const QString &name, Health health, qint64 megabytes, QList<PortView> ports = {})
{
    ServiceView view;
    view.name = name;
    view.container = QStringLiteral("demo-") + name;
    view.role = name == u"db" ? QStringLiteral("database")
        : name == u"worker"   ? QStringLiteral("worker")
                              : QStringLiteral("app");
    view.image = name == u"db" ? QStringLiteral("mariadb:10.11")
                               : QStringLiteral("registry.example.org/app");
    view.state = ServiceState::Running;
    view.health = health;
    view.memory = megabytes * 1'000'000;
    view.ports = std::move(ports);
    return view;
}

PortView port(int container, int host, int wanted)
{
    return {container, host, QStringLiteral("127.0.0.1"), wanted};
}

IdaView ida(const QString &name,
            const QString &title,
            const QString &description,
            Mode mode,
            QList<ServiceView> services)
{
    IdaView view;
    view.name = name;
    view.title = title;
    view.description = description;
    view.owner = QStringLiteral("squad-aperture");
    view.mode = mode;
    view.branch = mode == Mode::Develop ? QStringLiteral("main") : QString();
    view.variant = mode == Mode::Image ? QStringLiteral("light") : QString();
    view.state = IdaState::Running;
    view.health = Health::Healthy;
    view.primary = QStringLiteral("app");
    view.declared = view.trusted = true;
    view.services = std::move(services);
    for (const ServiceView &one : view.services)
        view.memory += one.memory;
    view.repository = QStringLiteral("https://git.example.org/%1.git").arg(name);
    view.urls = {{QStringLiteral("web"), QStringLiteral("http://localhost:18150/")}};
    view.commands = {{QStringLiteral("test"), QStringLiteral("pytest"), false},
                     {QStringLiteral("dbshell"), QStringLiteral("mysql %1").arg(name), true}};
    view.seeds = {{name,
                   QStringLiteral("base"),
                   name,
                   QDateTime::currentDateTimeUtc().addSecs(-4000),
                   QStringLiteral("docker-compose.yml:41")}};
    return view;
}

DependencyEdge
edge(const QString &from, const QString &to, bool declared = true, bool optional = false)
{
    DependencyEdge edge;
    edge.from = from;
    edge.to = to;
    edge.declared = declared;
    edge.optional = optional;
    edge.evidence = {
        {SourceMark {declared ? QStringLiteral("docker-compose.yml")
                              : QStringLiteral("settings/devstack.py"),
                     declared ? 9 : 44,
                     0},
         declared ? QStringLiteral("%1: {for: [run, provision]}").arg(to)
                  : QStringLiteral("%1_URL = \"http://edx.devstack.%2\"").arg(to.toUpper(), to)}};
    return edge;
}

void total(WorkspaceSnapshot &snapshot)
{
    snapshot.memory = 0;
    for (const IdaView &one : snapshot.idas)
        snapshot.memory += one.memory;
}

struct Script
{
    const char *ida;
    const char *kind;
    double from;
    double to;
};

/// When each step begins and ends, in seconds.
constexpr Script kScript[] = {
    {"platform", "image", 0, 28},          {"platform", "volume", 28, 34},
    {"platform", "start", 34.5, 53},       {"platform", "bootstrap", 53, 73},
    {"platform", "health", 73, 80},        {"platform", "seed", 80, 94},
    {"catalog", "image", 0, 45},           {"catalog", "volume", 46, 50},
    {"catalog", "start", 51, 64},          {"catalog", "bootstrap", 65, 90},
    {"catalog", "client", 91, 98},         {"catalog", "seed", 98, 122},
    {"licences", "image", 0, 43},          {"licences", "volume", 44, 48},
    {"licences", "start", 49, 62},         {"licences", "bootstrap", 63, 94},
    {"licences", "client", 95, 103},       {"licences", "seed", 104, 134},
    {"credentials", "build", 0, 85},       {"credentials", "start", 86, 98},
    {"credentials", "bootstrap", 98, 133}, {"credentials", "health", 133, 141},
    {"credentials", "client", 141, 147},   {"credentials", "seed", 147, 165},
};

QList<OutputLine> outputOf(const RunStep &step, double seconds)
{
    using Stream = OutputLine::Stream;
    if (step.kind == u"bootstrap") {
        QList<OutputLine> lines {
            {Stream::Note, QStringLiteral("$ python manage.py migrate --noinput")},
            {Stream::Out, QStringLiteral("Operations to perform:")},
            {Stream::Out,
             QStringLiteral("  Apply all migrations: admin, auth, %1, records, sites")
                 .arg(step.ida)},
            {Stream::Out, QStringLiteral("Running migrations:")}};
        for (int i = 0; i < static_cast<int>(seconds / 2); ++i)
            lines.append(
                {Stream::Out,
                 QStringLiteral("  Applying records.%1_usercredential_index… \x1b[32;1mOK\x1b[0m")
                     .arg(20 + i, 4, 10, QLatin1Char('0'))});
        return lines;
    }
    QList<OutputLine> lines {
        {Stream::Note, QStringLiteral("$ docker compose %1 %2").arg(step.kind, step.ida)}};
    for (int i = 0; i < static_cast<int>(seconds); ++i)
        lines.append({Stream::Out,
                      QStringLiteral("#%1 [%2/9] \x1b[36mRUN\x1b[0m step %2 of %3")
                          .arg(i + 4)
                          .arg(i % 9 + 1)
                          .arg(step.ida)});
    return lines;
}

} // namespace

WorkspaceSnapshot snapshot()
{
    WorkspaceSnapshot all;
    all.name = QStringLiteral("edx");
    all.path = QStringLiteral("/home/you/edx");
    all.engine.availability = EngineView::Availability::Available;
    all.engine.version = QStringLiteral("28.5");
    all.engine.context = QStringLiteral("default");
    all.memoryBudget = 6'000'000'000;
    all.cpu = 4;

    IdaView credentials
        = ida(QStringLiteral("credentials"),
              QStringLiteral("Credentials"),
              QStringLiteral("Issues and shows programme certificates."),
              Mode::Develop,
              {service(QStringLiteral("app"), Health::Starting, 318, {port(18150, 18150, 18150)}),
               service(QStringLiteral("db"), Health::Healthy, 82, {port(3306, 20306, 3306)}),
               service(QStringLiteral("cache"), Health::None, 12)});
    credentials.state = IdaState::Starting;
    credentials.health = Health::Starting;
    credentials.configuration = QStringLiteral("records");
    credentials.dirty = true;
    credentials.services[0].waiting
        = QStringLiteral("/health/ answers 503 for 12 s: table “records” is missing");
    credentials.seeds.append({credentials.name,
                              QStringLiteral("records"),
                              credentials.name,
                              {},
                              QStringLiteral("docker-compose.yml:42")});
    credentials.seeds.append({credentials.name,
                              QStringLiteral("programmes"),
                              QStringLiteral("platform"),
                              {},
                              QStringLiteral("docker-compose.yml:45")});
    credentials.checkpoints.append({QStringLiteral("before-reset-20261104-091500"),
                                    QDateTime::currentDateTimeUtc().addDays(-1),
                                    QStringLiteral("before reset"),
                                    {},
                                    false});
    IdaView catalog
        = ida(QStringLiteral("catalog"),
              QStringLiteral("Catalog"),
              QStringLiteral("Which courses a customer may see."),
              Mode::Image,
              {service(QStringLiteral("app"), Health::Healthy, 236, {port(18160, 18160, 18160)}),
               service(QStringLiteral("db"), Health::Healthy, 82, {port(3306, 20307, 3306)})});
    IdaView licences
        = ida(QStringLiteral("licences"),
              QStringLiteral("Licences"),
              QStringLiteral("Seats and who holds them."),
              Mode::Image,
              {service(QStringLiteral("app"), Health::Healthy, 219, {port(18170, 18170, 18170)}),
               service(QStringLiteral("db"), Health::Healthy, 82)});
    IdaView platform
        = ida(QStringLiteral("platform"),
              QStringLiteral("Platform"),
              QStringLiteral("Users, courses and sign-in."),
              Mode::Image,
              {service(QStringLiteral("app"), Health::Healthy, 540, {port(18000, 18000, 18000)}),
               service(QStringLiteral("db"), Health::Healthy, 182),
               service(QStringLiteral("redis"), Health::None, 18)});
    IdaView access
        = ida(QStringLiteral("enterprise-access-requests"),
              QStringLiteral("Access requests"),
              QStringLiteral("Requests for access and their approval."),
              Mode::Develop,
              {service(QStringLiteral("app"), Health::Healthy, 300, {port(18270, 18270, 18270)}),
               service(QStringLiteral("db"), Health::Healthy, 82),
               service(QStringLiteral("worker"), Health::None, 124),
               service(QStringLiteral("beat"), Health::None, 40)});
    access.branch = QStringLiteral("feature/pay-by-invoice-for-large-customers");
    IdaView subsidy
        = ida(QStringLiteral("subsidy"),
              QStringLiteral("Subsidy"),
              QStringLiteral("Who pays for what."),
              Mode::Develop,
              {service(QStringLiteral("app"), Health::Unhealthy, 106, {port(18280, 18280, 18280)}),
               service(QStringLiteral("db"), Health::Healthy, 82)});
    subsidy.health = Health::Unhealthy;
    subsidy.services[0].waiting = QStringLiteral("the broker at kafka:9092 refuses connections");
    Error unknownKey;
    unknownKey.kind = Error::Kind::InvalidInput;
    unknownKey.message = QStringLiteral("Unknown key “bootstap”");
    unknownKey.hint = QStringLiteral("Did you mean “bootstrap”?");
    unknownKey.where = {QStringLiteral("docker-compose.yml"), 31, 3};
    subsidy.problems = {unknownKey};
    IdaView search = ida(QStringLiteral("search"),
                         QStringLiteral("Search"),
                         QStringLiteral("Full-text search, run elsewhere."),
                         Mode::External,
                         {});
    search.state = IdaState::External;
    search.urls = {{QStringLiteral("web"), QStringLiteral("https://search.example.org/")}};
    search.seeds.clear();
    IdaView discovery = ida(QStringLiteral("discovery"),
                            QStringLiteral("Discovery"),
                            QStringLiteral("Course metadata."),
                            Mode::Develop,
                            {});
    discovery.state = IdaState::Absent;
    discovery.trusted = false;
    discovery.seeds.clear();
    discovery.urls.clear();
    all.idas = {credentials, access, catalog, licences, subsidy, platform, search, discovery};
    all.edges = {edge(QStringLiteral("credentials"), QStringLiteral("platform")),
                 edge(QStringLiteral("credentials"), QStringLiteral("catalog"), true, true),
                 edge(access.name, QStringLiteral("licences")),
                 edge(access.name, QStringLiteral("subsidy"), false),
                 edge(QStringLiteral("catalog"), QStringLiteral("platform")),
                 edge(QStringLiteral("catalog"), QStringLiteral("licences")),
                 edge(QStringLiteral("licences"), QStringLiteral("catalog")),
                 edge(QStringLiteral("licences"), QStringLiteral("platform")),
                 edge(QStringLiteral("subsidy"), QStringLiteral("platform")),
                 edge(QStringLiteral("subsidy"), QStringLiteral("search")),
                 edge(QStringLiteral("catalog"), QStringLiteral("discovery"), false)};
    all.cycles = {{QStringLiteral("catalog"), QStringLiteral("licences")}};
    all.unresolved
        = {{QStringLiteral("subsidy"),
            QStringLiteral("edx.devstack.kafka"),
            {{SourceMark {QStringLiteral("subsidy/settings/devstack.py"), 61, 1},
              QStringLiteral("EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS = \"edx.devstack.kafka:29092\"")}}},
           {QStringLiteral("credentials"),
            QStringLiteral("edx.devstack.memcached"),
            {{SourceMark {QStringLiteral("credentials/settings/devstack.py"), 12, 1},
              QStringLiteral("\"LOCATION\": \"edx.devstack.memcached:11211\"")}}}};
    ChoiceConflict variants;
    variants.ida = QStringLiteral("platform");
    variants.matter = ChoiceConflict::Matter::Variant;
    variants.wishes = {{QStringLiteral("licences"),
                        QStringLiteral("light"),
                        {QStringLiteral("docker-compose.yml"), 9, 0}},
                       {QStringLiteral("credentials"),
                        QStringLiteral("full"),
                        {QStringLiteral("docker-compose.yml"), 11, 0}}};
    variants.commands = {QStringLiteral("devstack variant platform light"),
                         QStringLiteral("devstack variant platform none")};
    all.conflicts = {variants};
    total(all);
    return all;
}

WorkspaceSnapshot large(int count)
{
    WorkspaceSnapshot all = snapshot();
    all.idas.clear();
    all.edges.clear();
    all.cycles.clear();
    all.unresolved.clear();
    all.conflicts.clear();
    for (int i = 0; i < count; ++i) {
        all.idas.append(
            ida(QStringLiteral("service-%1").arg(i),
                QStringLiteral("Service %1").arg(i),
                QStringLiteral("One of many."),
                i % 4 ? Mode::Image : Mode::Develop,
                {service(QStringLiteral("app"), i % 17 ? Health::Healthy : Health::Unhealthy, 200),
                 service(QStringLiteral("db"), Health::Healthy, 80),
                 service(QStringLiteral("worker"), Health::None, 60)}));
        if (i % 17 == 0)
            all.idas.last().health = Health::Unhealthy;
        for (int target : {i / 2, i / 3, i / 7}) {
            const bool twice = std::ranges::any_of(all.edges, [&](const DependencyEdge &one) {
                return one.from == all.idas.last().name
                    && one.to == QStringLiteral("service-%1").arg(target);
            });
            if (target != i && !twice)
                all.edges.append(edge(all.idas.last().name,
                                      QStringLiteral("service-%1").arg(target),
                                      target % 5 != 0));
        }
    }
    total(all);
    return all;
}

RunState run(double elapsed, const QDateTime &start)
{
    RunState run;
    run.header = {QStringLiteral("demo-run"),
                  QStringLiteral("devstack up credentials"),
                  {QStringLiteral("credentials")},
                  QCoreApplication::applicationPid(),
                  start};
    QString last;
    double end = 0;
    for (const Script &line : kScript) {
        RunStep step;
        step.ida = QString::fromLatin1(line.ida);
        step.kind = QString::fromLatin1(line.kind);
        step.id = step.kind + u':' + step.ida;
        step.title = QStringLiteral("%1 of %2").arg(step.kind, step.ida);
        step.reason = step.kind == u"bootstrap"
            ? QStringLiteral("because records/migrations changed since 18:20")
            : QStringLiteral("never run");
        step.expected
            = std::chrono::milliseconds(static_cast<qint64>((line.to - line.from) * 1000));
        if (last.endsWith(step.ida))
            step.after = {last};
        last = step.id;
        end = std::max(end, line.to);
        step.state = elapsed >= line.to ? QStringLiteral("done")
            : elapsed >= line.from      ? QStringLiteral("running")
                                        : QStringLiteral("pending");
        if (elapsed >= line.from) {
            step.started = start.addMSecs(static_cast<qint64>(line.from * 1000));
            const double taken = std::min(elapsed, line.to) - line.from;
            if (elapsed >= line.to)
                step.duration = step.expected;
            step.output = outputOf(step, taken);
        }
        run.steps.append(step);
    }
    run.duration = std::chrono::milliseconds(static_cast<qint64>(std::min(elapsed, end) * 1000));
    if (elapsed >= end)
        run.result = QStringLiteral("done");
    return run;
}

RunState failedRun()
{
    RunState failed = run(110, QDateTime::currentDateTimeUtc().addSecs(-86400));
    failed.header.id = QStringLiteral("demo-failed");
    failed.header.pid = 1;
    for (RunStep &step : failed.steps) {
        if (step.state == u"running") {
            step.state = QStringLiteral("failed");
            step.duration = std::chrono::seconds(12);
            step.detail = QStringLiteral("django.db.utils.OperationalError: (1146, \"Table "
                                         "'credentials.records' doesn't exist\")");
            step.hint = QStringLiteral("Run the migrations of records, then provision again.");
            step.output.append(
                {OutputLine::Stream::Err,
                 QStringLiteral("\x1b[31mdjango.db.utils.OperationalError\x1b[0m: (1146, \"Table "
                                "'credentials.records' doesn't exist\")")});
        } else if (step.state == u"pending") {
            step.state = QStringLiteral("skipped");
            step.reason = QStringLiteral("a step before it failed");
        }
    }
    failed.result = QStringLiteral("failed");
    return failed;
}

QList<DoctorCheck> checks()
{
    using Outcome = DoctorCheck::Outcome;
    return {{QStringLiteral("engine"),
             Outcome::Ok,
             QStringLiteral("Docker Engine 28.5 answers (context default)."),
             {}},
            {QStringLiteral("compose"), Outcome::Ok, QStringLiteral("Compose 2.40."), {}},
            {QStringLiteral("memory"), Outcome::Ok, QStringLiteral("16 GB, 9.1 GB free."), {}},
            {QStringLiteral("disk"),
             Outcome::Warning,
             QStringLiteral("11 GB are free where the engine keeps images; 20 GB are comfortable."),
             QStringLiteral("devstack clean")},
            {QStringLiteral("git"),
             Outcome::Ok,
             QStringLiteral("git 2.39, credential helper “store”."),
             {}},
            {QStringLiteral("nofile"),
             Outcome::Ok,
             QStringLiteral("The limit of open files is 524288."),
             {}}};
}

} // namespace devstack::demo
