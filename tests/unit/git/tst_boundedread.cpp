// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/boundedread.h"

#include <QTest>

#include <atomic>
#include <condition_variable>
#include <latch>
#include <memory>
#include <mutex>
#include <thread>

using namespace devstack::git;
using namespace std::chrono_literals;

class TestBoundedRead : public QObject
{
    Q_OBJECT

private slots:
    void finishes();
    void stopsAReaderThatListens();
    void leavesOneThatDoesNot();
    void timesOut();
};

void TestBoundedRead::finishes()
{
    bool read = false;
    QCOMPARE(runBounded([&](std::stop_token) { read = true; }, {}, 1min), ReadEnd::Finished);
    QVERIFY(read);
}

void TestBoundedRead::stopsAReaderThatListens()
{
    std::stop_source source;
    source.request_stop();
    const auto stopped = std::make_shared<std::atomic_bool>(false);
    const auto end = runBounded(
        [stopped](std::stop_token stop) {
            std::mutex mutex;
            std::unique_lock lock(mutex);
            std::condition_variable_any().wait(lock, stop, [] { return false; });
            *stopped = true;
        },
        source.get_token(),
        1min);
    QCOMPARE(end, ReadEnd::Cancelled);
    QVERIFY(*stopped); // it was waited for
}

void TestBoundedRead::leavesOneThatDoesNot()
{
    std::stop_source source;
    const auto release = std::make_shared<std::latch>(1);
    const auto gone = std::make_shared<std::latch>(1);
    std::jthread stopper([&] { source.request_stop(); });
    const auto begin = std::chrono::steady_clock::now();
    const auto end = runBounded(
        [release, gone](std::stop_token) {
            release->wait(); // as at a pipe that nobody writes to
            gone->count_down();
        },
        source.get_token(),
        1min);
    QCOMPARE(end, ReadEnd::Cancelled);
    QVERIFY(std::chrono::steady_clock::now() - begin < 10s);
    release->count_down();
    gone->wait();
}

void TestBoundedRead::timesOut()
{
    const auto release = std::make_shared<std::latch>(1);
    const auto end = runBounded([release](std::stop_token) { release->wait(); }, {}, 50ms);
    QCOMPARE(end, ReadEnd::TimedOut);
    release->count_down();
}

QTEST_GUILESS_MAIN(TestBoundedRead)
#include "tst_boundedread.moc"
