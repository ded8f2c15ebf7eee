// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/execwrapper.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestExecWrapper : public QObject
{
    Q_OBJECT

private slots:
    void announcementIsTakenOff_data();
    void announcementIsTakenOff();
    void tellsItsOwnFromOthers();
};

void TestExecWrapper::announcementIsTakenOff_data()
{
    QTest::addColumn<QByteArrayList>("pieces"); // "@" stands for the marker
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<qint64>("pid");
    QTest::addColumn<bool>("typed"); // at a terminal
    const auto row
        = [](const char *name,
             const QByteArrayList &pieces,
             const QByteArray &output,
             qint64 pid,
             bool typed = false) { QTest::newRow(name) << pieces << output << pid << typed; };
    row("at once", {"@ 12\nhello"}, "hello", 12);
    row("in pieces", {"@", " 1", "2\n", "hello"}, "hello", 12);
    row("none", {"hello"}, "hello", 0);
    row("no number", {"@ x\nhello"}, "hello", 0);
    row("behind a warning", {"WARN", "ING\r\n@ 1", "2\r\nhello"}, "WARNING\r\nhello", 12, true);
    row("a terminal that gets none", {"hello"}, "hello", 0, true);
}

void TestExecWrapper::announcementIsTakenOff()
{
    QFETCH(QByteArrayList, pieces);
    QFETCH(bool, typed);
    ExecWrapper wrapper(typed ? ExecWrapper::Use::Terminal : ExecWrapper::Use::Command);
    const QByteArray marker = wrapper.wrapped({u"true"_s}).at(3).toLatin1();
    QByteArray output;
    for (QByteArray piece : std::as_const(pieces))
        output += wrapper.strip(piece.replace("@", marker));
    output += wrapper.rest();
    QTEST(output, "output");
    QTEST(wrapper.pid().value_or(0), "pid");
}

void TestExecWrapper::tellsItsOwnFromOthers()
{
    const QStringList command {u"python3"_s, u"manage.py"_s, u"migrate"_s};
    QStringList words = ExecWrapper().wrapped(command);
    QCOMPARE(ExecWrapper::foreignCommand(words), QStringList());
    words[3] = u"devstack-somebody-else"_s;
    QCOMPARE(ExecWrapper::foreignCommand(words), command);
    QCOMPARE(ExecWrapper::foreignCommand({u"sh"_s, u"-c"_s, u"true"_s, words[3], u"x"_s}),
             QStringList());
    // What somebody types to is nobody's to wait for.
    words = ExecWrapper(ExecWrapper::Use::Terminal).wrapped(command);
    QCOMPARE(ExecWrapper::foreignCommand(words), QStringList());
    QCOMPARE(ExecWrapper::foreignCommand({u"bash"_s}), QStringList());
}

QTEST_GUILESS_MAIN(TestExecWrapper)
#include "tst_execwrapper.moc"
