// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/desktop.h"
#include "ui/source/demosource.h"

#include <QTemporaryDir>
#include <QTest>

using namespace devstack;

class TestPalette : public QObject
{
    Q_OBJECT
private slots:
    void scores_data();
    void scores();
    void findsAndRuns();
};

void TestPalette::scores_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("beginning of a word") << "cat"
                                         << "Start catalog"
                                         << "Start placate";
    QTest::newRow("every word must be there") << "start cat"
                                              << "Start catalog"
                                              << "Stop catalog";
    QTest::newRow("case") << "LOGS"
                          << "Logs of catalog"
                          << "Runs";
}

void TestPalette::scores()
{
    QFETCH(QString, query);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    QVERIFY(Palette::score(query, better) > Palette::score(query, worse));
    QVERIFY(Palette::score(query, better) >= 0);
}

void TestPalette::findsAndRuns()
{
    QTemporaryDir scratch;
    DemoMachine machine({0, -1, false});
    Desktop desktop(machine, scratch.filePath(QStringLiteral("desktop.ini")), [] {
        return QList<QPair<QString, QString>>();
    });
    desktop.welcome.open(QStringLiteral("."));
    QTRY_VERIFY(desktop.session.loaded());

    desktop.palette.setQuery(QStringLiteral("subs"));
    QCOMPARE(desktop.palette.results()->at(0, QStringLiteral("label")).toString(),
             QStringLiteral("subsidy"));
    desktop.palette.run(desktop.palette.results()->at(0, QStringLiteral("key")).toString());
    QCOMPARE(desktop.overview.selected(), QStringLiteral("subsidy"));

    desktop.palette.setQuery(QStringLiteral("logs of cat"));
    desktop.palette.run(desktop.palette.results()->at(0, QStringLiteral("key")).toString());
    QCOMPARE(desktop.session.page(), QStringLiteral("logs"));
    QCOMPARE(desktop.logs.source(), QStringLiteral("catalog"));

    desktop.palette.setQuery(QStringLiteral("nothing is called that"));
    QCOMPARE(desktop.palette.results()->count(), 0);
}

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
