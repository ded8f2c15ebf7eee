// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "demo/demodata.h"

#include "service/observing/verdict.h"

#include <QCoreApplication>

#include <algorithm>

namespace devstack::demo {

using namespace Qt::StringLiterals;

namespace {

ServiceView
service(const QString &name, Health health, qint64 megabytes, QList<PortView> ports = {})
{
    ServiceView view;
    view.name = name;
    view.container = u"demo-"_s + name;
    view.role = name == u"db" ? u"database"_s : name == u"worker" ? u"worker"_s : u"app"_s;
    view.image = name == u"db" ? u"mariadb:10.11"_s : u"registry.example.org/app"_s;
    view.state = ServiceState::Running;
    view.health = health;
    view.memory = megabytes * 1'000'000;
    view.ports = std::move(ports);
    return view;
}

PortView port(int container, int host, int wanted)
{
    return {container, host, u"127.0.0.1"_s, wanted};
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
    view.owner = u"squad-aperture"_s;
    view.mode = mode;
    view.branch = mode == Mode::Develop ? u"main"_s : QString();
    view.variant = mode == Mode::Image ? u"light"_s : QString();
    view.state = IdaState::Running;
    view.health = Health::Healthy;
    view.primary = u"app"_s;
    view.declared = view.trusted = true;
    view.services = std::move(services);
    for (const ServiceView &one : view.services) {
        view.memory += one.memory;
        view.hasDatabase |= one.name == u"db";
    }
    view.hasSchema = view.hasDatabase && name != u"subsidy";
    view.repository = u"https://git.example.org/%1.git"_s.arg(name);
    view.urls = {{u"web"_s, u"http://localhost:18150/"_s}};
    using Kind = CommandArgument::Kind;
    view.commands
        = {{u"test"_s, u"pytest"_s, false, {}},
           {u"dbshell"_s, u"mysql %1"_s.arg(name), true, {}},
           {u"import"_s,
            u"python manage.py import_courses {file} {kind} --limit={limit} {dry_run:--dry-run}"_s,
            false,
            {{u"file"_s, u"File with the courses"_s, Kind::File, {}, {}, {}},
             {u"limit"_s, u"How many at most"_s, Kind::Number, u"100"_s, {}, {}},
             {u"kind"_s, u"Kind"_s, Kind::Choice, u"all"_s, {u"all"_s, u"archived"_s}, {}},
             {u"dry_run"_s, u"Only tell what would be done"_s, Kind::Switch, u"false"_s, {}, {}},
             {u"token"_s, u"Token of the catalogue"_s, Kind::Secret, {}, {}, {}}}}};
    view.seeds = {{name,
                   u"base"_s,
                   name,
                   QDateTime::currentDateTimeUtc().addSecs(-4000),
                   u"docker-compose.yml:41"_s}};
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
    edge.evidence = {{SourceMark {declared ? u"docker-compose.yml"_s : u"settings/devstack.py"_s,
                                  declared ? 9 : 44,
                                  0},
                      declared ? u"%1: {for: [run, provision]}"_s.arg(to)
                               : u"%1_URL = \"http://edx.devstack.%2\""_s.arg(to.toUpper(), to)}};
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
    StepKind kind;
    double from;
    double to;
};

/// When each step begins and ends, in seconds.
constexpr Script kScript[] = {
    {"platform", StepKind::Image, 0, 28},          {"platform", StepKind::Volume, 28, 34},
    {"platform", StepKind::Start, 34.5, 53},       {"platform", StepKind::Bootstrap, 53, 73},
    {"platform", StepKind::Health, 73, 80},        {"platform", StepKind::Seed, 80, 94},
    {"catalog", StepKind::Image, 0, 45},           {"catalog", StepKind::Volume, 46, 50},
    {"catalog", StepKind::Start, 51, 64},          {"catalog", StepKind::Bootstrap, 65, 90},
    {"catalog", StepKind::Client, 91, 98},         {"catalog", StepKind::Seed, 98, 122},
    {"licences", StepKind::Image, 0, 43},          {"licences", StepKind::Volume, 44, 48},
    {"licences", StepKind::Start, 49, 62},         {"licences", StepKind::Bootstrap, 63, 94},
    {"licences", StepKind::Client, 95, 103},       {"licences", StepKind::Seed, 104, 134},
    {"credentials", StepKind::Build, 0, 85},       {"credentials", StepKind::Start, 86, 98},
    {"credentials", StepKind::Bootstrap, 98, 133}, {"credentials", StepKind::Health, 133, 141},
    {"credentials", StepKind::Client, 141, 147},   {"credentials", StepKind::Seed, 147, 165},
};

QList<OutputLine> outputOf(const RunStep &step, double seconds)
{
    using Stream = OutputLine::Stream;
    if (step.kind == StepKind::Bootstrap) {
        QList<OutputLine> lines {
            {Stream::Note, u"$ python manage.py migrate --noinput"_s},
            {Stream::Out, u"Operations to perform:"_s},
            {Stream::Out,
             u"  Apply all migrations: admin, auth, %1, records, sites"_s.arg(step.ida)},
            {Stream::Out, u"Running migrations:"_s}};
        for (int i = 0; i < int(seconds / 2); ++i)
            lines.append({Stream::Out,
                          u"  Applying records.%1_usercredential_index… \x1b[32;1mOK\x1b[0m"_s.arg(
                              20 + i, 4, 10, QLatin1Char('0'))});
        return lines;
    }
    QList<OutputLine> lines {
        {Stream::Note, u"$ docker compose %1 %2"_s.arg(toString(step.kind), step.ida)}};
    for (int i = 0; i < int(seconds); ++i)
        lines.append(
            {Stream::Out,
             u"#%1 [%2/9] \x1b[36mRUN\x1b[0m step %2 of %3"_s.arg(i + 4).arg(i % 9 + 1).arg(
                 step.ida)});
    return lines;
}

} // namespace

WorkspaceSnapshot snapshot()
{
    WorkspaceSnapshot all;
    all.name = u"edx"_s;
    all.path = u"/home/you/edx"_s;
    all.engine.availability = EngineView::Availability::Available;
    all.engine.version = u"28.5"_s;
    all.engine.context = u"default"_s;
    all.memoryBudget = 6'000'000'000;
    all.cpu = 4;

    IdaView credentials
        = ida(u"credentials"_s,
              u"Credentials"_s,
              u"Issues and shows programme certificates."_s,
              Mode::Develop,
              {service(u"app"_s, Health::Starting, 318, {port(18150, 18150, 18150)}),
               service(u"db"_s, Health::Healthy, 82, {port(3306, 20306, 3306)}),
               service(u"cache"_s, Health::None, 12)});
    credentials.busy = true;
    credentials.configuration = u"records"_s;
    credentials.dirty = true;
    credentials.services[0].waiting
        = u"/health/ answers 503 for 12 s: table “records” is missing"_s;
    credentials.seeds.append(
        {credentials.name, u"records"_s, credentials.name, {}, u"docker-compose.yml:42"_s});
    credentials.seeds.append(
        {credentials.name, u"programmes"_s, u"platform"_s, {}, u"docker-compose.yml:45"_s, true});
    const QDateTime now = QDateTime::currentDateTimeUtc();
    credentials.checkpoints
        = {{u"demo"_s, now.addDays(-27), Checkpoint::kSaved.toString(), {}, false},
           {u"with-100-learners"_s, now.addDays(-5), Checkpoint::kSaved.toString(), {}, true},
           {u"before-reset-20261104-091500"_s,
            now.addDays(-1),
            Checkpoint::kBeforeReset.toString(),
            {},
            false}};
    credentials.loaders = {u"json"_s, u"sql"_s};
    credentials.keptSince = QDateTime::currentDateTimeUtc().addDays(-2);
    IdaView catalog = ida(u"catalog"_s,
                          u"Catalog"_s,
                          u"Which courses a customer may see."_s,
                          Mode::Image,
                          {service(u"app"_s, Health::Healthy, 236, {port(18160, 18160, 18160)}),
                           service(u"db"_s, Health::Healthy, 82, {port(3306, 20307, 3306)})});
    catalog.loaders = credentials.loaders;
    IdaView licences = ida(u"licences"_s,
                           u"Licences"_s,
                           u"Seats and who holds them."_s,
                           Mode::Image,
                           {service(u"app"_s, Health::Healthy, 219, {port(18170, 18170, 18170)}),
                            service(u"db"_s, Health::Healthy, 82)});
    IdaView platform = ida(u"platform"_s,
                           u"Platform"_s,
                           u"Users, courses and sign-in."_s,
                           Mode::Image,
                           {service(u"app"_s, Health::Healthy, 540, {port(18000, 18000, 18000)}),
                            service(u"db"_s, Health::Healthy, 182),
                            service(u"redis"_s, Health::None, 18)});
    IdaView access = ida(u"enterprise-access-requests"_s,
                         u"Access requests"_s,
                         u"Requests for access and their approval."_s,
                         Mode::Develop,
                         {service(u"app"_s, Health::Healthy, 300, {port(18270, 18270, 18270)}),
                          service(u"db"_s, Health::Healthy, 82),
                          service(u"worker"_s, Health::None, 124),
                          service(u"beat"_s, Health::None, 40)});
    access.branch = u"feature/pay-by-invoice-for-large-customers"_s;
    IdaView subsidy = ida(u"subsidy"_s,
                          u"Subsidy"_s,
                          u"Who pays for what."_s,
                          Mode::Develop,
                          {service(u"app"_s, Health::Unhealthy, 106, {port(18280, 18280, 18280)}),
                           service(u"db"_s, Health::Healthy, 82)});
    subsidy.services[0].waiting = u"the broker at kafka:9092 refuses connections"_s;
    Error unknownKey;
    unknownKey.kind = Error::Kind::InvalidInput;
    unknownKey.message = u"Unknown key “bootstap”"_s;
    unknownKey.hint = u"Did you mean “bootstrap”?"_s;
    unknownKey.where = {u"docker-compose.yml"_s, 31, 3};
    subsidy.problems = {unknownKey};
    subsidy.missingVariables
        = {{u"PAYMENT_TOKEN"_s, u"ask the enterprise team for one"_s, {}}, {u"REGION"_s, {}, {}}};
    IdaView search
        = ida(u"search"_s, u"Search"_s, u"Full-text search, run elsewhere."_s, Mode::External, {});
    search.urls = {{u"web"_s, u"https://search.example.org/"_s}};
    search.seeds.clear();
    IdaView discovery
        = ida(u"discovery"_s, u"Discovery"_s, u"Course metadata."_s, Mode::Develop, {});
    discovery.cloned = false;
    discovery.trusted = false;
    discovery.seeds.clear();
    discovery.urls.clear();
    all.idas = {credentials, access, catalog, licences, subsidy, platform, search, discovery};
    for (IdaView &one : all.idas)
        judge(one);
    all.edges = {edge(u"credentials"_s, u"platform"_s),
                 edge(u"credentials"_s, u"catalog"_s, true, true),
                 edge(access.name, u"licences"_s),
                 edge(access.name, u"subsidy"_s, false),
                 edge(u"catalog"_s, u"platform"_s),
                 edge(u"catalog"_s, u"licences"_s),
                 edge(u"licences"_s, u"catalog"_s),
                 edge(u"licences"_s, u"platform"_s),
                 edge(u"subsidy"_s, u"platform"_s),
                 edge(u"subsidy"_s, u"search"_s),
                 edge(u"catalog"_s, u"discovery"_s, false)};
    all.cycles = {{u"catalog"_s, u"licences"_s}};
    all.unresolved = {{u"subsidy"_s,
                       u"edx.devstack.kafka"_s,
                       {{SourceMark {u"subsidy/settings/devstack.py"_s, 61, 1},
                         u"EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS = \"edx.devstack.kafka:29092\""_s}}},
                      {u"credentials"_s,
                       u"edx.devstack.memcached"_s,
                       {{SourceMark {u"credentials/settings/devstack.py"_s, 12, 1},
                         u"\"LOCATION\": \"edx.devstack.memcached:11211\""_s}}}};
    ChoiceConflict variants;
    variants.ida = u"platform"_s;
    variants.matter = ChoiceConflict::Matter::Variant;
    variants.demands = {{u"licences"_s, u"light"_s, {u"docker-compose.yml"_s, 9, 0}},
                        {u"credentials"_s, u"full"_s, {u"docker-compose.yml"_s, 11, 0}}};
    variants.choices = variantChoices(u"platform"_s);
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
        all.idas.append(ida(u"service-%1"_s.arg(i),
                            u"Service %1"_s.arg(i),
                            u"One of many."_s,
                            i % 4 ? Mode::Image : Mode::Develop,
                            {service(u"app"_s, i % 17 ? Health::Healthy : Health::Unhealthy, 200),
                             service(u"db"_s, Health::Healthy, 80),
                             service(u"worker"_s, Health::None, 60)}));
        judge(all.idas.last());
        for (int target : {i / 2, i / 3, i / 7}) {
            const bool twice = std::ranges::any_of(all.edges, [&](const DependencyEdge &one) {
                return one.from == all.idas.last().name && one.to == u"service-%1"_s.arg(target);
            });
            if (target != i && !twice)
                all.edges.append(
                    edge(all.idas.last().name, u"service-%1"_s.arg(target), target % 5 != 0));
        }
    }
    total(all);
    return all;
}

