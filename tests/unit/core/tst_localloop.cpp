// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/localloop.h"

#include <QTest>
#include <QTimer>

#include <thread>

using namespace devstack;
using namespace std::chrono_literals;

class TestLocalLoop : public QObject
{
    Q_OBJECT

private slots:
    void ends();
    void stopsFromAnotherThread();
    void lateStopDoesNotReachTheNextRun();
};

void TestLocalLoop::ends()
{
    LocalLoop loop;
    QCOMPARE(loop.run({}, 1ms), LocalLoop::End::TimedOut);
    QTimer::singleShot(0, [&] { loop.quit(); });
    QCOMPARE(loop.run({}), LocalLoop::End::Quit);
    std::stop_source source;
    source.request_stop();
    QCOMPARE(loop.run(source.get_token()), LocalLoop::End::Stopped);
}

void TestLocalLoop::stopsFromAnotherThread()
{
    LocalLoop loop;
    for (int i = 0; i < 200; ++i) {
        std::stop_source source;
        std::jthread stopper([&] { source.request_stop(); });
        QCOMPARE(loop.run(source.get_token(), 10s), LocalLoop::End::Stopped);
    }
}

void TestLocalLoop::lateStopDoesNotReachTheNextRun()
{
    // The stop is asked for while the loop ends for another reason: what it posted is still queued.
    LocalLoop loop;
    std::stop_source source;
    QTimer::singleShot(0, [&] {
        loop.quit();
        source.request_stop();
    });
    QCOMPARE(loop.run(source.get_token(), 10s), LocalLoop::End::Quit);
    QCOMPARE(loop.run({}, 5ms), LocalLoop::End::TimedOut);
}

QTEST_GUILESS_MAIN(TestLocalLoop)
#include "tst_localloop.moc"
