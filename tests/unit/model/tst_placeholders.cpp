// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/manifest/placeholders.h"
#include "model/manifest/validity.h"

#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Placeholders, and the rules for text that strangers write.
class TestPlaceholders : public QObject
{
    Q_OBJECT

private slots:
    void expands_data();
    void expands();
    void refuses_data();
    void refuses();
    void judges_data();
    void judges();
};

namespace {

ClientUser sampleUser()
{
    return {u"a b; rm -rf {email}"_s, u"x@example.org"_s, true, false, {}};
}

ClientOauth sampleClient()
{
    return {
        u"key"_s, u"s3cret"_s, {}, u"authorization-code"_s, {u"http://a/1"_s, u"http://b/2"_s}, {}};
}

} // namespace

void TestPlaceholders::expands_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("forUser");
    QTest::addColumn<QStringList>("expanded");
    QTest::newRow("one argument") << QStringList {u"{name}"_s} << true
                                  << QStringList {u"a b; rm -rf {email}"_s};
    QTest::newRow("inside") << QStringList {u"--mail={email}."_s} << true
                            << QStringList {u"--mail=x@example.org."_s};
    QTest::newRow("flags") << QStringList {u"x"_s,
                                           u"{staff:--staff}"_s,
                                           u"{superuser:--superuser}"_s}
                           << true << QStringList {u"x"_s, u"--staff"_s};
    QTest::newRow("flag as text") << QStringList {u"{staff}"_s} << true << QStringList {u"true"_s};
    QTest::newRow("list") << QStringList {u"--r={redirect_uris}"_s} << false
                          << QStringList {u"--r=http://a/1,http://b/2"_s};
    QTest::newRow("name is id") << QStringList {u"{name}"_s, u"{id}:{secret}"_s} << false
                                << QStringList {u"key"_s, u"key:s3cret"_s};
    QTest::newRow("no placeholder") << QStringList {u"{\"a\": 1}"_s, u"{}"_s, u"{A}"_s} << true
                                    << QStringList {u"{\"a\": 1}"_s, u"{}"_s, u"{A}"_s};
    QTest::newRow("beside a shell")
        << QStringList {u"sh"_s, u"-c"_s, u"tool \"$1\""_s, u"sh"_s, u"{email}"_s} << true
        << QStringList {u"sh"_s, u"-c"_s, u"tool \"$1\""_s, u"sh"_s, u"x@example.org"_s};
}

void TestPlaceholders::expands()
{
    QFETCH(QStringList, arguments);
    QFETCH(bool, forUser);
    const auto result = expandPlaceholders(
        arguments, forUser ? placeholdersOf(sampleUser()) : placeholdersOf(sampleClient()));
    QVERIFY2(result, qPrintable(result ? QString() : result.error().toText()));
    QTEST(*result, "expanded");
}

void TestPlaceholders::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("message");
    QTest::newRow("unknown") << QStringList {u"{emial}"_s} << u"unknown placeholder \"{emial}\""_s;
    QTest::newRow("of the other") << QStringList {u"{redirect_uris}"_s} << u"unknown placeholder"_s;
    QTest::newRow("text as flag") << QStringList {u"{name:--x}"_s} << u"needs a flag"_s;
    QTest::newRow("flag in the middle")
        << QStringList {u"-x{staff:y}"_s} << u"an argument of its own"_s;
    QTest::newRow("shell") << QStringList {u"/bin/bash"_s, u"-ec"_s, u"echo {name}"_s}
                           << u"inside a shell's script"_s;
    QTest::newRow("wrapped shell")
        << QStringList {u"env"_s, u"A=1"_s, u"sh"_s, u"-c"_s, u"echo {name}"_s}
        << u"inside a shell's script"_s;
}

void TestPlaceholders::refuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, message);
    const auto result = expandPlaceholders(arguments, placeholdersOf(sampleUser()));
    QVERIFY(!result);
    QVERIFY2(result.error().message.contains(message), qPrintable(result.error().toText()));
}