QList<Operation> variantChoices(const QString &ida)
{
    Operation light;
    light.verb = Operation::Verb::Variant;
    light.idas = {ida};
    light.value = u"light"_s;
    Operation all = light;
    all.value = u"none"_s;
    return {light, all};
}

/// What the IDAs of the demo's run were; `other`: some of it was another way.
static QList<IdaAtRun> idasThen(bool other)
{
    const QString commit = u"4f74d75480d3a1c95e2b6f0917c8d4e3a2b10f55"_s;
    QList<IdaAtRun> idas;
    for (const char *name : {"platform", "catalog", "licences", "credentials"})
        idas += IdaAtRun {QString::fromLatin1(name),
                          commit,
                          false,
                          u"image"_s,
                          u"light"_s,
                          {},
                          {{u"app"_s, u"sha256:9f2ab41c77d05e61"_s}}};
    idas[3].mode = u"develop"_s;
    idas[3].dirty = other;
    idas[3].configuration = other ? QString() : u"records"_s;
    idas[3].commit = other ? u"b1d90e7733a2c04f5e6d7c8b9a0f1e2d3c4b5a69"_s : commit;
    idas[1].images.insert(u"app"_s,
                          other ? u"sha256:03c5f81d2b9e4a70"_s : u"sha256:9f2ab41c77d05e61"_s);
    return idas;
}

