// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/inference.h"
#include "service/definition/inferredvalues.h"
#include "service/definition/workspacedefinition.h"
#include "service/workspaceinternals.h"
#include "workspacefolder.h"

#include <QDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// What scripts ask of other IDAs, and where each conclusion comes from.
class TestProviderNeeds : public QObject
{
    Q_OBJECT

private slots:
    void whatNobodyDoesIsNotLost();
    void callsKeepAsWhomTheyRun();
    void valuesSayWhereTheyComeFrom();
    void lightOnlyForOthers_data();
    void lightOnlyForOthers();

private:
    static WorkspaceDefinition read(const testing::WorkspaceFolder &folder)
    {
        const auto definition = readWorkspace(folder.open()->internals(), {});
        if (!definition)
            qFatal("%s", qPrintable(definition.error().toText()));
        return *definition;
    }
    static QByteArray compose(const QByteArray &manifest = {})
    {
        return "services:\n  app:\n    build: .\n" + manifest;
    }
};

void TestProviderNeeds::whatNobodyDoesIsNotLost()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n  light: {}\n");
    folder.write(u"a/docker-compose.yml"_s,
                 "services:\n  app: {build: ., container_name: a.app}\n");
    folder.write(
        u"a/provision-a.sh"_s,
        "docker exec edx.devstack.lms ./manage.py lms manage_user a_worker a@example.com\n"
        "docker exec edx.devstack.lms ./manage.py lms create_dot_application --client-id k n\n"
        "docker exec edx.devstack.discovery ./manage.py manage_user b b@example.com\n"
        "docker exec nobody.knows ./manage.py manage_user c c@example.com\n"
        "docker exec edx.devstack.lms ./manage.py lms shell -c 'R()'\n"
        "docker exec edx.devstack.lms ./manage.py lms create_site\n");
    folder.write(u"light/docker-compose.yml"_s,
                 compose("x-devstack:\n  provides: {edx.devstack.lms: app}\n  register:\n    user: "
                         "{run: [register, '{name}']}\n"));
    const WorkspaceDefinition definition = read(folder);
    const IdaDefinition *a = definition.find(u"a"_s);
    QStringList unmet;
    for (const UnmetNeed &need : a->unmet)
        unmet += u"%1 %2 %3 %4"_s.arg(
            need.provider, need.what, need.name, QString::number(need.mark.line));
    unmet.sort();
    QCOMPARE(unmet, (QStringList {u"course-discovery user b 3"_s, u"nobody.knows user c 4"_s}));
    QCOMPARE(a->manifest.clients.value(u"light"_s).users.size(), 1);
    QVERIFY(a->manifest.clients.value(u"light"_s).oauth.isEmpty());
    // What it does not declare is tried in the words of the script, in their order.
    QStringList calls;
    for (const ProviderCall &call : a->calls)
        calls += u"%1/%2 %3 %4: %5"_s.arg(
            call.provider, call.service, call.what, call.name, call.argv.join(u' '));
    QCOMPARE(calls,
             (QStringList {
                 u"light/app oauth k: ./manage.py lms create_dot_application --client-id k n"_s,
                 u"light/app rows provision-a.sh:5: ./manage.py lms shell -c R()"_s,
                 u"light/app command provision-a.sh:6: ./manage.py lms create_site"_s}));
}

void TestProviderNeeds::callsKeepAsWhomTheyRun()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n  lms: {}\n");
    folder.write(u"a/docker-compose.yml"_s,
                 "services:\n  app: {build: ., container_name: a.app}\n");
    folder.write(
        u"a/provision-a.sh"_s,
        "docker exec -u 5 the.lms ./manage.py lms shell -c 'R()'\n"
        "docker exec the.lms ./manage.py manage_user one o@x && docker exec the.lms ./manage.py "
        "manage_user two t@x\n"
        "docker exec the.lms sh -c './manage.py manage_user x x@y; ./manage.py manage_user "
        "y y@y'\n");
    // Whether it has a manage.py shows where it is tried: not in the checkout.
    folder.write(
        u"lms/docker-compose.yml"_s,
        compose("  web: {build: ., container_name: the.lms}\nx-devstack: {primary: app}\n"));
    const IdaDefinition a = *read(folder).find(u"a"_s);
    QVERIFY(a.unmet.isEmpty());
    QCOMPARE(a.calls.size(), 4);
    QCOMPARE(QString(a.calls[0].provider + u'/' + a.calls[0].service), u"lms/web"_s);
    QCOMPARE(a.calls[0].as.user, u"5"_s);
    // Two calls in one line are two.
    QCOMPARE(a.calls[1].argv.mid(2), (QStringList {u"one"_s, u"o@x"_s}));
    QCOMPARE(a.calls[2].argv.mid(2), (QStringList {u"two"_s, u"t@x"_s}));
    // One call that makes two users runs once.
    QCOMPARE(a.calls[3].name, u"x"_s);
}