void TestPlaceholders::judges_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QStringList>("good");
    QTest::addColumn<QStringList>("bad");
    QTest::newRow("name")
        << u"name"_s << QStringList {u"lms"_s, u"edx-platform"_s, u"a.b_c"_s, u"9"_s}
        << QStringList {u""_s, u"-a"_s, u"a b"_s, u"a/b"_s, u".."_s, u"a\n"_s, QString(64, u'a')};
    QTest::newRow("repository") << u"repository"_s
                                << QStringList {u"https://git.example.org/p.git"_s,
                                                u"git@host:team/p.git"_s,
                                                u"ssh://git@host:22/p"_s,
                                                u"../platform"_s,
                                                u"/srv/git/p.git"_s,
                                                u"platform"_s,
                                                u"file:///srv/p"_s}
                                << QStringList {u""_s,
                                                u"--upload-pack=x"_s,
                                                u"ext::sh -c x"_s,
                                                u"ssh://-oProxyCommand=x/p"_s,
                                                u"-x:p"_s,
                                                u"git@-oProxy:p"_s,
                                                u"javascript://x"_s,
                                                u"a\nb"_s,
                                                u"https://"_s};
    QTest::newRow("ref") << u"ref"_s
                         << QStringList {u"main"_s, u"release/1.2"_s, u"v1.0-rc.1"_s, u"0123abcd"_s}
                         << QStringList {u""_s,
                                         u"-f"_s,
                                         u"a..b"_s,
                                         u"a b"_s,
                                         u"a~1"_s,
                                         u"x.lock"_s,
                                         u"a:b"_s,
                                         u"@"_s,
                                         u"a/"_s,
                                         u"a\\b"_s};
    QTest::newRow("image") << u"image"_s
                           << QStringList {u"mysql"_s,
                                           u"mysql:8.0"_s,
                                           u"registry.example.org:5000/a/b:2026-11-01"_s,
                                           u"a/b@sha256:"_s + QString(64, u'a'),
                                           u"a/b:1@sha512:"_s + QString(128, u'0'),
                                           u"Registry.example.org/a"_s,
                                           u"localhost:5000/a__b/c-d.e---f"_s,
                                           u"[::1]:5000/a"_s,
                                           u"a:"_s + QString(128, u'x')}
                           << QStringList {u""_s,
                                           u"-x"_s,
                                           u"a b"_s,
                                           u"a:b:c"_s,
                                           u"a@sha256:12"_s,
                                           u"a@sha256:"_s + QString(64, u'A'),
                                           u"a@sha256:"_s + QString(65, u'a'),
                                           u"${X}"_s,
                                           u"A/B"_s,
                                           u"A"_s,
                                           u"a/"_s,
                                           u"/a"_s,
                                           u"a//b"_s,
                                           u"a/../b"_s,
                                           u"a..b"_s,
                                           u"a___b"_s,
                                           u"a-"_s,
                                           u"-h.org/a"_s,
                                           u"h.org:x/a"_s,
                                           u"a\n"_s,
                                           u"a:"_s + QString(129, u'x'),
                                           QString(256, u'a')};
    QTest::newRow("path") << u"path"_s
                          << QStringList {u"a/b.sql"_s, u"*/migrations/*.py"_s, u"./x"_s, u"a..b"_s}
                          << QStringList {u""_s,
                                          u"/etc/passwd"_s,
                                          u"../x"_s,
                                          u"a/../../x"_s,
                                          u"a/.."_s,
                                          u"~/x"_s,
                                          u"a\\..\\b"_s};
    QTest::newRow("url") << u"url"_s
                         << QStringList {u"http://localhost:18150/"_s,
                                         u"https://a.example.org/x?y=1"_s,
                                         u"http://h:1"_s,
                                         u"http://h:65535/"_s,
                                         u"http://[::1]:80/"_s}
                         << QStringList {u""_s,
                                         u"ftp://a"_s,
                                         u"javascript:alert(1)"_s,
                                         u"http://"_s,
                                         u"//a"_s,
                                         u"http://a b"_s,
                                         u"http://h:0"_s,
                                         u"http://h:00/"_s,
                                         u"http://h:65536"_s,
                                         u"http://h:-1"_s,
                                         u"http://"_s + QString(100'000, u'1'),
                                         u"http://"_s + QString(u"a."_s).repeated(130) + u"org"_s,
                                         u"file:///x"_s};
}

void TestPlaceholders::judges()
{
    static const QMap<QString, bool (*)(const QString &)> kRules {
        {u"name"_s, isName},
        {u"repository"_s, isRepositoryAddress},
        {u"ref"_s, isGitRef},
        {u"image"_s, isImageReference},
        {u"path"_s, isConfinedPath},
        {u"url"_s, isHttpUrl}};
    QFETCH(QString, rule);
    QFETCH(QStringList, good);
    QFETCH(QStringList, bad);
    for (const QString &text : good)
        QVERIFY2(kRules.value(rule)(text), qPrintable(text));
    for (const QString &text : bad)
        QVERIFY2(!kRules.value(rule)(text), qPrintable(text));
}

QTEST_GUILESS_MAIN(TestPlaceholders)
#include "tst_placeholders.moc"
