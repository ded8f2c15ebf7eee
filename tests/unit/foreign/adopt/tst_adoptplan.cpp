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
    void dumps_data();
    void dumps();
    void options_data();
    void options();
    void mounts_data();
    void mounts();
    void longMounts();
    void pathsOfTheCentralCheckoutAreListed();
    void scriptsThatCallEachOtherEnd();
    void whatTheyComeToIsBounded();
    void aLongLineIsNoWork();
    void aStopEndsIt();
    void calledScriptsAreDoneOnce();
    void health();
    void addressesOfAFrontEnd();
    void needsOfOneThatStays();
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
    container_name: edx.shop
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
        {u"shop: x"_s, u"shop: y"_s},
        0);
    row("loop that gives a shell its own variable",
        "for u in a b; do docker compose exec -T shop bash -c 'make $u'; done\n",
        {u"shop: make $u"_s, u"shop: make $u"_s},
        0);
    row("loop in a loop",
        "for u in a b; do\nfor v in c d; do\ndocker compose exec -T shop make $u$v\ndone\ndone\n",
        {u"shop: ac"_s, u"shop: ad"_s, u"shop: bc"_s, u"shop: bd"_s},
        0);
    row("loop that is left",
        "for u in a b; do\nif [ $u = b ]; then break; fi\ndocker compose exec -T shop make "
        "$u\ndone\ndocker compose exec -T shop make z\n",
        {u"shop: a"_s, u"shop: z"_s},
        0);
    row("loop that may be left",
        "for u in a b; do\nif [ -f x ]; then break; fi\ndocker compose exec -T shop make "
        "$u\ndone\ndocker compose exec -T shop make z\n",
        {u"shop: z"_s},
        1);
    row("while", "while read u; do docker compose exec -T shop make $u; done < list\n", {}, 1);
    row("until it answers",
        "until docker compose exec -T shop make ping; do sleep 1; done\n",
        {},
        1);
    row("branch",
        "if [ -n \"$X\" ]; then\ndocker compose exec -T shop make a\nelse\ndocker compose exec -T "
        "shop make b\nfi\n",
        {},
        2);
    const QByteArray ifElse
        = "; then\ndocker compose exec -T shop make a\nelse\ndocker compose exec "
          "-T shop make b\nfi\n";
    row("branch by a default", "if [[ ${SKIP-false} == \"true\" ]]" + ifElse, {u"shop: b"_s}, 0);
    row("branch by a variable", "x=1\nif [ \"$x\" -gt 0 ]" + ifElse, {u"shop: a"_s}, 0);
    row("branch by a pattern", "x=' a b '\nif [[ $x == *\" b \"* ]]" + ifElse, {u"shop: a"_s}, 0);
    row("branch by two", "x=1\nif [[ $x == 2 || -z '' && $x != 3 ]]" + ifElse, {u"shop: a"_s}, 0);
    row("branch the other way", "x=1\nif ! [ $x = 1 -o $x = 2 ]" + ifElse, {u"shop: b"_s}, 0);
    row("branch by a file", "if [ -f x ]" + ifElse, {}, 2);
    row("branch by a program", "if grep -q x y" + ifElse, {}, 2);
    row("branch by an option", "if [ \"$MODE\" = full ]" + ifElse, {u"shop: a"_s}, 0);
    row("branch that gives a value",
        "x=a\nif [ -f y ]; then x=b; fi\ndocker compose exec -T shop make $x\n",
        {},
        1);
    row("case",
        "x=shop\ncase $x in\n lms) n=a ;;\n sh*) n=b ;;\n *) n=c\nesac\ndocker compose exec -T "
        "shop "
        "make $n\n",
        {u"shop: b"_s},
        0);
    row("way out of a mistake",
        "if [ -f x ]; then echo no; exit 1; fi\ndocker compose exec -T shop make a\n",
        {u"shop: a"_s},
        0);
    row("way out", "if [ -f x ]; then exit 0; fi\ndocker compose exec -T shop make a\n", {}, 1);
    row("end",
        "docker compose exec -T shop make a\nexit 0\ndocker compose exec -T shop make b\n",
        {u"shop: a"_s},
        0);
    row("and",
        "true && docker compose exec -T shop make a || docker compose exec -T shop make b\n",
        {u"shop: a"_s},
        1);
    row("function",
        "run() {\n  local app=$1\n  shift\n  docker compose exec -T $app make "
        "\"$@\"\n}\napp=lms\nrun "
        "shop a\ndocker compose exec -T $app make b\n",
        {u"shop: a"_s, u"platform/lms: b"_s},
        0);
    row("function that answers",
        "has() {\n  if [[ \"$1\" == *\" ${2} \"* ]]; then\n    return 0\n  else\n    return 1\n  "
        "fi\n}\nif has "
        "' a b ' b; then docker compose exec -T shop make a; fi\nif has ' a ' b; then docker "
        "compose "
        "exec -T shop make b; fi\n",
        {u"shop: a"_s},
        0);
    row("function in itself", "f() { docker compose exec -T shop make $1; f $1; }\nf a\n", {}, -1);
    row("function in a pipe", "f() { docker compose exec -T shop make a; }\ncat x | f\n", {}, 1);
    row("words of a plus",
        "all=\"a+b\"\nfor u in ${all//+/ }; do docker compose exec -T shop make $u; done\n",
        {u"shop: a"_s, u"shop: b"_s},
        0);
    row("folder of the script",
        "BASE=$(dirname \"$0\")\n\"$BASE/other.sh\" a\n",
        {u"shop: a"_s},
        0,
        "docker compose exec -T shop make $1\n");
    row("output of a program", "x=$(git describe)\ndocker compose exec -T shop make $x\n", {}, 1);
    row("backquotes", "x=`git describe`\ndocker compose exec -T shop make $x\n", {}, 1);
    row("backquotes of the container",
        "docker compose exec -T shop sh -c 'make `x`'\n",
        {u"shop: make `x`"_s},
        0);
    row("eval", "eval \"docker compose exec -T shop make a\"\n", {}, 1);
    row("eval of what is not known", "eval \"$CMD\"\n", {}, 1);
    row("other folder",
        "cd /elsewhere\n./other.sh\n",
        {},
        1,
        "docker compose exec -T shop make a\n");
    row("container by its name", "docker exec -t edx.shop make a\n", {u"shop: a"_s}, 0);
    row("container that nobody has", "docker exec -t edx.other make a\n", {}, 1);
    row("container of a service",
        "c=$(docker compose ps -q shop)\ndocker exec \"$c\" make a\n",
        {u"shop: a"_s},
        0);
    row("files of a variable",
        "docker-compose $DOCKER_COMPOSE_FILES exec -T shop make a\n",
        {u"shop: a"_s},
        0);
    row("run", "docker compose run --rm shop make a\n", {u"shop: a"_s}, 0);
    row("another user", "docker compose exec -u root shop make a\n", {}, 1);
    row("another folder", "docker compose exec -w /x shop make a\n", {u"shop: a"_s}, 0);
    row("target", "make shop.migrate\n", {u"shop: migrate"_s}, 0);
    row("target that starts", "make dev.up.shop\n", {}, 0);
    row("target that is not there", "make nothing\n", {}, 1);
    row("included",
        ". ./other.sh\ndocker compose exec -T shop make $x\n",
        {u"shop: from"_s},
        0,
        "x=from\n");
    row("fed with a file",
        "docker compose exec -T shop ./manage.py shell < first.py\n",
        {u"shop: shell"_s},
        0);
    row("piped with a file",
        "cat first.py | docker compose exec -T shop ./manage.py shell\n",
        {u"shop: shell"_s},
        0);
    row("broken",
        "docker compose exec -T shop make a\nif true; then\ndocker compose exec -T shop make b\n",
        {u"shop: a"_s},
        1);
    row("broken in between",
        "docker compose exec -T shop make a\nfi\ndocker compose exec -T shop make b\n",
        {u"shop: a"_s},
        1);
    row("fed", "docker compose exec -T shop mysql < x.sql\n", {}, 1);
    row("piped", "cat x | docker compose exec -T shop mysql\n", {}, 1);
    row("document", "docker compose exec -T shop bash <<E\nmake\nE\n", {u"shop: bash"_s}, 0);
    row("document with what is not known",
        "docker compose exec -T shop bash <<E\nmake $WHAT\nE\n",
        {},
        1);
    row("document of one of two", "cat <<E | docker compose exec -T shop bash\nmake\nE\n", {}, 1);
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
        {u"platform/lms: shop"_s},
        0,
        "run() { app=$1; docker compose exec -T lms make $app; }\nrun $1\n");
    row("a script that calls itself", "./other.sh a\n", {}, 1, "./provision-shop.sh\n");
    row("another devstack's script", "../elsewhere/run.sh\n", {}, 1);
}