RunState run(double elapsed, const QDateTime &start)
{
    Operation operation;
    operation.idas = {u"credentials"_s};
    RunState run;
    run.header = {u"demo-run"_s,
                  operation.toCommandLine(),
                  operation.idas,
                  QCoreApplication::applicationPid(),
                  start,
                  operation};
    QString last;
    double end = 0;
    for (const Script &line : kScript) {
        RunStep step;
        step.ida = QString::fromLatin1(line.ida);
        step.kind = line.kind;
        step.id = toString(step.kind) + u':' + step.ida;
        step.title = u"%1 of %2"_s.arg(toString(step.kind), step.ida);
        step.reason = step.kind == StepKind::Bootstrap
            ? u"because records/migrations changed since 18:20"_s
            : u"first time"_s;
        step.expected = std::chrono::milliseconds(qint64((line.to - line.from) * 1000));
        if (last.endsWith(step.ida))
            step.after = {last};
        last = step.id;
        end = std::max(end, line.to);
        step.state = elapsed >= line.to ? StepState::Done
            : elapsed >= line.from      ? StepState::Running
                                        : StepState::Pending;
        if (elapsed >= line.from) {
            step.started = start.addMSecs(qint64(line.from * 1000));
            const double taken = std::min(elapsed, line.to) - line.from;
            if (elapsed >= line.to)
                step.duration = step.expected;
            step.output = outputOf(step, taken);
        }
        run.steps.append(step);
    }
    run.duration = std::chrono::milliseconds(qint64(std::min(elapsed, end) * 1000));
    if (elapsed >= end)
        run.result = RunResult::Done;
    run.idasThen = idasThen(false);
    return run;
}

