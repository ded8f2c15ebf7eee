// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/composeenvironment.h"
#include "engine/endpoint.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// The order in which the docker CLI finds its engine.
class TestEndpoint : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void order_data();
    void order();
    void errors();
    void composeSeesListedVariablesOnly();

private:
    void context(const QString &name, const QByteArray &meta);

    QTemporaryDir m_config;
};

void TestEndpoint::context(const QString &name, const QByteArray &meta)
{
    const QByteArray hash
        = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex();
    const QString directory = m_config.filePath(u"contexts/meta/"_s + QString::fromLatin1(hash));
    QVERIFY(QDir().mkpath(directory));
    QFile file(directory + u"/meta.json"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(meta);
}

void TestEndpoint::initTestCase()
{
    context(u"colima"_s,
            R"({"Name":"colima","Endpoints":{"docker":{"Host":"unix:///c/docker.sock"}}})");
    context(u"far"_s, R"({"Name":"far","Endpoints":{"docker":{"Host":"ssh://me@far"}}})");
    context(u"empty"_s, R"({"Name":"empty","Endpoints":{}})");
    context(u"broken"_s, "{");
    QFile config(m_config.filePath(u"config.json"_s));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(R"({"currentContext":"colima"})");
}

void TestEndpoint::order_data()
{
    QTest::addColumn<QString>("wishedContext");
    QTest::addColumn<QString>("wishedHost");
    QTest::addColumn<QString>("dockerHost");
    QTest::addColumn<QString>("dockerContext");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("socket");
    QTest::addColumn<QString>("cli");
    QTest::newRow("current context")
        << u""_s << u""_s << u""_s << u""_s << u"unix:///c/docker.sock"_s << u"/c/docker.sock"_s
        << u"--context colima"_s;
    QTest::newRow("DOCKER_CONTEXT")
        << u""_s << u""_s << u""_s << u"far"_s << u"ssh://me@far"_s << u""_s << u"--context far"_s;
    QTest::newRow("DOCKER_HOST beats contexts") << u""_s << u""_s << u"tcp://h:1"_s << u"far"_s
                                                << u"tcp://h:1"_s << u""_s << u"-H tcp://h:1"_s;
    QTest::newRow("a wished host beats DOCKER_HOST")
        << u""_s << u"unix:///w.sock"_s << u"tcp://h:1"_s << u"far"_s << u"unix:///w.sock"_s
        << u"/w.sock"_s << u"-H unix:///w.sock"_s;
    QTest::newRow("a wished context beats all")
        << u"far"_s << u"unix:///w.sock"_s << u"tcp://h:1"_s << u"colima"_s << u"ssh://me@far"_s
        << u""_s << u"--context far"_s;
    QTest::newRow("default ignores contexts") << u"default"_s << u""_s << u"tcp://h:1"_s << u"far"_s
                                              << u"tcp://h:1"_s << u""_s << u"-H tcp://h:1"_s;
}

void TestEndpoint::order()
{
    QFETCH(const QString, dockerHost);
    QFETCH(const QString, dockerContext);
    QFETCH(const QString, wishedContext);
    QFETCH(const QString, wishedHost);
    EndpointPreference wish {wishedContext, wishedHost, {}};
    wish.environment.insert(u"DOCKER_CONFIG"_s, m_config.path());
    if (!dockerHost.isEmpty())
        wish.environment.insert(u"DOCKER_HOST"_s, dockerHost);
    if (!dockerContext.isEmpty())
        wish.environment.insert(u"DOCKER_CONTEXT"_s, dockerContext);
    const auto endpoint = Endpoint::resolve(wish);
    QVERIFY2(endpoint, qPrintable(endpoint ? QString() : endpoint.error().toText()));
    QTEST(endpoint->host, "host");
    QTEST(endpoint->socketPath, "socket");
    QTEST(endpoint->cliArguments().join(u' '), "cli");
    QVERIFY(endpoint->environment.contains(u"DOCKER_HOST"_s)
            != endpoint->environment.contains(u"DOCKER_CONTEXT"_s));
}

void TestEndpoint::errors()
{
    EndpointPreference wish {u"none"_s, {}, {}};
    wish.environment.insert(u"DOCKER_CONFIG"_s, m_config.path());
    QVERIFY(Endpoint::resolve(wish).error().kind == Error::Kind::NotFound);
    wish.context = u"empty"_s;
    QVERIFY(Endpoint::resolve(wish).error().kind == Error::Kind::InvalidInput);
    wish.context = u"broken"_s;
    QVERIFY(!Endpoint::resolve(wish));
}

void TestEndpoint::composeSeesListedVariablesOnly()
{
    QProcessEnvironment host;
    for (const QString &name : {u"PATH"_s,
                                u"HOME"_s,
                                u"DOCKER_CONFIG"_s,
                                u"https_proxy"_s,
                                u"SSH_AUTH_SOCK"_s,
                                u"COMPOSE_FILE"_s,
                                u"SECRET"_s,
                                u"DOCKER_HOST"_s}) {
        host.insert(name, u"x"_s);
    }
    EndpointPreference wish {{}, u"unix:///w.sock"_s, {}};
    const auto result = composeEnvironment(
        host, *Endpoint::resolve(wish), {{u"GIVEN"_s, u"1"_s}, {u"DOCKER_HOST"_s, u"evil"_s}});
    QStringList names = result.keys();
    names.sort();
    QCOMPARE(names,
             (QStringList {u"DOCKER_CONFIG"_s,
                           u"DOCKER_HOST"_s,
                           u"GIVEN"_s,
                           u"HOME"_s,
                           u"PATH"_s,
                           u"SSH_AUTH_SOCK"_s,
                           u"https_proxy"_s}));
    QCOMPARE(result.value(u"DOCKER_HOST"_s), u"unix:///w.sock"_s);
    // Files may name the variable: "${DOCKER_HOST:-none}" is the caller's, not ours.
    QCOMPARE(readingEnvironment(host, {}).value(u"DOCKER_HOST"_s), u"x"_s);
    host.remove(u"DOCKER_HOST"_s);
    QVERIFY(!readingEnvironment(host, {}).contains(u"DOCKER_HOST"_s));
}

QTEST_GUILESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