void TestAdoptPlan::scripts()
{
    QFETCH(QByteArray, script);
    QFETCH(QByteArray, other);
    QFETCH(QStringList, carried);
    QFETCH(int, listed);
    const Central central(
        {{u"docker-compose.yml"_s, kCompose},
         {u"provision-shop.sh"_s, script},
         {u"other.sh"_s, other},
         {u"first.py"_s, "print(1)\n"},
         {u"options.mk"_s, "MODE ?= full\n"},
         {u"Makefile"_s, "shop.migrate:\n\tdocker compose exec -T shop make migrate\n"}});
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
    const auto count = std::ranges::count(plan->unclaimed, u"command"_s, &UnclaimedPart::kind);
    if (listed < 0)
        return; // it ends
    QCOMPARE(found, carried);
    QCOMPARE(int(count), listed);
}

void TestAdoptPlan::dumps_data()
{
    QTest::addColumn<QByteArray>("script"); ///< of the shop
    QTest::addColumn<QByteArray>("shared"); ///< of nobody
    QTest::addColumn<QStringList>(
        "shop"); ///< what its database begins with: the first line of each
    QTest::addColumn<QStringList>("platform");
    QTest::addColumn<QStringList>("listed");
    const auto row = [](const char *name,
                        const QByteArray &script,
                        const QByteArray &shared,
                        const QStringList &shop,
                        const QStringList &platform,
                        const QStringList &listed) {
        QTest::newRow(name) << script << shared << shop << platform << listed;
    };
    const QString use = u"CREATE DATABASE IF NOT EXISTS `shop`;"_s;
    row("own", "docker compose exec -T db mysql -uroot shop < shop.sql\n", {}, {use}, {}, {});
    row("by a script that loads", "./load-db.sh shop\n", {}, {use}, {}, {});
    row("piped",
        "cat shop.sql | docker compose exec -T db bash -c 'mysql -uroot shop'\n",
        {},
        {use},
        {},
        {});
    row("for all",
        {},
        "docker compose exec -T db mysql -uroot mysql < first.sql\n",
        {u"CREATE DATABASE first;"_s},
        {u"CREATE DATABASE first;"_s},
        {});
    row("each its part",
        {},
        "docker compose exec -T db mysql -uroot < all.sql\n",
        {u"-- head"_s},
        {u"-- head"_s},
        {u"database nobodys of all.sql, which no IDA names"_s});
    row("not there", "docker compose exec -T db mysql shop < missing.sql\n", {}, {}, {}, {});
    row("no text",
        "docker compose exec -T db mysql shop < shop.sql.gz\n",
        {},
        {},
        {},
        {u"shop.sql.gz for db: no text, or more than 1 MB"_s});
    row("only if asked",
        "if [ -f x ]; then docker compose exec -T db mysql -uroot shop < shop.sql; fi\n",
        {},
        {},
        {},
        {});
}