RunState failedRun()
{
    RunState failed = run(110, QDateTime::currentDateTimeUtc().addSecs(-86400));
    failed.header.id = u"demo-failed"_s;
    failed.header.pid = 1;
    failed.idasThen = idasThen(true);
    for (RunStep &step : failed.steps) {
        if (step.state == StepState::Running) {
            step.state = StepState::Failed;
            step.duration = std::chrono::seconds(12);
            step.detail = u"django.db.utils.OperationalError: (1146, \"Table "_s
                          u"'credentials.records' doesn't exist\")"_s;
            step.hint = u"Run the migrations of records, then provision again."_s;
            step.output.append(
                {OutputLine::Stream::Err,
                 u"\x1b[31mdjango.db.utils.OperationalError\x1b[0m: (1146, \"Table "_s
                 u"'credentials.records' doesn't exist\")"_s});
        } else if (step.state == StepState::Pending) {
            step.state = StepState::Skipped;
            step.reason = u"a step before it failed"_s;
        }
    }
    failed.result = RunResult::Failed;
    return failed;
}

Result<Adoption> adoption(const AdoptRequest &request)
{
    if (request.central.isEmpty() || request.central.endsWith(u"empty"))
        return notFound(u"There is no compose file in %1."_s.arg(request.central),
                        u"Choose the folder with the central docker-compose.yml."_s);
    const auto ida = [](const QString &name, const QStringList &helpers, int line, int elsewhere) {
        AdoptedIda one;
        one.name = name;
        one.services = {name};
        one.helpers = helpers;
        one.from = {{u"docker-compose.yml"_s, line, 0}};
        one.steps = 4;
        one.stepsElsewhere = elsewhere;
        return one;
    };
    Adoption adoption;
    adoption.workspace = request.into.isEmpty() ? u"/home/dana/openedx"_s : request.into;
    adoption.plan.idas
        = {ida(u"credentials"_s, {u"memcached"_s, u"mysql80"_s}, 162, 3),
           ida(u"ecommerce"_s, {u"memcached"_s, u"mysql80"_s, u"redis"_s}, 214, 5),
           ida(u"platform"_s, {u"elasticsearch"_s, u"mongo"_s, u"mysql80"_s}, 88, 0)};
    if (!request.idas.isEmpty())
        adoption.plan.idas.removeIf(
            [&](const AdoptedIda &one) { return !request.idas.contains(one.name); });
    adoption.plan.unclaimed = {
        {u"service"_s, u"chrome"_s, {u"docker-compose.yml"_s, 61, 0}},
        {u"command"_s, u"for app in $apps; do make dev.shell.$app"_s, {u"provision.sh"_s, 31, 0}},
        {u"mount"_s, u"../src:/edx/src"_s, {u"docker-compose-host.yml"_s, 44, 0}}};
    return adoption;
}

QList<DoctorCheck> checks()
{
    using Outcome = DoctorCheck::Outcome;
    return {{u"engine"_s, Outcome::Ok, u"Docker Engine 28.5 answers (context default)."_s, {}},
            {u"compose"_s, Outcome::Ok, u"Compose 2.40."_s, {}},
            {u"memory"_s, Outcome::Ok, u"16 GB, 9.1 GB free."_s, {}},
            {u"disk"_s,
             Outcome::Warning,
             u"11 GB are free where the engine keeps images; 20 GB are comfortable."_s,
             u"devstack clean"_s},
            {u"git"_s, Outcome::Ok, u"git 2.39, credential helper “store”."_s, {}},
            {u"nofile"_s, Outcome::Ok, u"The limit of open files is 524288."_s, {}}};
}

} // namespace devstack::demo
