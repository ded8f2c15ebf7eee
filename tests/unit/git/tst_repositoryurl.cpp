// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/repositoryurl.h"

#include <QDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestRepositoryUrl : public QObject
{
    Q_OBJECT

private slots:
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void normalizes_data();
    void normalizes();
    void resolves_data();
    void resolves();
    void names_data();
    void names();
    void hidesPasswords();
    void sharesNoLogin_data();
    void sharesNoLogin();
};

void TestRepositoryUrl::accepts_data()
{
    QTest::addColumn<QString>("url");
    for (const char *url : {"https://git.example.org/team/platform.git",
                            "http://localhost:8080/x",
                            "ssh://git@git.example.org:2222/team/x.git",
                            "git@github.com:openedx/credentials.git",
                            "host:path/to.git",
                            "git://localhost:9418/x.git",
                            "file:///srv/git/x.git",
                            "/srv/git/x.git",
                            "~/src/x",
                            "./x",
                            "../x.git",
                            "git+ssh://host/x",
                            "[::1]:path/x",
                            "ssh://[::1]:22/x",
                            "https://user:token@git.example.org/x.git",
                            "  https://git.example.org/x  "})
        QTest::newRow(url) << QString::fromLatin1(url);
}

void TestRepositoryUrl::accepts()
{
    QFETCH(QString, url);
    const auto checked = git::checkedUrl(url);
    QVERIFY2(checked, checked ? "" : qPrintable(checked.error().toText()));
    QCOMPARE(*checked, url.trimmed());
}

void TestRepositoryUrl::refuses_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("because");
    QTest::newRow("empty") << u" "_s << u"empty"_s;
    QTest::newRow("option") << u"--upload-pack=touch x"_s << u"option"_s;
    QTest::newRow("short option") << u"-oProxyCommand=x"_s << u"option"_s;
    QTest::newRow("ext") << u"ext::sh -c id"_s << u"transport helper"_s;
    QTest::newRow("fd") << u"fd::17"_s << u"transport helper"_s;
    QTest::newRow("helper with URL") << u"foo::https://x/y"_s << u"transport helper"_s;
    QTest::newRow("newline") << u"https://x/y\nhost=z"_s << u"control"_s;
    QTest::newRow("escape") << u"https://x/\x1b[31m"_s << u"control"_s;
    QTest::newRow("encoded newline") << u"https://x/y%0ahost=z"_s << u"control"_s;
    QTest::newRow("encoded nul") << u"https://x/y%00z"_s << u"control"_s;
    QTest::newRow("option host") << u"ssh://-oProxyCommand=id/x"_s << u"neither"_s;
    QTest::newRow("option host after user") << u"ssh://a@-oProxyCommand=id/x"_s << u"neither"_s;
    QTest::newRow("option user") << u"-l@host:x"_s << u"option"_s;
    QTest::newRow("option user in ssh") << u"ssh://-lroot@host/x"_s << u"option"_s;
    QTest::newRow("option host scp") << u"a@-oProxyCommand=id:x"_s << u"neither"_s;
    QTest::newRow("option path scp") << u"host:--upload-pack=x"_s << u"option"_s;
    QTest::newRow("ftp") << u"ftp://host/x"_s << u"scheme"_s;
    QTest::newRow("javascript") << u"javascript://host/x"_s << u"scheme"_s;
    QTest::newRow("port") << u"https://host:99999/x"_s << u"neither"_s;
    QTest::newRow("no repository") << u"https://host"_s << u"no repository"_s;
    QTest::newRow("no repository, slash") << u"https://host/"_s << u"no repository"_s;
    QTest::newRow("file on a host") << u"file://server/share"_s << u"neither"_s;
    QTest::newRow("word") << u"platform"_s << u"neither"_s;
}

void TestRepositoryUrl::refuses()
{
    QFETCH(QString, url);
    QFETCH(QString, because);
    const auto checked = git::checkedUrl(url);
    QVERIFY(!checked);
    QCOMPARE(toString(checked.error().kind), toString(Error::Kind::InvalidInput));
    QVERIFY2(checked.error().message.contains(because), qPrintable(checked.error().message));
    QVERIFY(!checked.error().hint.isEmpty());
    for (QChar c : checked.error().message)
        QVERIFY(c.category() != QChar::Other_Control);
}

void TestRepositoryUrl::normalizes_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("identity");
    const QString id = u"git.example.org/Team/platform"_s;
    for (const char *url : {"https://git.example.org/Team/platform.git",
                            "https://git.example.org/Team/platform/",
                            "http://Git.Example.org:80/Team/platform",
                            "https://me:secret@git.example.org:443/Team/platform.git",
                            "ssh://git@git.example.org/Team/platform.git",
                            "ssh://git@git.example.org:22/Team/platform",
                            "git@git.example.org:Team/platform.git",
                            "git.example.org:/Team/platform",
                            "git://git.example.org/Team//platform.git",
                            "HTTPS://git.example.org/Team/plat%66orm"})
        QTest::newRow(url) << QString::fromLatin1(url) << id;
    QTest::newRow("other port") << u"https://git.example.org:8443/x.git"_s
                                << u"git.example.org:8443/x"_s;
    QTest::newRow("caseless forge")
        << u"git@github.com:openedX/Credentials.git"_s << u"github.com/openedx/credentials"_s;
    QTest::newRow("path") << u"/srv/git/x.git"_s << u"/srv/git/x"_s;
    QTest::newRow("file") << u"file:///srv/git/../git/x.git"_s << u"/srv/git/x"_s;
    QTest::newRow("dots cannot leave the host") << u"https://a/b/../../../c"_s << u"a/../c"_s;
    QTest::newRow("nonsense") << u"platform"_s << QString();
}

