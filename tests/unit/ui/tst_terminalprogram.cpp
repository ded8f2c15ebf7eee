// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/platform/terminalprogram.h"

#include <QProcess>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestTerminalProgram : public QObject
{
    Q_OBJECT
private slots:
    void finds_data();
    void finds();
    void holdsOnError_data();
    void holdsOnError();
};

void TestTerminalProgram::finds_data()
{
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<QStringList>("installed");
    QTest::addColumn<QStringList>("vector"); // empty: none
    const auto list = [](const char *text) {
        return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
    };
    QTest::newRow("debian's alternative first")
        << "" << list("xterm x-terminal-emulator") << list("x-terminal-emulator -e sh -c a|b");
    QTest::newRow("gnome") << "" << list("gnome-terminal xterm")
                           << list("gnome-terminal -- sh -c a|b");
    QTest::newRow("xterm") << "" << list("xterm") << list("xterm -e sh -c a|b");
    QTest::newRow("none") << "" << list("") << list("");
    QTest::newRow("chosen, known")
        << "konsole" << list("xterm konsole") << list("konsole -e sh -c a|b");
    QTest::newRow("chosen, with its own arguments")
        << "myterm --hold -x" << list("myterm") << list("myterm --hold -x sh -c a|b");
    QTest::newRow("chosen, not installed") << "myterm" << list("xterm") << list("");
}

void TestTerminalProgram::finds()
{
    QFETCH(QString, chosen);
    QFETCH(QStringList, installed);
    QFETCH(QStringList, vector);
    const auto terminal = findTerminal(chosen, [&installed](const QString &program) {
        return installed.contains(program) ? program : QString();
    });
    QCOMPARE(terminal.hasValue(), !vector.isEmpty());
    // The command stays a vector: what looks like shell is one argument.
    if (terminal)
        QCOMPARE(terminal->toRun({u"sh"_s, u"-c"_s, u"a|b"_s}), vector);
    else
        QVERIFY(!terminal.error().hint.isEmpty());
}

void TestTerminalProgram::holdsOnError_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("held");
    QTest::newRow("success") << 0 << false;
    QTest::newRow("failure") << 3 << true;
    QTest::newRow("Ctrl+C") << 130 << false;
}

void TestTerminalProgram::holdsOnError()
{
    QFETCH(int, code);
    QFETCH(bool, held);
    QStringList vector = heldOnError({u"sh"_s,
                                      u"-c"_s,
                                      u"echo \"$1\"; exit "_s + QString::number(code),
                                      u"x"_s,
                                      u"it's $HOME"_s});
    QProcess process;
    const QString program = vector.takeFirst();
    process.start(program, vector);
    QVERIFY(process.waitForStarted());
    QCOMPARE(process.waitForFinished(held ? 300 : 5000), !held);
    process.write("\n");
    process.closeWriteChannel();
    if (held)
        QVERIFY(process.waitForFinished(5000));
    QCOMPARE(process.exitCode(), code);
    const QByteArray said = process.readAllStandardOutput();
    QVERIFY(said.startsWith("it's $HOME\n"));
    const QByteArray told = "It ended with code " + QByteArray::number(code) + '.';
    QCOMPARE(said.contains(told), held);
}

QTEST_GUILESS_MAIN(TestTerminalProgram)
#include "tst_terminalprogram.moc"
