// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "terminal/ptychild.h"

#include <poll.h>
#include <signal.h>

#include <QElapsedTimer>
#include <QTest>

#include <cerrno>
#include <functional>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

QStringList script(const QString &text)
{
    return {u"sh"_s, u"-c"_s, text};
}

std::unique_ptr<PtyChild> started(const QStringList &command, TerminalSize size = {})
{
    auto child = PtyChild::start(command, QProcessEnvironment::systemEnvironment(), size);
    return child ? std::move(*child) : nullptr;
}

/// Everything that is written until `enough`, or the end.
QByteArray readUntil(PtyChild &child, const std::function<bool(const QByteArray &)> &enough)
{
    QByteArray all;
    QElapsedTimer clock;
    clock.start();
    while (!enough(all) && !child.isAtEnd() && clock.elapsed() < 20'000) {
        pollfd watched {child.descriptor(), POLLIN, 0};
        ::poll(&watched, 1, 100);
        all += child.read(4096);
    }
    return all;
}

bool never(const QByteArray &)
{
    return false;
}

} // namespace

class TestPtyChild : public QObject
{
    Q_OBJECT

private slots:
    void givesATerminal();
    void typesAndResizes();
    void exitCodes_data();
    void exitCodes();
    void waitsForItsReader();
    void hangsUp();
    void notFound();
};

void TestPtyChild::givesATerminal()
{
    // The terminal is the program's own: it may be opened by the name for it.
    const auto child = started(
        script(u"test -t 0 && test -t 1 && test -t 2 && stty size && echo own >/dev/tty"_s),
        {81, 23});
    QVERIFY(child);
    QCOMPARE(readUntil(*child, never), QByteArray("23 81\r\nown\r\n"));
    QTRY_COMPARE(child->exitCode().value_or(-1), 0);
}

void TestPtyChild::typesAndResizes()
{
    const auto child = started(script(
        u"stty -echo; trap 'stty size' WINCH; echo ready; read -r a; echo \"got $a\"; read -r a"_s));
    QVERIFY(child);
    readUntil(*child, [](const QByteArray &all) { return all.contains("ready"); });
    QCOMPARE(child->write("word\r"), 5);
    QVERIFY(readUntil(*child, [](const QByteArray &all) {
                return all.contains('\n');
            }).contains("got word"));
    child->resize({100, 30});
    child->write("\r"); // a shell runs its trap between two commands
    QVERIFY(readUntil(*child, never).contains("30 100"));
}

void TestPtyChild::exitCodes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("code");
    QTest::newRow("good") << u"true"_s << 0;
    QTest::newRow("bad") << u"exit 7"_s << 7;
    QTest::newRow("signal") << u"kill -TERM $$"_s << 128 + SIGTERM;
}

void TestPtyChild::exitCodes()
{
    QFETCH(QString, text);
    QFETCH(int, code);
    const auto child = started(script(text));
    QVERIFY(child);
    readUntil(*child, never);
    QTRY_COMPARE(child->exitCode().value_or(-1), code);
}

void TestPtyChild::waitsForItsReader()
{
    // Ten megabytes that nobody reads stay where they are.
    const auto child = started(script(u"head -c 10000000 /dev/zero | tr '\\0' x; exec sleep 0"_s));
    QVERIFY(child);
    pollfd watched {child->descriptor(), POLLIN, 0};
    QCOMPARE(::poll(&watched, 1, 20'000), 1);
    QVERIFY(!child->exitCode());
    QCOMPARE(readUntil(*child, never).count('x'), 10'000'000);
}

void TestPtyChild::hangsUp()
{
    auto child = started(script(u"echo $$; exec sleep 1000"_s));
    QVERIFY(child);
    const QByteArray said
        = readUntil(*child, [](const QByteArray &all) { return all.contains('\n'); });
    const pid_t pid = said.trimmed().toInt();
    QVERIFY(pid > 1);
    QCOMPARE(::kill(pid, 0), 0);
    child.reset();
    QVERIFY(::kill(pid, 0) != 0 && errno == ESRCH);
}

void TestPtyChild::notFound()
{
    const auto child = PtyChild::start({u"/nonexistent/program"_s}, {}, {});
    QVERIFY(!child);
    QVERIFY(child.error().kind == Error::Kind::NotFound);
}

QTEST_GUILESS_MAIN(TestPtyChild)
#include "tst_ptychild.moc"
