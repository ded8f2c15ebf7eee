// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/files.h"
#include "foreign/adopt/adoptplan.h"
#include "model/compose/composereader.h"
#include "support/patience.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using devstack::testing::patience;
using namespace Qt::StringLiterals;

/// What becomes of a central devstack, from text to environments.
class TestAdoptPlan : public QObject
{
    Q_OBJECT
private slots:
    void scripts_data();
    void scripts();
    void mounts_data();
    void mounts();
    void longMounts();
    void pathsOfTheCentralCheckoutAreListed();
    void scriptsThatCallEachOtherEnd();
    void whatTheyComeToIsBounded();
    void aLongLineIsNoWork();
    void aStopEndsIt();
    void oneOfTwoDatabases();
    void everyEnvironmentCanBeRead();
    void hostileFiles();
};

namespace {

const QByteArray kCompose = R"(services:
  db:
    image: mysql:8
    volumes: ["data:/var/lib/mysql"]
  lms:
    image: lms
    depends_on: [db]
    volumes: ["${DEVSTACK_WORKSPACE}/platform:/code"]
  shop:
    image: shop
    depends_on: [db, lms]
    environment: {DB_HOST: edx.devstack.db}
    volumes: ["../shop-api:/code"]
)";

/// A central devstack in a folder of its own.
class Central
{
public:
    explicit Central(const QMap<QString, QByteArray> &files)
    {
        const QString root = QFileInfo(m_folder.path()).canonicalFilePath() + u"/devstack"_s;
        for (auto it = files.begin(); it != files.end(); ++it) {
            const QString path = root + u'/' + it.key();
            if (!QDir().mkpath(QFileInfo(path).path()) || !writeFile(path, it.value()))
                qFatal("the central devstack of the test cannot be made");
        }
        m_checkout = std::make_unique<Checkout>(root);
    }

    Result<AdoptPlan> plan(std::stop_token stop = {}) const
    {
        return planAdoption(*m_checkout,
                            {{u"platform"_s, {u"platform"_s, u"https://x/platform.git"_s}},
                             {u"shop-api"_s, {u"shop-api"_s, {}}}},
                            stop);
    }
    QString root() const { return m_checkout->root(); }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Checkout> m_checkout;
};

/// The environment of the IDA, as devstack would read it.
Result<ComposeFile> environmentOf(const Central &central, const AdoptedIda &ida)
{
    const QString folder = central.root() + u"/../environments/"_s + ida.name;
    const QString path = folder + u"/docker-compose.yml"_s;
    const QString checkout = central.root() + u"/../"_s + ida.name;
    if (!QDir().mkpath(folder) || !QDir().mkpath(checkout) || !writeFile(path, ida.compose))
        return invalidInput(u"not written"_s);
    return readComposeFiles({QFileInfo(path).canonicalFilePath()},
                            QFileInfo(checkout).canonicalFilePath(),
                            QFileInfo(folder).canonicalFilePath());
}

const AdoptedIda *find(const AdoptPlan &plan, const QString &name)
{
    const auto found = std::ranges::find(plan.idas, name, &AdoptedIda::name);
    return found == plan.idas.end() ? nullptr : &*found;
}

} // namespace

