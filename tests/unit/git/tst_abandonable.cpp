// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/abandonable.h"

#include <QTest>

#include <latch>
#include <thread>

using namespace devstack;
using namespace devstack::git;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Recorder : Reporter
{
    QStringList lines;
    QStringList texts;
    std::thread::id thread;
    void progress(const Progress &progress) override
    {
        thread = std::this_thread::get_id();
        texts += progress.text;
    }
    void line(const OutputLine &line) override { lines += line.text; }
};

} // namespace

class TestAbandonable : public QObject
{
    Q_OBJECT

private slots:
    void deliversOnTheCallingThread();
    void stopsWorkThatListens();
    void abandonsWorkThatDoesNot();
    void noticesSilence();
    void letsAHelperBeQuiet();
};

void TestAbandonable::deliversOnTheCallingThread()
{
    Recorder recorder;
    const auto end = runAbandonable(
        [](Mailbox &mailbox, std::stop_token) {
            mailbox.line({OutputLine::Stream::Out, u"one"_s});
            mailbox.progress({1, 2, {}, u"half"_s});
            mailbox.line({OutputLine::Stream::Out, u"two"_s});
        },
        recorder,
        {},
        1min);
    QCOMPARE(end, WorkEnd::Finished);
    QCOMPARE(recorder.lines, QStringList({u"one"_s, u"two"_s}));
    QCOMPARE(recorder.texts, QStringList({u"half"_s}));
    QCOMPARE(recorder.thread, std::this_thread::get_id());
}

void TestAbandonable::stopsWorkThatListens()
{
    std::stop_source source;
    source.request_stop();
    SilentReporter nobody;
    const auto stopped = std::make_shared<std::atomic_bool>(false);
    const auto end = runAbandonable(
        [stopped](Mailbox &, std::stop_token stop) {
            std::mutex mutex;
            std::unique_lock lock(mutex);
            std::condition_variable_any().wait(lock, stop, [] { return false; });
            *stopped = true;
        },
        nobody,
        source.get_token(),
        1min);
    QCOMPARE(end, WorkEnd::Cancelled);
    QVERIFY(*stopped); // it was waited for
}

void TestAbandonable::abandonsWorkThatDoesNot()
{
    std::stop_source source;
    Recorder recorder;
    const auto release = std::make_shared<std::latch>(1);
    const auto gone = std::make_shared<std::latch>(1);
    std::jthread stopper([&] { source.request_stop(); });
    const auto begin = std::chrono::steady_clock::now();
    const auto end = runAbandonable(
        [release, gone](Mailbox &mailbox, std::stop_token) {
            release->wait(); // as a connect that nothing interrupts
            mailbox.line({OutputLine::Stream::Out, u"late"_s});
            gone->count_down();
        },
        recorder,
        source.get_token(),
        1min);
    QCOMPARE(end, WorkEnd::Cancelled);
    QVERIFY(std::chrono::steady_clock::now() - begin < 10s);
    release->count_down();
    gone->wait();
    QVERIFY(recorder.lines.isEmpty()); // nothing reaches a caller that has gone on
}

void TestAbandonable::noticesSilence()
{
    SilentReporter nobody;
    const auto release = std::make_shared<std::latch>(1);
    const auto end = runAbandonable(
        [release](Mailbox &, std::stop_token) { release->wait(); }, nobody, {}, 50ms);
    QCOMPARE(end, WorkEnd::Silent);
    release->count_down();
}

void TestAbandonable::letsAHelperBeQuiet()
{
    Mailbox mailbox;
    mailbox.setQuiet(true);
    QCOMPARE(mailbox.silence(), Mailbox::Clock::duration::zero());
    mailbox.setQuiet(false);
    QTRY_VERIFY(mailbox.silence() > 0ms);
}

QTEST_GUILESS_MAIN(TestAbandonable)
#include "tst_abandonable.moc"
