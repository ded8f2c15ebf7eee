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
    QTest::newRow("at once") << QByteArrayList {"@ 12\nhello"} << QByteArray("hello") << qint64(12);
    QTest::newRow("in pieces") << QByteArrayList {"@", " 1", "2\n", "hello"} << QByteArray("hello")
                               << qint64(12);
    QTest::newRow("none") << QByteArrayList {"hello"} << QByteArray("hello") << qint64(0);
    QTest::newRow("no number") << QByteArrayList {"@ x\nhello"} << QByteArray("hello") << qint64(0);
}

void TestExecWrapper::announcementIsTakenOff()
{
    QFETCH(QByteArrayList, pieces);
    ExecWrapper wrapper;
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
    QCOMPARE(ExecWrapper::foreignCommand({u"bash"_s}), QStringList());
}

QTEST_GUILESS_MAIN(TestExecWrapper)
#include "tst_execwrapper.moc"
