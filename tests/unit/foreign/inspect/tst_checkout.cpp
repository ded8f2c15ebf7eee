// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/checkout.h"
#include "support/patience.h"
#include "support/scratchcheckout.h"

#include <sys/stat.h>

#include <QElapsedTimer>
#include <QtTest>

using namespace devstack;
using devstack::testing::patience;
using namespace Qt::StringLiterals;

/// A stranger's folder is read within bounds.
class TestCheckout : public QObject
{
    Q_OBJECT

private slots:
    void readsFiles();
    void globs_data();
    void globs();
    void staysInside();
    void refusesLargeBinaryAndSpecialFiles();
    void boundsTheWalk();
    void printsHostileNames();
};

void TestCheckout::readsFiles()
{
    ScratchCheckout scratch;
    QVERIFY(scratch.write(u"a.txt"_s, "one\r\ntwo\n\nfour"));
    QVERIFY(scratch.write(u"sub/b.txt"_s, ""));
    const Checkout checkout(scratch.path());
    QCOMPARE(*checkout.lines(u"a.txt"_s), (QStringList {u"one"_s, u"two"_s, QString(), u"four"_s}));
    QCOMPARE(*checkout.lines(u"sub/b.txt"_s), QStringList());
    QVERIFY(!checkout.lines(u"missing"_s));
    QVERIFY(checkout.has(u"a.txt"_s) && !checkout.has(u"sub"_s));
    QCOMPARE(checkout.files(), QStringList {u"a.txt"_s});
    QCOMPARE(checkout.files(u"sub"_s), QStringList {u"b.txt"_s});
    QVERIFY(checkout.problems().isEmpty());
    QVERIFY(checkout.consulted().contains(checkout.root() + u"/missing"_s));
}

void TestCheckout::globs_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("root") << u"*.sh"_s << QStringList {u"run.sh"_s};
    QTest::newRow("folder") << u"app/*.py"_s << QStringList {u"app/urls.py"_s};
    QTest::newRow("any folder") << u"**/urls.py"_s
                                << QStringList {u"app/api/urls.py"_s, u"app/urls.py"_s};
    QTest::newRow("middle") << u"app/**/urls.py"_s
                            << QStringList {u"app/api/urls.py"_s, u"app/urls.py"_s};
    QTest::newRow("one letter") << u"ru?.sh"_s << QStringList {u"run.sh"_s};
    QTest::newRow("hidden") << u".ci/*.mk"_s << QStringList {u".ci/docker.mk"_s};
    QTest::newRow("tools") << u"**/x.js"_s << QStringList();
    QTest::newRow("many stars") << u"*r*u*n*.*s**h*"_s << QStringList {u"run.sh"_s};
    QTest::newRow("a star that has to take more")
        << u"**/*s.py"_s << QStringList {u"app/api/urls.py"_s, u"app/urls.py"_s};
    QTest::newRow("folders between") << u"**/app/**/api/*"_s << QStringList {u"app/api/urls.py"_s};
    QTest::newRow("two stars of a name") << u"a**/urls.py"_s << QStringList {u"app/urls.py"_s};
    QTest::newRow("no file, but folders") << u"app/**"_s << QStringList {u"app/urls.py"_s};
    QTest::newRow("shorter than the pattern") << u"run.sh/*"_s << QStringList();
    QTest::newRow("longer than the pattern") << u"run"_s << QStringList();
}

void TestCheckout::globs()
{
    QFETCH(QString, pattern);
    QFETCH(QStringList, expected);
    ScratchCheckout scratch;
    for (const QString &name : {u"run.sh"_s,
                                u"app/urls.py"_s,
                                u"app/api/urls.py"_s,
                                u".ci/docker.mk"_s,
                                u"node_modules/x.js"_s,
                                u".git/x.js"_s})
        QVERIFY(scratch.write(name, "x"));
    QCOMPARE(Checkout(scratch.path()).glob({pattern}), expected);
}