void TestAdoptPlan::scripts_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<QStringList>("carried"); ///< "service: last word"; "ida/service: …" elsewhere
    QTest::addColumn<int>("listed");
    const auto row = [](const char *name,
                        const QByteArray &script,
                        const QStringList &carried,
                        int listed,
                        const QByteArray &other = {}) {
        QTest::newRow(name) << script << other << carried << listed;
    };
    row("own", "docker compose exec -T shop ./manage.py migrate\n", {u"shop: migrate"_s}, 0);
    row("elsewhere",
        "docker compose exec -T lms ./manage.py manage_user w\n",
        {u"platform/lms: w"_s},
        0);
    row("variable", "name=shop\ndocker compose exec -T $name make $name\n", {u"shop: shop"_s}, 0);
    row("unknown variable", "docker compose exec -T shop make $WHAT\n", {}, 1);
    row("inner argument",
        "docker compose exec -T shop bash -c 'make $1 ${2}' -- a b\n",
        {u"shop: make a b"_s},
        0);
    row("inner argument that is no plain word",
        "docker compose exec -T shop bash -c 'make $1' -- 'a;b'\n",
        {u"shop: a;b"_s},
        0);
    row("the container's own variable",
        "docker compose exec -T shop bash -c 'echo $HOME'\n",
        {u"shop: echo $HOME"_s},
        0);
    row("unknown in double quotes", "docker compose exec -T shop bash -c \"echo $USER1\"\n", {}, 1);
    row("loop over words",
        "for u in a b; do docker compose exec -T shop make $u; done\n",
        {u"shop: a"_s, u"shop: b"_s},
        0);
    row("loop over a list",
        "apps=( shop lms )\nfor app in \"${apps[@]}\"; do\n  docker compose exec -T $app make "
        "${app}1\n  "
        "docker compose exec -T $app make x\ndone\ndocker compose exec -T shop make y\n",
        {u"shop: shop1"_s,
         u"shop: x"_s,
         u"shop: y"_s,
         u"platform/lms: lms1"_s,
         u"platform/lms: x"_s},
        0);
    row("loop over what is not known",
        "for u in $WHAT; do docker compose exec -T shop make $u; done\n",
        {},
        1);
    row("loop over files", "for u in *.sql; do docker compose exec -T shop make $u; done\n", {}, 1);
    row("loop over a list that grows",
        "a=( x )\na+=( y )\nfor u in ${a[@]}; do docker compose exec -T shop make $u; done\n",
        {},
        1);
    row("loop that gives a shell its own variable",
        "for u in a b; do docker compose exec -T shop bash -c 'make $u'; done\n",
        {},
        1);
    row("loop in a loop",
        "for u in a b; do\nfor v in c d; do\ndocker compose exec -T shop make $u$v\ndone\ndone\n",
        {},
        1);
    row("until it answers",
        "until docker compose exec -T shop make ping; do sleep 1; done\n",
        {},
        1);
    row("branch",
        "if [ -n \"$X\" ]; then\ndocker compose exec -T shop make a\nelse\ndocker compose exec -T "
        "shop make b\nfi\n",
        {},
        2);
    row("fed", "docker compose exec -T shop mysql < x.sql\n", {}, 1);
    row("piped", "cat x | docker compose exec -T shop mysql\n", {}, 1);
    row("document", "docker compose exec -T shop bash <<E\nmake\nE\n", {}, 1);
    row("what starts is not carried",
        "docker compose up -d shop\ndocker compose restart shop\n",
        {},
        0);
    row("another script",
        "./other.sh shop 80\n",
        {u"platform/lms: user shop_worker at 80 and 9"_s},
        0,
        "app=$1\nport=${2}\nlast=${3:-9}\n"
        "docker compose exec -T lms bash -c 'user $1_worker at $2 and $3' -- \"$app\" \"$port\" "
        "$last\n");
    row("another script with functions",
        "./other.sh shop\n",
        {},
        1,
        "run() { app=$1; docker compose exec -T lms make $app; }\nrun $1\n");
    row("a script that calls itself", "./other.sh a\n", {}, 1, "./provision-shop.sh\n");
    row("another devstack's script", "../elsewhere/run.sh\n", {}, 0);
}

void TestAdoptPlan::scripts()
{
    QFETCH(QByteArray, script);
    QFETCH(QByteArray, other);
    QFETCH(QStringList, carried);
    QFETCH(int, listed);
    const Central central({{u"docker-compose.yml"_s, kCompose},
                           {u"provision-shop.sh"_s, script},
                           {u"other.sh"_s, other}});
    const auto plan = central.plan();
    QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().toText()));
    const AdoptedIda *shop = find(*plan, u"shop-api"_s);
    QVERIFY(shop);
    const auto read = environmentOf(central, *shop);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().toText()));
    QStringList found;
    for (const ServiceRun &run : read->manifest.bootstrap)
        found += run.service + u": "_s + run.run.arguments.last();
    for (const ServiceRun &run : read->manifest.seeds.value(u"base"_s))
        found += run.ida + u'/' + run.service + u": "_s + run.run.arguments.last();
    QCOMPARE(found, carried);
    const auto count = std::ranges::count(plan->unclaimed, u"command"_s, &UnclaimedPart::kind);
    QCOMPARE(int(count), listed);
}

void TestAdoptPlan::mounts_data()
{
    QTest::addColumn<QByteArray>("mount");
    QTest::addColumn<QString>("becomes"); ///< of the service; empty: nothing
    QTest::addColumn<QString>("config"); ///< target of one
    QTest::addColumn<int>("listed");
    const auto row = [](const char *mount, const QString &becomes, const QString &config, int n) {
        QTest::newRow(mount) << QByteArray(mount) << becomes << config << n;
    };
    row("../shop-api/media:/media:ro", u"./media:/media"_s, {}, 0);
    row("$DEVSTACK_WORKSPACE/shop-api/media:/media", u"./media:/media"_s, {}, 0);
    row("cache:/cache", u"cache:/cache"_s, {}, 0);
    row("./settings.yml:/etc/s.yml", {}, u"/etc/s.yml"_s, 0);
    row("${PWD}/settings.yml:/etc/s.yml", {}, u"/etc/s.yml"_s, 0);
    row("./missing.yml:/etc/s.yml", {}, {}, 1);
    row("./link.yml:/etc/s.yml", {}, {}, 1);
    row("../platform:/platform", {}, {}, 1);
    row("../src:/src", {}, {}, 1);
    row("../../outside:/x", {}, {}, 1);
    row("/etc:/host", u"/etc:/host"_s, {}, 0); // what trust asks about
}

