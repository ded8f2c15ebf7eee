// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/guard/argumentscan.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Where the options of a command end and what they hold.
class ArgumentScanTest : public QObject
{
    Q_OBJECT

private slots:
    void scan_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("positionals");
        QTest::addColumn<QString>("user");
        QTest::newRow("plain") << u"-i -t box cmd"_s << u"box"_s << QString();
        QTest::newRow("cluster") << u"-it box"_s << u"box"_s << QString();
        QTest::newRow("value apart") << u"-u 0 box"_s << u"box"_s << u"0"_s;
        QTest::newRow("value attached") << u"-u0 box"_s << u"box"_s << u"0"_s;
        QTest::newRow("value at the end of a cluster") << u"-itu 0 box"_s << u"box"_s << u"0"_s;
        QTest::newRow("long with equals") << u"--user=root box"_s << u"box"_s << u"root"_s;
        QTest::newRow("long apart") << u"--user root box"_s << u"box"_s << u"root"_s;
        QTest::newRow("the last one counts") << u"-u 1 --user 2 box"_s << u"box"_s << u"2"_s;
        QTest::newRow("options of the inner command") << u"box -u 0"_s << u"box"_s << QString();
        QTest::newRow("double dash") << u"-- -u 0"_s << u"-u"_s << QString();
        QTest::newRow("nothing but a value option") << u"-u"_s << QString() << QString();
    }
    void scan()
    {
        QFETCH(QString, line);
        const QStringList words = line.split(u' ');
        const auto scan = scanArguments(words, 0, {{u"-u"_s, u"--user"_s}, true, {}, false});
        QStringList found;
        for (const qsizetype at : scan.positionals)
            found += words[at];
        QTEST(found.join(u' '), "positionals");
        QTEST(scan.value({u"-u"_s, u"--user"_s}), "user");
    }

    void unknownLongOptionsTakeValues()
    {
        const QStringList words {u"--memory"_s, u"1g"_s, u"--rm"_s, u"image"_s};
        const auto scan = scanArguments(words, 0, {{}, true, {u"--rm"_s}, true});
        QCOMPARE(scan.positionals, QList<qsizetype> {3});
        QVERIFY(scan.has({u"--rm"_s}));
    }
};

QTEST_GUILESS_MAIN(ArgumentScanTest)
#include "tst_argumentscan.moc"