void TestCheckout::staysInside()
{
    ScratchCheckout outside;
    QVERIFY(outside.write(u"secret"_s, "secret"));
    QVERIFY(outside.write(u"deep/file"_s, "secret"));
    ScratchCheckout scratch;
    QVERIFY(scratch.write(u"inside"_s, "fine"));
    QVERIFY(QFile::link(outside.path() + u"/secret"_s, scratch.path() + u"/out"_s));
    QVERIFY(QFile::link(outside.path() + u"/deep"_s, scratch.path() + u"/folder"_s));
    QVERIFY(QFile::link(scratch.path() + u"/inside"_s, scratch.path() + u"/in"_s));
    QVERIFY(QFile::link(scratch.path(), scratch.path() + u"/loop"_s));
    const Checkout checkout(scratch.path());
    QVERIFY(!checkout.has(u"out"_s));
    QVERIFY(!checkout.lines(u"out"_s));
    QVERIFY(!checkout.lines(u"folder/file"_s));
    QVERIFY(!checkout.lines(u"../secret"_s));
    QVERIFY(!checkout.lines(u"/etc/hostname"_s));
    QVERIFY(checkout.lines(u"in"_s));
    QCOMPARE(checkout.glob({u"**/*"_s}), (QStringList {u"in"_s, u"inside"_s}));
    QCOMPARE(checkout.files(), (QStringList {u"in"_s, u"inside"_s}));
    QVERIFY(!checkout.problems().isEmpty());
}

void TestCheckout::refusesLargeBinaryAndSpecialFiles()
{
    ScratchCheckout scratch;
    QVERIFY(scratch.write(u"Makefile"_s, QByteArray(10 * 1024 * 1024, 'x')));
    QVERIFY(scratch.write(u"binary"_s, QByteArray("a\0b", 3)));
    QCOMPARE(::mkfifo(qPrintable(scratch.path() + u"/pipe"_s), 0600), 0);
    const Checkout checkout(scratch.path());
    QElapsedTimer clock;
    clock.start();
    QVERIFY(!checkout.lines(u"Makefile"_s));
    QVERIFY(!checkout.lines(u"binary"_s));
    QVERIFY(!checkout.lines(u"pipe"_s));
    QVERIFY2(clock.elapsed() < patience(1000), "refusing took too long");
    QCOMPARE(checkout.problems().size(), 3);
    QVERIFY(checkout.problems().first().message.contains(u"larger than 1 MiB"));
    QVERIFY(!checkout.lines(u"Makefile"_s));
    QCOMPARE(checkout.problems().size(), 3);
    // Compose files are read up to a larger size, so their lines can be shown.
    QVERIFY(scratch.write(u"compose.yml"_s, "a: 1\n#" + QByteArray(5 * 1024 * 1024, 'x')));
    QVERIFY(Checkout(scratch.path()).lines(u"compose.yml"_s));
}

void TestCheckout::boundsTheWalk()
{
    ScratchCheckout scratch;
    QDir folder(scratch.path());
    QVERIFY(folder.mkpath(u"many"_s));
    for (int number = 0; number < Checkout::kMostEntries + 10; ++number)
        QVERIFY(scratch.write(u"many/%1"_s.arg(number), {}));
    const Checkout checkout(scratch.path());
    QCOMPARE(checkout.glob({u"many/*"_s}).size(), Checkout::kMostEntries - 1);
    QCOMPARE(checkout.problems().size(), 1);
}

void TestCheckout::printsHostileNames()
{
    const SourceMark mark = Checkout::mark(u"a\nb\x1b[31m"_s, 3);
    QVERIFY(!mark.file.contains(u'\n') && !mark.file.contains(u'\x1b'));
    ScratchCheckout scratch;
    QVERIFY(scratch.write(u"a\nb\x1b[31m.sh"_s, "echo"));
    QCOMPARE(Checkout(scratch.path()).glob({u"*.sh"_s}).size(), 1);
}

QTEST_GUILESS_MAIN(TestCheckout)
#include "tst_checkout.moc"