void TestAdoptPlan::mounts()
{
    QFETCH(QByteArray, mount);
    QFETCH(QString, becomes);
    QFETCH(QString, config);
    QFETCH(int, listed);
    QByteArray compose = kCompose;
    compose.replace("../shop-api:/code\"", QByteArray("../shop-api:/code\", \"" + mount + '"'));
    const Central central({{u"docker-compose.yml"_s, compose}, {u"settings.yml"_s, "price: 5$\n"}});
    QVERIFY(QFile::link(u"/etc/passwd"_s, central.root() + u"/link.yml"_s));
    const auto plan = central.plan();
    QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().toText()));
    const auto read = environmentOf(central, *find(*plan, u"shop-api"_s));
    QVERIFY2(read, qPrintable(read ? QString() : read.error().toText()));
    QStringList mounted;
    for (const MountEntry &entry : read->services.value(u"shop"_s).mounts)
        mounted += entry.source + u':' + entry.target;
    QCOMPARE(mounted.takeFirst(), u".:/code"_s);
    QCOMPARE(mounted.join(u' '), becomes);
    QVERIFY(config.isEmpty() || read->merged.value(u"configs").has_value());
    const auto count = std::ranges::count(plan->unclaimed, u"mount"_s, &UnclaimedPart::kind);
    QCOMPARE(int(count), listed);
    QVERIFY(!find(*plan, u"shop-api"_s)->compose.contains("root:x:0"));
}

void TestAdoptPlan::longMounts()
{
    QByteArray compose = kCompose;
    compose.replace("[\"../shop-api:/code\"]",
                    "[{type: bind, source: ../shop-api, target: /code, read_only: true}]");
    const Central central({{u"docker-compose.yml"_s, compose}});
    const auto plan = central.plan();
    QVERIFY(plan);
    QVERIFY(find(*plan, u"shop-api"_s));
    const auto read = environmentOf(central, *find(*plan, u"shop-api"_s));
    QVERIFY2(read, qPrintable(read ? QString() : read.error().toText()));
    const QList<MountEntry> mounts = read->services.value(u"shop"_s).mounts;
    QCOMPARE(mounts.size(), 1);
    QCOMPARE(mounts.first().source, u"."_s);
    QVERIFY(mounts.first().readOnly);
}

void TestAdoptPlan::pathsOfTheCentralCheckoutAreListed()
{
    QByteArray compose = kCompose;
    compose.replace("    image: shop\n",
                    "    image: shop\n    build: ./shop\n    env_file: ./x.env\n");
    const Central central({{u"docker-compose.yml"_s, compose}});
    const auto plan = central.plan();
    QVERIFY(plan);
    const AdoptedIda *shop = find(*plan, u"shop-api"_s);
    QVERIFY(!shop->compose.contains("./shop") && !shop->compose.contains("x.env"));
    QCOMPARE(int(std::ranges::count(plan->unclaimed, u"file"_s, &UnclaimedPart::kind)), 2);
}

void TestAdoptPlan::scriptsThatCallEachOtherEnd()
{
    const Central central({{u"docker-compose.yml"_s, kCompose},
                           {u"provision-shop.sh"_s, QByteArray("./other.sh a\n").repeated(1000)},
                           {u"other.sh"_s, QByteArray("./third.sh b\n").repeated(1000)},
                           {u"third.sh"_s, QByteArray("./other.sh c\n").repeated(1000)}});
    const auto plan = central.plan();
    QVERIFY(plan);
    QVERIFY(std::ranges::count(plan->unclaimed, u"command"_s, &UnclaimedPart::kind) > 0);
}

