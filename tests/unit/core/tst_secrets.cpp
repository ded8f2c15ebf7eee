// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets.h"
#include "support/patience.h"

#include <QElapsedTimer>
#include <QTest>

using namespace devstack;
using devstack::testing::patience;
using namespace Qt::StringLiterals;

class TestSecrets : public QObject
{
    Q_OBJECT

private slots:
    void masks_data();
    void masks();
    void leavesProseAlone_data();
    void leavesProseAlone();
    void maskingTwiceChangesNothing_data() { masks_data(); }
    void maskingTwiceChangesNothing();
    void knowsSecretValues();
    void hidesKnownValues();
    void findsThemInOtherTexts();
    void longLinesAreQuick_data();
    void longLinesAreQuick();
};

void TestSecrets::masks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &text, const QString &expected) {
        QTest::newRow(name) << text << expected;
    };
    row("password in a URL",
        u"clone https://me:hunter2@h.org/x"_s,
        u"clone https://me:•••@h.org/x"_s);
    row("with an at sign", u"mysql://u:p@ss@db:3306/x"_s, u"mysql://u:•••@db:3306/x"_s);
    row("token in a URL", u"https://ghp_abc@h.org/x"_s, u"https://•••@h.org/x"_s);
    row("redis without a user", u"redis://:hunter2@cache/0"_s, u"redis://:•••@cache/0"_s);
    row("query", u"GET /x?token=abc&page=2"_s, u"GET /x?token=•••&page=2"_s);
    row("header", u"Authorization: Bearer abc.def"_s, u"Authorization: Bearer •••"_s);
    row("header with a scheme of its own",
        u"authorization: JWT abc"_s,
        u"authorization: JWT •••"_s);
    row("header of several parts",
        u"Authorization: Digest username=a, response=b"_s,
        u"Authorization: Digest •••"_s);
    row("cookie", u"Cookie: sessionid=abc; csrftoken=def"_s, u"Cookie: •••"_s);
    row("own header", u"X-Auth-Token: abc"_s, u"X-Auth-Token: •••"_s);
    row("registry", u"{\"auth\":\"bWU6aHVudGVyMg==\"}"_s, u"{\"auth\":\"•••\"}"_s);
    row("bearer in a sentence", u"got Bearer abcdefgh12345"_s, u"got Bearer •••"_s);
    row("private key",
        u"X=-----BEGIN PRIVATE KEY-----\nMIIE\nvQ==\n-----END PRIVATE KEY-----\nnext"_s,
        u"X=•••\nnext"_s);
    row("private key on one line",
        u"a -----BEGIN RSA PRIVATE KEY-----\\nMIIE\\n-----END RSA PRIVATE KEY----- b"_s,
        u"a ••• b"_s);
    row("private key, cut off", u"-----BEGIN EC PRIVATE KEY-----\nMIIE"_s, u"•••"_s);
    row("JWT anywhere", u"got eyJhbGciOiJI.eyJzdWIiOiIx.c2ln back"_s, u"got ••• back"_s);
    row("environment", u"MYSQL_ROOT_PASSWORD=hunter2"_s, u"MYSQL_ROOT_PASSWORD=•••"_s);
    row("list of variables", u"- DB_PASS=a - MYSQL_PWD=b"_s, u"- DB_PASS=••• - MYSQL_PWD=•••"_s);
    row("quoted", u"SECRET_KEY=\"a b c\" X=1"_s, u"SECRET_KEY=\"•••\" X=1"_s);
    row("YAML", u"  SECRET_KEY: abc"_s, u"  SECRET_KEY: •••"_s);
    row("YAML token", u"  - token: abc"_s, u"  - token: •••"_s);
    row("compound token", u"using access_token: abc"_s, u"using access_token: •••"_s);
    row("generated", u"GENERATED ROOT PASSWORD: abc"_s, u"GENERATED ROOT PASSWORD: •••"_s);
    row("JSON",
        u"{\"password\": \"a b\", \"user\": \"x\"}"_s,
        u"{\"password\": \"•••\", \"user\": \"x\"}"_s);
    row("JSON in JSON",
        uR"("{\"client_secret\":\"abc\",\"id\":\"x\"}")"_s,
        uR"("{\"client_secret\":\"•••\",\"id\":\"x\"}")"_s);
    row("Python", u"{'api_key': 'abc', 'a': 'b'}"_s, u"{'api_key': '•••', 'a': 'b'}"_s);
    row("camel case", u"clientSecret=abc secretKey=def"_s, u"clientSecret=••• secretKey=•••"_s);
    row("option", u"app --client-secret=abc --name x"_s, u"app --client-secret=••• --name x"_s);
    row("option and word", u"app --password abc --name x"_s, u"app --password ••• --name x"_s);
    row("quoted argument", u"app '--client-secret=a b' x"_s, u"app '--client-secret=•••' x"_s);
    row("mysql", u"mysql -uroot -phunter2 x"_s, u"mysql -uroot -p••• x"_s);
    row("several lines", u"a=1\nPASSWORD=x\nb=2"_s, u"a=1\nPASSWORD=•••\nb=2"_s);
}

void TestSecrets::masks()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(masked(text), expected);
    QCOMPARE(QString::fromStdString(masked(std::string_view(text.toStdString()))), expected);
}