void TestAdoptPlan::dumps()
{
    QFETCH(QByteArray, script);
    QFETCH(QByteArray, shared);
    QFETCH(QStringList, shop);
    QFETCH(QStringList, platform);
    QFETCH(QStringList, listed);
    const QByteArray rows = QByteArray("INSERT INTO t VALUES (1);\n").repeated(1200);
    const Central central(
        {{u"docker-compose.yml"_s, kCompose},
         {u"provision-shop.sh"_s, script},
         {u"provision.sh"_s, shared},
         {u"load-db.sh"_s,
          "if [ -z \"$1\" ]\nthen\n  exit 1\nfi\nc=$(make --silent dev.print-container.db)\ndocker "
          "exec -i "
          "\"$c\" mysql -uroot $1 < $1.sql\n"},
         {u"shop.sql"_s, "CREATE TABLE kept (n int);\n"},
         {u"shop.sql.gz"_s, QByteArray("\x1f\x8b\0\0", 4)},
         {u"first.sql"_s, "CREATE DATABASE first;\n"},
         {u"all.sql"_s,
          "-- head\nCREATE DATABASE /*!32312 IF NOT EXISTS*/ `shop`;\nUSE `shop`;\n" + rows
              + "USE lms;\n" + rows + "USE nobodys;\n" + rows}});
    const auto plan = central.plan();
    QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().toText()));
    const auto begins = [&](const QString &ida) {
        const auto read = environmentOf(central, *find(*plan, ida));
        QStringList lines;
        const YamlNode configs
            = read ? read->merged.value(u"configs").value_or(YamlNode()) : YamlNode();
        for (const YamlNode::Entry &entry : configs.entries()) {
            const QString content = entry.value.find(u"content")->value.text();
            lines += content.section(u'\n', 0, 0);
            const bool isShop = ida == u"shop-api";
            if (content.startsWith(u"-- head")) {
                Q_ASSERT(content.contains(u"USE `shop`") == isShop);
                Q_ASSERT(content.contains(u"USE lms") != isShop);
            }
        }
        return lines;
    };
    QCOMPARE(begins(u"shop-api"_s), shop);
    QCOMPARE(begins(u"platform"_s), platform);
    QStringList left;
    for (const UnclaimedPart &part : plan->unclaimed) {
        if (part.kind == u"dump")
            left += part.text;
    }
    QCOMPARE(left, listed);
    QCOMPARE(find(*plan, u"shop-api"_s)->facts.size(), shop.size());
}

