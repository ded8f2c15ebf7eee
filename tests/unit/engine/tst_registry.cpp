// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/imageimport.h"
#include "engine/registrycredentials.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class RegistryTest : public QObject
{
    Q_OBJECT

private slots:
    void registryOfAReference();
    void credentialsComeFromTheConfiguration();
    void aHelperIsAsked();
    void aBrokenConfigurationIsTold();
    void labelsMeanExactlyTheirWords();

private:
    QJsonObject authentication(const QByteArray &config, const QString &registry);
    QTemporaryDir m_folder;
};

QJsonObject RegistryTest::authentication(const QByteArray &config, const QString &registry)
{
    QFile file(m_folder.filePath(u"config.json"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(config) < 0)
        return {{u"test"_s, u"the configuration was not written"_s}};
    file.close();
    qputenv("DOCKER_CONFIG", m_folder.path().toLocal8Bit());
    const auto header = registryAuthentication(registry);
    if (!header)
        return {{u"error"_s, header.error().message}};
    return QJsonDocument::fromJson(QByteArray::fromBase64(*header, QByteArray::Base64UrlEncoding))
        .object();
}

void RegistryTest::registryOfAReference()
{
    QCOMPARE(registryOf(u"mysql:8"_s), u"docker.io"_s);
    QCOMPARE(registryOf(u"library/mysql:8"_s), u"docker.io"_s);
    QCOMPARE(registryOf(u"localhost/a:1"_s), u"localhost"_s);
    QCOMPARE(registryOf(u"localhost:5000/a:1"_s), u"localhost:5000"_s);
    QCOMPARE(registryOf(u"registry.example.org/a/b@sha256:00"_s), u"registry.example.org"_s);
}

void RegistryTest::credentialsComeFromTheConfiguration()
{
    const QByteArray config = R"({"auths": {
        "a.example.org": {"auth": "dXNlcjpzZWM6cmV0"},
        "https://b.example.org": {"auth": "eDp5"},
        "c.example.org": {"identitytoken": "token"}}})";
    const QJsonObject a = authentication(config, u"a.example.org"_s);
    QCOMPARE(a[u"username"_s].toString(), u"user"_s);
    QCOMPARE(a[u"password"_s].toString(), u"sec:ret"_s);
    QCOMPARE(authentication(config, u"b.example.org"_s)[u"username"_s].toString(), u"x"_s);
    QCOMPARE(authentication(config, u"c.example.org"_s)[u"identitytoken"_s].toString(), u"token"_s);
    QVERIFY(authentication(config, u"d.example.org"_s).isEmpty());
    QVERIFY(authentication("{}", u"a.example.org"_s).isEmpty());
}

void RegistryTest::aHelperIsAsked()
{
    QFile helper(m_folder.filePath(u"docker-credential-unit"_s));
    QVERIFY(helper.open(QIODevice::WriteOnly));
    helper.write("#!/bin/sh\n"
                 "read server\n"
                 "case $1/$server in\n"
                 "get/a.example.org) echo '{\"Username\": \"u\", \"Secret\": \"s\"}' ;;\n"
                 "get/t.example.org) echo '{\"Username\": \"<token>\", \"Secret\": \"s\"}' ;;\n"
                 "get/b.example.org) echo 'credentials not found in native keychain'; exit 1 ;;\n"
                 "*) echo broken >&2; exit 2 ;;\n"
                 "esac\n");
    helper.close();
    helper.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    qputenv("PATH", m_folder.path().toLocal8Bit() + ':' + qgetenv("PATH"));
    const QByteArray config
        = R"({"credsStore": "unit", "credHelpers": {"x.example.org": "../unit"}})";
    QCOMPARE(authentication(config, u"a.example.org"_s)[u"password"_s].toString(), u"s"_s);
    QCOMPARE(authentication(config, u"t.example.org"_s)[u"identitytoken"_s].toString(), u"s"_s);
    QVERIFY(authentication(config, u"b.example.org"_s).isEmpty());
    QVERIFY(authentication(config, u"c.example.org"_s).contains(u"error"_s));
    QVERIFY(authentication(config, u"x.example.org"_s).contains(u"error"_s));
}

void RegistryTest::aBrokenConfigurationIsTold()
{
    QVERIFY(
        authentication("[]", u"a.example.org"_s)[u"error"_s].toString().contains(u"config.json"_s));
}

void RegistryTest::labelsMeanExactlyTheirWords()
{
    QCOMPARE(labelInstruction(u"a"_s, u"b c"_s), uR"(LABEL "a"="b c")"_s);
    QCOMPARE(labelInstruction(u"a"_s, uR"(q" b\ $HOME)"_s), uR"(LABEL "a"="q\" b\\ \$HOME")"_s);
    QCOMPARE(labelInstruction(u"a"_s, u"b\nRUN c"_s), uR"(LABEL "a"="b RUN c")"_s);
}

QTEST_GUILESS_MAIN(RegistryTest)
#include "tst_registry.moc"