void TestAdoptPlan::whatTheyComeToIsBounded()
{
    QMap<QString, QByteArray> files {{u"docker-compose.yml"_s, kCompose}};
    for (int i = 0; i < 60; ++i) {
        QByteArray script;
        for (int other = 0; other < 60; ++other) {
            if (other != i)
                script += "./provision-" + QByteArray::number(other) + ".sh\n";
        }
        files.insert(u"provision-%1.sh"_s.arg(i),
                     script + QByteArray("docker compose exec -T shop make x\n").repeated(50));
    }
    const Central central(files);
    QElapsedTimer timer;
    timer.start();
    const auto plan = central.plan();
    QVERIFY(plan);
    QVERIFY2(timer.elapsed() < patience(20'000), QByteArray::number(timer.elapsed()).constData());
    const AdoptedIda *shop = find(*plan, u"shop-api"_s);
    QVERIFY(shop->steps > 1000 && shop->steps <= 50'000);
    QVERIFY(std::ranges::count(plan->unclaimed, u"command"_s, &UnclaimedPart::kind) > 0);
}

void TestAdoptPlan::aLongLineIsNoWork()
{
    const Central central(
        {{u"docker-compose.yml"_s, kCompose},
         {u"provision-shop.sh"_s,
          QByteArray("docker compose exec -T a ").repeated(20'000) + "< x.sq\n"}});
    QElapsedTimer timer;
    timer.start();
    QVERIFY(central.plan());
    QVERIFY2(timer.elapsed() < patience(5'000), QByteArray::number(timer.elapsed()).constData());
}

void TestAdoptPlan::aStopEndsIt()
{
    const Central central({{u"docker-compose.yml"_s, kCompose}});
    std::stop_source stopped;
    stopped.request_stop();
    const auto plan = central.plan(stopped.get_token());
    QVERIFY(!plan && plan.error().kind == Error::Kind::Cancelled);
}

void TestAdoptPlan::oneOfTwoDatabases()
{
    QByteArray compose = kCompose;
    compose.replace("  lms:\n",
                    "  mysql57: {image: 'mysql:5.7'}\n  mysql80: {image: 'mysql:8'}\n  lms:\n");
    compose.replace("depends_on: [db, lms]", "depends_on: [mysql57, mysql80, lms]");
    compose.replace("edx.devstack.db", "edx.devstack.mysql80");
    const auto plan = Central({{u"docker-compose.yml"_s, compose}}).plan();
    QVERIFY(plan);
    QCOMPARE(find(*plan, u"shop-api"_s)->helpers, QStringList {u"mysql80"_s});
    QCOMPARE(find(*plan, u"shop-api"_s)->needs, QStringList {u"platform"_s});
    QCOMPARE(find(*plan, u"platform"_s)->helpers, QStringList {u"db"_s});
}

void TestAdoptPlan::everyEnvironmentCanBeRead()
{
    const Central central({{u"docker-compose.yml"_s, kCompose},
                           {u"provision.sh"_s, "docker compose exec -T db mysql < first.sql\n"},
                           {u"first.sql"_s, "CREATE DATABASE shop; -- costs 5$\n\n\xc3\xa4\n"}});
    const auto plan = central.plan();
    QVERIFY(plan);
    QCOMPARE(plan->idas.size(), 2);
    QCOMPARE(plan->idas.first().repository, u"https://x/platform.git"_s);
    for (const AdoptedIda &ida : plan->idas) {
        const auto read = environmentOf(central, ida);
        QVERIFY2(read, qPrintable(read ? QString() : read.error().toText()));
        QVERIFY(read->services.contains(u"db"_s));
        QVERIFY(ida.compose.contains("/docker-entrypoint-initdb.d/central-1.sql"));
        QVERIFY(ida.compose.contains("5$$"));
    }
}

void TestAdoptPlan::hostileFiles()
{
    const QByteArray name = "docker compose exec -T shop sh -c 'x' \x1b[31m\n";
    const Central central({{u"docker-compose.yml"_s, kCompose},
                           {u"provision-shop.sh"_s, name + QByteArray("((((", 4).repeated(5000)},
                           {u"provision-x.sh"_s, QByteArray("./provision-x.sh\n").repeated(1000)}});
    const auto plan = central.plan();
    QVERIFY(plan);
    const auto read = environmentOf(central, *find(*plan, u"shop-api"_s));
    QVERIFY2(read, qPrintable(read ? QString() : read.error().toText()));
    const auto none = Central({{u"README"_s, "no compose file\n"}}).plan();
    QVERIFY(!none);
    const auto broken = Central({{u"docker-compose.yml"_s, "services: [\n"}}).plan();
    QVERIFY(!broken);
    QVERIFY(broken.error().where.file.endsWith(u"docker-compose.yml"_s));
}

QTEST_GUILESS_MAIN(TestAdoptPlan)
#include "tst_adoptplan.moc"