void TestAdoptPlan::options_data()
{
    QTest::addColumn<QByteArray>("local");
    QTest::addColumn<QString>("variant"); ///< that is chosen
    QTest::addColumn<bool>("isOff");
    QTest::addColumn<QStringList>("without"); ///< of the variant; empty: there is none
    QTest::newRow("default") << QByteArray() << QString() << false << QStringList {u"worker"_s};
    QTest::newRow("chosen") << QByteArray("DEFAULT_SERVICES ?= shop+lms\n") << u"default-services"_s
                            << false << QStringList {u"worker"_s};
    QTest::newRow("all") << QByteArray("DEFAULT_SERVICES = lms shop worker\n") << QString() << false
                         << QStringList();
    QTest::newRow("off") << QByteArray("DEFAULT_SERVICES ?= \\\nlms\n") << QString() << true
                         << QStringList();
    QTest::newRow("computed") << QByteArray("DEFAULT_SERVICES ?= $(shell ls)\n") << QString()
                              << false << QStringList();
}

void TestAdoptPlan::options()
{
    QFETCH(QByteArray, local);
    QFETCH(QString, variant);
    QFETCH(bool, isOff);
    QFETCH(QStringList, without);
    const QByteArray compose = kCompose
        + "  worker:\n    image: \"shop:${RELEASE:-latest}\"\n    command: $$HOME ${OTHER}\n    "
          "volumes: "
          "[\"../shop-api:/code\"]\n";
    const Central central({{u"docker-compose.yml"_s, compose},
                           {u"options.mk"_s,
                            "-include options.local.mk\nRELEASE ?= quince # x\n"
                            "DEFAULT_SERVICES ?= shop+lms\nifdef X\nOTHER ?= y\nendif\n"},
                           {u"options.local.mk"_s, local}});
    const auto plan = central.plan();
    QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().toText()));
    const AdoptedIda *shop = find(*plan, u"shop-api"_s);
    QCOMPARE(shop->variant, variant);
    QCOMPARE(shop->isOff, isOff);
    const auto read = environmentOf(central, *shop);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().toText()));
    QCOMPARE(read->manifest.variants.value(u"default-services"_s).without, without);
    QVERIFY(shop->compose.contains("shop:quince"));
    QVERIFY(shop->compose.contains("$$HOME ${OTHER}"));
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

