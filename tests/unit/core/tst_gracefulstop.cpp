// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/gracefulstop.h"

#include <QtTest>

#include <future>

using namespace devstack;
using namespace std::chrono_literals;

namespace {

/// Blocks until the token asks for the end; false when it does not within the limit.
bool ends(const std::stop_token &token, std::chrono::milliseconds limit)
{
    std::promise<void> asked;
    const std::stop_callback told(token, [&] { asked.set_value(); });
    return asked.get_future().wait_for(limit) == std::future_status::ready;
}

} // namespace

class TestGracefulStop : public QObject
{
    Q_OBJECT

private slots:
    void theGraceEnds();
    void theSecondRequestEndsIt();
    void hurryAloneEndsIt();
    void nothingIsAsked();
    void workEndsWithinTheGrace();
};

void TestGracefulStop::theGraceEnds()
{
    std::stop_source stop;
    std::promise<void> said;
    const GracefulStop graceful(stop.get_token(), {}, 20ms, [&] { said.set_value(); });
    QVERIFY(!graceful.token().stop_requested());
    stop.request_stop();
    QVERIFY(ends(graceful.token(), 10s));
    QCOMPARE(said.get_future().wait_for(0s), std::future_status::ready);
}

void TestGracefulStop::theSecondRequestEndsIt()
{
    std::stop_source stop;
    std::stop_source hurry;
    std::promise<void> said;
    const GracefulStop graceful(stop.get_token(), hurry.get_token(), 1h, [&] { said.set_value(); });
    stop.request_stop();
    QCOMPARE(said.get_future().wait_for(10s), std::future_status::ready);
    QVERIFY(!graceful.token().stop_requested());
    hurry.request_stop();
    QVERIFY(ends(graceful.token(), 10s));
}

void TestGracefulStop::hurryAloneEndsIt()
{
    std::stop_source hurry;
    bool said = false;
    {
        const GracefulStop graceful({}, hurry.get_token(), 1h, [&] { said = true; });
        hurry.request_stop();
        QVERIFY(ends(graceful.token(), 10s));
    }
    QVERIFY(!said);
}

void TestGracefulStop::nothingIsAsked()
{
    std::stop_source stop;
    std::stop_token token;
    {
        const GracefulStop graceful(stop.get_token(), {}, 1h);
        token = graceful.token();
    }
    QVERIFY(!token.stop_requested());
}

void TestGracefulStop::workEndsWithinTheGrace()
{
    std::stop_source stop;
    std::stop_token token;
    {
        std::promise<void> said;
        const GracefulStop graceful(stop.get_token(), {}, 1h, [&] { said.set_value(); });
        token = graceful.token();
        stop.request_stop();
        QCOMPARE(said.get_future().wait_for(10s), std::future_status::ready);
    }
    QVERIFY(!token.stop_requested());
}

QTEST_GUILESS_MAIN(TestGracefulStop)
#include "tst_gracefulstop.moc"
