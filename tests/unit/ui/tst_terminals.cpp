// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop.h"
#include "demo/demosource.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Tabs of terminals, over the made-up workspace.
class TestTerminals : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void opensShowsAndEnds();
    void tabsHaveNames();
    void closingAndSteps();
    void whatDoesNotRunSaysSo();
    void offersWhatRuns();
    void shellsOpenHereOrThere();
    void aFloodLeavesTheInterfaceItsShare();
    void theNextProgramBeginsOnALineOfItsOwn();
    void theyEndWithTheWorkspace();

private:
    Terminals &terminals() const { return m_desktop->terminals; }
    QString shown() const
    {
        const TerminalScreen &screen = terminals().session()->screen();
        QStringList lines;
        for (qint64 line = screen.firstLine(); line < screen.endLine(); ++line)
            lines += screen.textOf(line);
        return lines.join(u'\n').trimmed();
    }

    std::unique_ptr<QTemporaryDir> m_scratch;
    std::unique_ptr<DemoMachine> m_machine;
    std::unique_ptr<Desktop> m_desktop;
};

void TestTerminals::init()
{
    m_desktop.reset();
    m_scratch = std::make_unique<QTemporaryDir>();
    m_machine = std::make_unique<DemoMachine>(DemoSource::Options {0, -1, false});
    m_desktop = std::make_unique<Desktop>(*m_machine, m_scratch->filePath(u"desktop.ini"_s), [] {
        return QList<QPair<QString, QString>>();
    });
    m_desktop->welcome.open(u"."_s);
    QTRY_VERIFY(m_desktop->session.loaded());
}

void TestTerminals::opensShowsAndEnds()
{
    m_desktop->actions.openShell(u"catalog"_s);
    QCOMPARE(m_desktop->session.page(), page::Terminals);
    TerminalSession *session = terminals().session();
    QVERIFY(session);
    QTRY_VERIFY(session->state() == TerminalSession::State::Live);
    QTRY_VERIFY(shown().endsWith(u"$"_s));
    QCOMPARE(session->title(), u"app@credentials: /app"_s);
    QCOMPARE(terminals().live(), QStringList(u"catalog/app"_s));
    session->type("ls\r");
    QTRY_VERIFY(shown().contains(u"$ ls\nmanage.py"_s));
    session->resize({100, 30});
    session->type("size\r");
    QTRY_VERIFY(shown().contains(u"100x30"_s));
    session->type("exit 3\r");
    QTRY_VERIFY(session->state() == TerminalSession::State::Ended);
    QCOMPARE(session->exitCode(), 3);
    QCOMPARE(terminals().live(), QStringList());
    QCOMPARE(terminals().tabs()->rowCount(), 1); // with what was written last
    QVERIFY(shown().endsWith(u"exit"_s));
    session->type("nobody reads this\r");
    terminals().again(terminals().current());
    QTRY_VERIFY(session->state() == TerminalSession::State::Live);
}

void TestTerminals::tabsHaveNames()
{
    terminals().open(u"catalog"_s);
    QCOMPARE(terminals().currentName(), u"catalog/app"_s);
    terminals().open(u"catalog"_s, u"app"_s);
    QCOMPARE(terminals().currentName(), u"catalog/app 2"_s);
    terminals().open(u"catalog"_s, {}, u"dbshell"_s);
    QCOMPARE(terminals().currentName(), u"catalog/db"_s);
    QVERIFY(terminals().tabs()->row(2).database);
    terminals().open(u"catalog"_s, {}, u"console"_s, {u"x"_s});
    QCOMPARE(terminals().currentName(), u"catalog: console"_s);
}

void TestTerminals::closingAndSteps()
{
    for (int count = 0; count < 3; ++count)
        terminals().open(u"catalog"_s);
    const QString last = terminals().current();
    terminals().step(1);
    const QString first = terminals().current();
    QCOMPARE(terminals().currentName(), u"catalog/app"_s);
    terminals().step(-1);
    QCOMPARE(terminals().current(), last);
    terminals().close(last);
    QCOMPARE(terminals().currentName(), u"catalog/app 2"_s);
    terminals().close(u"nobody"_s);
    terminals().close(terminals().current());
    QCOMPARE(terminals().current(), first);
    terminals().close(first);
    QVERIFY(terminals().current().isEmpty());
    QVERIFY(!terminals().session());
    terminals().step(1);
    QCOMPARE(terminals().tabs()->rowCount(), 0);
}