void TestSecrets::leavesProseAlone_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {
             "syntax error near unexpected token `('",
             "Error parsing token: unexpected end of file",
             "the secret “API” for KEY is not set",
             "Password for me: ",
             "Enter password:\nnext line",
             "passwords are hashed; the password reset works",
             "max_tokens=4096 tokenizer=bpe",
             "MYSQL_PASSWORD_FILE=/run/secrets/db",
             "TOKEN_URL=http://platform:8000/oauth2/token",
             "PWD=/home/me OLDPWD=/tmp",
             "cloning ssh://git@h.org/x.git and git@h.org:x.git",
             "./secret:/run/secret:ro",
             "mounting /a/token:/b",
             "oauth: registering credentials-sso",
             "author: somebody",
             "credentials: migrate",
             "if token == other:",
             "GET http://localhost:18150/health/ 200",
             "http://h/?mail=a@b.org",
             "Key: value, keyboard=de, monkey: 1",
             "mysql --protocol=tcp -uroot x",
         })
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestSecrets::leavesProseAlone()
{
    QFETCH(QString, text);
    QCOMPARE(masked(text), text);
}

void TestSecrets::maskingTwiceChangesNothing()
{
    QFETCH(QString, expected);
    QCOMPARE(masked(expected), expected);
}

void TestSecrets::hidesKnownValues()
{
    QCOMPARE(masked(u"token: tok-SECRETVALUE123"_s).contains(u"•••"_s), true); // begins the line
    QCOMPARE(masked(u"the token is tok-SECRETVALUE123"_s), u"the token is tok-SECRETVALUE123"_s);
    knowSecrets({u"tok-SECRETVALUE123"_s, u"rootpw77"_s, u"password"_s, u"x"_s, u""_s});
    QCOMPARE(masked(u"the token is tok-SECRETVALUE123"_s), u"the token is •••"_s);
    QCOMPARE(masked(u"echo MYSQL_PWD rootpw77; done"_s), u"echo MYSQL_PWD •••; done"_s);
    QCOMPARE(masked(u"rootpw77rootpw77 rootpw77"_s), u"rootpw77rootpw77 •••"_s);
    QCOMPARE(masked(u"a password of xx"_s), u"a password of xx"_s);
    QCOMPARE(masked(u"MYSQL_PWD=rootpw77 mysqldump shop"_s), u"MYSQL_PWD=••• mysqldump shop"_s);
    // What stands under a name of a secret and is an ordinary word, a number or a place.
    knowSecrets({u"Disabled"_s,
                 u"DEFAULT"_s,
                 u"260000"_s,
                 u"platform.local:8000"_s,
                 u"/run/secrets/token"_s});
    for (const QString &line : {u"Disabled by DEFAULT after 260000 rounds"_s,
                                u"GET platform.local:8000 with /run/secrets/token"_s})
        QCOMPARE(masked(line), line);
    knowSecrets({u"-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG\nshort\n-----END KEY-----\n"_s});
    QCOMPARE(masked(u"wrote MIIEvQIBADANBgkqhkiG; short"_s), u"wrote •••; short"_s);
    // A path is no key.
    QCOMPARE(masked(u"open /srv/decoy/secret: no such file or directory"_s),
             u"open /srv/decoy/secret: no such file or directory"_s);
}

void TestSecrets::findsThemInOtherTexts()
{
    QCOMPARE(secretsIn(u"mysql://shop:dbPass77@db:3306/shop"_s), QStringList {u"dbPass77"_s});
    QCOMPARE(secretsIn(u"serve --api-key=k1 --name x --password p2"_s),
             QStringList({u"k1"_s, u"p2"_s}));
    QCOMPARE(secretsIn(u"http://h/x and nothing else"_s), QStringList());
    QCOMPARE(secretsIn({}), QStringList());
}

void TestSecrets::knowsSecretValues()
{
    QVERIFY(isSecretValue(u"-----BEGIN PRIVATE KEY-----\nMIIE"_s));
    QVERIFY(isSecretValue(u"\n -----BEGIN OPENSSH PRIVATE KEY-----"_s));
    QVERIFY(isSecretValue(u"-----BEGIN CERTIFICATE-----"_s));
    QVERIFY(!isSecretValue(u"see -----BEGIN PRIVATE KEY-----"_s));
    QVERIFY(!isSecretValue(u"-----BEGIN of a list"_s));
    QVERIFY(!isSecretValue({}));
    // Longer than what a regular expression can go back over.
    const QString key = u"-----BEGIN PRIVATE KEY-----\n"_s + QString(2'000'000, u'M')
        + u"\n-----END PRIVATE KEY-----"_s;
    QCOMPARE(masked(key), u"•••"_s);
}

void TestSecrets::longLinesAreQuick_data()
{
    QTest::addColumn<QString>("unit");
    for (const char *unit :
         {"a", "a.", "-", "a-", "token", "secret_", "://", "\"password\" ", "mysql "})
        QTest::newRow(unit) << QString::fromUtf8(unit);
}

void TestSecrets::longLinesAreQuick()
{
    QFETCH(QString, unit);
    const QString line = u"token "_s + unit.repeated(64 * 1024 / unit.size());
    QElapsedTimer clock;
    clock.start();
    const QString safe = masked(line + u" password=hunter2"_s);
    // A rule that goes back over the line for each of its characters takes minutes.
    QVERIFY2(clock.elapsed() < patience(15'000), qPrintable(QString::number(clock.elapsed())));
    QVERIFY(!safe.contains(u"hunter2"_s));
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
