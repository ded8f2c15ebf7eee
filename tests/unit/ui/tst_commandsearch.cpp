// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop.h"
#include "demo/demosource.h"

#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestCommandSearch : public QObject
{
    Q_OBJECT
private slots:
    void scores_data();
    void scores();
    void findsAndRuns();
};

void TestCommandSearch::scores_data()
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

void TestCommandSearch::scores()
{
    QFETCH(QString, query);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    QVERIFY(CommandSearch::score(query, better) > CommandSearch::score(query, worse));
    QVERIFY(CommandSearch::score(query, better) >= 0);
}

void TestCommandSearch::findsAndRuns()
{
    QTemporaryDir scratch;
    DemoMachine machine({0, -1, false});
    Desktop desktop(machine, scratch.filePath(u"desktop.ini"_s), [] {
        return QList<QPair<QString, QString>>();
    });
    desktop.welcome.open(u"."_s);
    QTRY_VERIFY(desktop.session.loaded());

    desktop.commandSearch.setQuery(u"subs"_s);
    QCOMPARE(desktop.commandSearch.results()->row(0).label, u"subsidy"_s);
    desktop.commandSearch.run(desktop.commandSearch.results()->keyAt(0));
    QCOMPARE(desktop.overview.selected(), u"subsidy"_s);

    desktop.commandSearch.setQuery(u"logs of cat"_s);
    desktop.commandSearch.run(desktop.commandSearch.results()->keyAt(0));
    QCOMPARE(desktop.session.page(), page::Logs);
    QCOMPARE(desktop.logs.source(), u"catalog"_s);

    // One arrow key and Enter stops nothing.
    desktop.commandSearch.setQuery(u"catal"_s);
    bool isEnding = false;
    for (int i = 0; i < desktop.commandSearch.results()->count(); ++i) {
        const QString label = desktop.commandSearch.results()->row(i).label;
        const bool ends = label.startsWith(u"Stop") || label.startsWith(u"Restart")
            || label.startsWith(u"Take down") || label.startsWith(u"Reset")
            || label.startsWith(u"Migrate");
        QVERIFY2(ends || !isEnding, qPrintable(label));
        isEnding = isEnding || ends;
    }
    desktop.commandSearch.setQuery(u"stop catal"_s);
    QCOMPARE(desktop.commandSearch.results()->row(0).label, u"Stop catalog"_s);

    desktop.commandSearch.setQuery(u"nothing is called that"_s);
    QCOMPARE(desktop.commandSearch.results()->count(), 0);
}

QTEST_MAIN(TestCommandSearch)
#include "tst_commandsearch.moc"