void TestProviderNeeds::valuesSayWhereTheyComeFrom()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s,
                 "version: 1\nidas:\n  a: {}\n  b: {manifest: {bootstrap: [{run: own}]}}\n");
    folder.write(
        u"a/docker-compose.yml"_s,
        "services:\n"
        "  app:\n    build: .\n    container_name: a.app\n    ports: ['1800:8000']\n"
        "    environment: {DJANGO_SETTINGS_MODULE: a.settings.devstack, B: 'http://b.app:1'}\n"
        "  worker: {build: ., command: celery -A a worker}\n");
    folder.write(u"a/a/settings/devstack.py"_s,
                 "DATABASES = {\n    'default': {\n        'NAME': 'orders',\n"
                 "        'HOST': 'a.db',\n    }\n}\n");
    folder.write(u"a/provision-a.sh"_s, "docker exec -u 7 a.app make migrate\n");
    folder.write(u"b/docker-compose.yml"_s,
                 "services:\n  app: {build: ., container_name: b.app}\n");
    folder.write(u"b/provision-b.sh"_s, "docker exec b.app make migrate\n");
    const WorkspaceDefinition definition = read(folder);
    const auto of = [&](const QString &ida) {
        QMap<QString, QString> found;
        for (const InferredValue &value : inferredValues(definition, *definition.find(ida))) {
            found.insert(value.name,
                         u"%1 @ %2:%3"_s.arg(value.value,
                                             value.mark.file.section(u'/', -1),
                                             QString::number(value.mark.line)));
            if (!QDir::isAbsolutePath(value.mark.file))
                found.insert(value.name, u"relative"_s);
        }
        return found;
    };
    const QMap<QString, QString> a = of(u"a"_s);
    QCOMPARE(a.value(u"primary"_s), u"app @ docker-compose.yml:2"_s);
    QCOMPARE(a.value(u"depends_on.b"_s), u"run @ docker-compose.yml:6"_s);
    QCOMPARE(a.value(u"database.orders"_s), u"a.db @ devstack.py:3"_s);
    QCOMPARE(a.value(u"bootstrap.1"_s), u"make migrate @ provision-a.sh:1"_s);
    QCOMPARE(a.value(u"urls.web"_s), u"http://localhost:1800/ @ docker-compose.yml:5"_s);
    QCOMPARE(a.value(u"variants.light"_s), u"without worker @ docker-compose.yml:7"_s);
    QVERIFY(!of(u"b"_s).contains(u"bootstrap.1"_s)); // devstack.yml's holds
}

void TestProviderNeeds::lightOnlyForOthers_data()
{
    QTest::addColumn<QByteArray>("idas");
    QTest::addColumn<QByteArray>("demand"); // of the dependent
    QTest::addColumn<QByteArray>("declared"); // by the dependency
    QTest::addColumn<QString>("variant");
    QTest::newRow("only needed") << QByteArray() << QByteArray("{}") << QByteArray() << u"light"_s;
    QTest::newRow("listed") << QByteArray("  lms: {}\n") << QByteArray("{}") << QByteArray()
                            << QString();
    QTest::newRow("the dependent wants all of it")
        << QByteArray() << QByteArray("{variant: none}") << QByteArray() << QString();
    QTest::newRow("the dependent wants light")
        << QByteArray() << QByteArray("{variant: light}") << QByteArray() << u"light"_s;
    QTest::newRow("it declares itself")
        << QByteArray() << QByteArray("{}") << QByteArray("x-devstack: {title: Platform}\n")
        << QString();
    QTest::newRow("its own light one, not asked for")
        << QByteArray() << QByteArray("{}")
        << QByteArray("x-devstack: {variants: {light: {without: [worker]}}}\n") << QString();
}

void TestProviderNeeds::lightOnlyForOthers()
{
    QFETCH(QByteArray, idas);
    QFETCH(QByteArray, demand);
    QFETCH(QByteArray, declared);
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s,
                 "version: 1\nremotes: {default: 'https://h.org/{name}'}\nidas:\n  a: {}\n" + idas);
    folder.write(u"a/docker-compose.yml"_s,
                 compose("x-devstack:\n  depends_on:\n    lms: " + demand + '\n'));
    folder.write(u"lms/docker-compose.yml"_s,
                 compose("  worker: {build: ., command: celery -A a worker}\n" + declared));
    const IdaDefinition lms = *read(folder).find(u"lms"_s);
    QVERIFY2(lms.problems.isEmpty(),
             lms.problems.isEmpty() ? "" : qPrintable(lms.problems.first().toText()));
    QTEST(lms.variant, "variant");
    QCOMPARE(lms.manifest.variants.contains(u"light"_s),
             declared.isEmpty() || declared.contains("variants"));
    if (declared.isEmpty())
        QCOMPARE(lms.without(), lms.variant.isEmpty() ? QStringList() : QStringList {u"worker"_s});
}

QTEST_GUILESS_MAIN(TestProviderNeeds)
#include "tst_providerneeds.moc"