void TestRepositoryUrl::normalizes()
{
    QFETCH(QString, url);
    if (qstrcmp(QTest::currentDataTag(), "dots cannot leave the host") == 0) {
        QVERIFY(git::normalizedUrl(url).startsWith(u"a/"_s));
        return;
    }
    QTEST(git::normalizedUrl(url), "identity");
}

void TestRepositoryUrl::resolves_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("relative");
    QTest::addColumn<QString>("result"); // empty: an error
    QTest::newRow("sibling") << u"https://h/t/a.git"_s << u"../b.git"_s << u"https://h/t/b.git"_s;
    QTest::newRow("trailing slash") << u"https://h/t/a/"_s << u"../b"_s << u"https://h/t/b"_s;
    QTest::newRow("other team") << u"https://h/t/a.git"_s << u"../../u/b.git"_s
                                << u"https://h/u/b.git"_s;
    QTest::newRow("below") << u"https://h/t/a"_s << u"./b"_s << u"https://h/t/a/b"_s;
    QTest::newRow("mixed") << u"https://h/t/a"_s << u".././b"_s << u"https://h/t/b"_s;
    QTest::newRow("path") << u"/ws/remotes/credentials.git"_s << u"../platform.git"_s
                          << u"/ws/remotes/platform.git"_s;
    QTest::newRow("scp") << u"git@h:t/a.git"_s << u"../b.git"_s << u"git@h:t/b.git"_s;
    QTest::newRow("scp at the top") << u"git@h:a.git"_s << u"../b.git"_s << u"git@h:b.git"_s;
    QTest::newRow("ssh") << u"ssh://git@h:22/t/a"_s << u"../b"_s << u"ssh://git@h:22/t/b"_s;
    QTest::newRow("absolute") << u"https://h/t/a"_s << u"https://i/b"_s << u"https://i/b"_s;
    QTest::newRow("above the server") << u"https://h/a"_s << u"../../b"_s << QString();
    QTest::newRow("above the server, to another")
        << u"https://h/a"_s << u"../../evil/b"_s << QString();
    QTest::newRow("above the root") << u"/a"_s << u"../../b"_s << QString();
    QTest::newRow("above the scp host") << u"git@h:a"_s << u"../../b"_s << QString();
    QTest::newRow("no base") << QString() << u"../b"_s << QString();
    QTest::newRow("bad word") << u"https://h/a"_s << u"ext::sh -c id"_s << QString();
}

void TestRepositoryUrl::resolves()
{
    QFETCH(QString, base);
    QFETCH(QString, relative);
    QFETCH(QString, result);
    const auto resolved = git::resolveUrl(base, relative);
    QCOMPARE(resolved ? *resolved : QString(), result);
}

void TestRepositoryUrl::names_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("name");
    QTest::newRow("https") << u"https://h/t/edx-platform.git"_s << u"edx-platform"_s;
    QTest::newRow("slash") << u"https://h/t/a.b/"_s << u"a.b"_s;
    QTest::newRow("scp") << u"git@h:platform.git"_s << u"platform"_s;
    QTest::newRow("path") << u"/srv/x/.git"_s << u"x"_s;
    QTest::newRow("climbing") << u"https://h/t/.."_s << QString();
    QTest::newRow("hidden") << u"https://h/.ssh"_s << u"ssh"_s;
    QTest::newRow("encoded slash") << u"https://h/..%2f..%2fetc"_s << u"etc"_s;
    QTest::newRow("option") << u"https://h/--x"_s << u"x"_s;
    QTest::newRow("spaces") << u"https://h/a b;c"_s << u"a-b-c"_s;
    QTest::newRow("word") << u"platform"_s << QString();
}

void TestRepositoryUrl::names()
{
    QFETCH(QString, url);
    QTEST(git::nameOfUrl(url), "name");
}

void TestRepositoryUrl::hidesPasswords()
{
    const QString shown = git::printableUrl(u"https://me:hunter2@h/x"_s);
    QVERIFY(!shown.contains(u"hunter2"_s));
    QVERIFY(shown.contains(u"h/x"_s));
    QVERIFY(!git::checkedUrl(u"ftp://me:hunter2@h/x"_s).error().message.contains(u"hunter2"_s));
}

void TestRepositoryUrl::sharesNoLogin_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("shared");
    QTest::newRow("password") << u"https://me:hunter2@h/x"_s << u"https://h/x"_s;
    QTest::newRow("token") << u"https://ghp_abc@h/x.git"_s << u"https://h/x.git"_s;
    QTest::newRow("at signs") << u"HTTPS://a:b@c@h/x@y"_s << u"HTTPS://h/x@y"_s;
    QTest::newRow("ssh") << u"ssh://git:pw@h/x"_s << u"ssh://git@h/x"_s;
    QTest::newRow("no login") << u"https://h/x@y"_s << u"https://h/x@y"_s;
    QTest::newRow("short form") << u"git@h:x.git"_s << u"git@h:x.git"_s;
    QTest::newRow("path") << u"/srv/a@b"_s << u"/srv/a@b"_s;
}

void TestRepositoryUrl::sharesNoLogin()
{
    QFETCH(QString, url);
    QTEST(git::shareableUrl(url), "shared");
}

QTEST_GUILESS_MAIN(TestRepositoryUrl)
#include "tst_repositoryurl.moc"