/// What a script of an IDA calls is no script of its own, but where each calls the other.
void TestAdoptPlan::calledScriptsAreDoneOnce()
{
    const Central central(
        {{u"docker-compose.yml"_s, kCompose},
         {u"provision-shop.sh"_s, "./provision-x.sh shop\n./provision-y.sh\n"},
         {u"provision-x.sh"_s, "docker compose exec -T $1 make x\n"},
         {u"provision-y.sh"_s, "docker compose exec -T shop make y\n./provision-shop.sh\n"}});
    const auto plan = central.plan();
    QVERIFY(plan);
    const AdoptedIda *shop = find(*plan, u"shop-api"_s);
    const auto read = environmentOf(central, *shop);
    QVERIFY(read);
    QStringList found;
    for (const ServiceRun &run : read->manifest.bootstrap)
        found += run.run.arguments.last();
    QVERIFY2(found.count(u"x"_s) >= 1 && found.count(u"y"_s) >= 1, qPrintable(found.join(u' ')));
    for (const UnclaimedPart &part : plan->unclaimed)
        QVERIFY2(part.kind != u"script"_s, qPrintable(part.text));
}

void TestAdoptPlan::addressesOfAFrontEnd()
{
    QByteArray compose = kCompose;
    compose.replace(
        "    environment: {DB_HOST: edx.devstack.db}\n",
        "    environment: [NODE_ENV=development, \"OWN=http://localhost:18000/x\"]\n    ports: "
        "['1997:1997']\n");
    compose.replace("    image: lms\n", "    image: lms\n    ports: ['127.0.0.1:18000:80']\n");
    const Central central(
        {{u"docker-compose.yml"_s, compose},
         {u"../shop-api/package.json"_s, "{}"},
         {u"../shop-api/.env.development"_s,
          "LMS_BASE_URL='http://localhost:18000/api'\nBASE_URL=\"localhost:1997\"\nOWN='http://"
          "localhost:18000'\n"
          "OTHER='http://localhost:9'\nCOMPUTED='http://localhost:18000/$X'\nPORT=1997\n"}});
    const auto plan = central.plan();
    QVERIFY(plan);
    const AdoptedIda *shop = find(*plan, u"shop-api"_s);
    const auto read = environmentOf(central, *shop);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().toText()));
    const QMap<QString, QString> found = read->services.value(u"shop"_s).environment;
    QCOMPARE(found.value(u"LMS_BASE_URL"_s), u"http://localhost:18000/api"_s);
    QCOMPARE(found.value(u"BASE_URL"_s), u"localhost:1997"_s);
    QCOMPARE(found.value(u"OWN"_s), u"http://localhost:18000/x"_s);
    QCOMPARE(found.value(u"NODE_ENV"_s), u"development"_s);
    QCOMPARE(found.size(), 4);
    QCOMPARE(shop->facts.size(), 1);
    QVERIFY(shop->facts.first().mark.file.endsWith(u".env.development"));
}

/// What is not taken along must not keep the others from starting.
void TestAdoptPlan::needsOfOneThatStays()
{
    const Central central({{u"docker-compose.yml"_s, kCompose}});
    const Checkout checkout(central.root());
    const auto plan = planAdoption(
        checkout,
        {{u"platform"_s, {u"platform"_s, {}, false}}, {u"shop-api"_s, {u"shop-api"_s, {}, true}}});
    QVERIFY(plan);
    const auto read = environmentOf(central, *find(*plan, u"shop-api"_s));
    QVERIFY(read);
    QVERIFY(read->manifest.dependencies.value(u"platform"_s).optional);
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

void TestAdoptPlan::health()
{
    QByteArray compose = kCompose;
    compose.replace("    image: shop\n", "    image: shop\n    ports: ['18130:80']\n");
    const Central central({{u"docker-compose.yml"_s, compose},
                           {u"check.sh"_s,
                            "# curl http://localhost:18130/no\nrun_check shop \"curl --fail -L "
                            "http://localhost:18130/health/\"\ncurl "
                            "http://localhost:18130/again\ncurl http://localhost:1/x\n"}});
    const auto plan = central.plan();
    QVERIFY(plan);
    const auto read = environmentOf(central, *find(*plan, u"shop-api"_s));
    QVERIFY2(read, qPrintable(read ? QString() : read.error().toText()));
    QCOMPARE(read->manifest.urls.size(), 1);
    QCOMPARE(read->manifest.urls.first().url, u"http://localhost:18130/"_s);
    QCOMPARE(read->manifest.urls.first().health, u"/health/"_s);
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
        QVERIFY(ida.compose.contains("/docker-entrypoint-initdb.d/central-01.sql"));
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