void TestTerminals::whatDoesNotRunSaysSo()
{
    terminals().open(u"catalog"_s, u"nothing"_s);
    QTRY_VERIFY(terminals().session()->state() == TerminalSession::State::Failed);
    QCOMPARE(terminals().currentStopped(), u"catalog/nothing"_s);
    QVERIFY(terminals().session()->problem().contains(u"is not running"_s));
    QVERIFY(!terminals().session()->hint().isEmpty());
    QCOMPARE(terminals().live(), QStringList());
}

void TestTerminals::offersWhatRuns()
{
    QStringList keys;
    for (int row = 0; row < terminals().choices()->rowCount(); ++row)
        keys += terminals().choices()->row(row).key;
    QVERIFY(keys.contains(u"shell:catalog/app"_s));
    QVERIFY(keys.contains(u"dbshell:catalog/db"_s));
    QVERIFY(!keys.contains(u"dbshell:catalog/app"_s));
    terminals().openChoice(u"dbshell:catalog/db"_s);
    QTRY_VERIFY(shown().contains(u"田中さん"_s));
    terminals().openChoice(u"nothing"_s);
    QCOMPARE(terminals().tabs()->rowCount(), 1);
}

void TestTerminals::shellsOpenHereOrThere()
{
    QVERIFY(m_desktop->settings.shellsInWindow());
    m_desktop->settings.setShellsInWindow(false);
    m_desktop->settings.setTerminal(u"no-such-terminal"_s);
    m_desktop->actions.openDatabaseShell(u"catalog"_s);
    QTRY_VERIFY(m_desktop->actions.problem().contains(u"no-such-terminal"_s));
    QVERIFY(m_desktop->actions.problemHint().contains(u"devstack dbshell catalog"_s));
    QCOMPARE(terminals().tabs()->rowCount(), 0);
}

void TestTerminals::aFloodLeavesTheInterfaceItsShare()
{
    terminals().open(u"catalog"_s);
    QTRY_VERIFY(shown().endsWith(u"$"_s));
    QTimer clock;
    int ticks = 0;
    connect(&clock, &QTimer::timeout, this, [&ticks] { ++ticks; });
    clock.start(1);
    QSignalSpy drawn(terminals().session(), &TerminalSession::screenChanged);
    terminals().session()->type("flood\r");
    QTRY_VERIFY(shown().contains(u"line 19999 of the flood"_s));
    // Some slices at least, and between two of them the rest of the interface.
    QVERIFY(ticks >= drawn.size() - 2);
    const TerminalScreen &screen = terminals().session()->screen();
    QVERIFY(screen.endLine() - screen.firstLine() <= 10'000 + screen.size().rows);
}

void TestTerminals::theNextProgramBeginsOnALineOfItsOwn()
{
    terminals().open(u"catalog"_s);
    QTRY_VERIFY(shown().endsWith(u"$"_s));
    terminals().session()->type("vi\r");
    QTRY_VERIFY(terminals().inEditor(terminals().current()));
    terminals().again(terminals().current());
    QVERIFY(!terminals().inEditor(terminals().current()));
    QTRY_VERIFY(shown().count(u"1 failed"_s) == 2);
    QVERIFY(shown().contains(u"$ vi\n"_s));
}

void TestTerminals::theyEndWithTheWorkspace()
{
    terminals().open(u"catalog"_s);
    QTRY_COMPARE(terminals().live().size(), 1);
    m_desktop->welcome.leaveWorkspace();
    QCOMPARE(terminals().tabs()->rowCount(), 0);
    QCOMPARE(terminals().live(), QStringList());
    terminals().open(u"catalog"_s); // there is none
    QCOMPARE(terminals().tabs()->rowCount(), 0);
}

QTEST_MAIN(TestTerminals)
#include "tst_terminals.moc"
