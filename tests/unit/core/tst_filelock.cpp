// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/filelock.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <csignal>
#include <thread>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestFileLock : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void excludesAndNamesTheHolder();
    void movesAndReleases();
    void isPrivateAndFollowsNoLink();
    void goesWithItsProcess();
    void isShared();
    void lookingIsNeverInTheWay();
    void oneOfManyWins();

private:
    QString path() const { return m_folder->filePath(u"a/lock"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestFileLock::excludesAndNamesTheHolder()
{
    QVERIFY(!FileLock::holder(path()));
    const auto lock = FileLock::acquire(path(), u"devstack up credentials"_s);
    QVERIFY(lock && lock->isHeld());
    const auto second = FileLock::acquire(path(), u"devstack down"_s);
    QVERIFY(!second);
    QVERIFY(second.error().kind == Error::Kind::Conflict);
    QVERIFY(second.error().message.contains(u"devstack up credentials"_s));
    QVERIFY(second.error().message.contains(QString::number(::getpid())));
    QVERIFY(!second.error().hint.isEmpty());
    const auto holder = FileLock::holder(path());
    QVERIFY(holder);
    QCOMPARE(holder->pid, qint64(::getpid()));
    QCOMPARE(holder->command, u"devstack up credentials"_s);
    QVERIFY(qAbs(holder->since.secsTo(QDateTime::currentDateTime())) < 60);
}

void TestFileLock::movesAndReleases()
{
    auto lock = FileLock::acquire(path(), u"one"_s);
    FileLock moved = std::move(*lock);
    QVERIFY(moved.isHeld() && !lock->isHeld());
    QVERIFY(!FileLock::acquire(path(), u"two"_s));
    moved.release();
    QVERIFY(!FileLock::holder(path()));
    auto again = FileLock::acquire(path(), u"three"_s);
    QVERIFY(again);
    moved = std::move(*again);
    moved = FileLock();
    QVERIFY(FileLock::acquire(path(), u"four"_s));
}

void TestFileLock::isPrivateAndFollowsNoLink()
{
    QVERIFY(FileLock::acquire(path(), u"one"_s));
    struct stat info
    {
    };
    QCOMPARE(::stat(QFile::encodeName(path()).constData(), &info), 0);
    QCOMPARE(int(info.st_mode & 0777), 0600);
    const QString target = m_folder->filePath(u"victim"_s);
    QFile victim(target);
    QVERIFY(victim.open(QIODevice::WriteOnly) && victim.write("precious") > 0 && victim.flush());
    const QString link = m_folder->filePath(u"link"_s);
    QVERIFY(QFile::link(target, link));
    QVERIFY(!FileLock::acquire(link, u"one"_s));
    QCOMPARE(QFileInfo(target).size(), 8);
}

void TestFileLock::goesWithItsProcess()
{
    int told[2];
    QCOMPARE(::pipe(told), 0);
    const QByteArray file = QFile::encodeName(path());
    const pid_t child = ::fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        const auto lock = FileLock::acquire(path(), u"child"_s);
        [[maybe_unused]] const auto written = ::write(told[1], lock ? "y" : "n", 1);
        for (;;)
            ::pause();
    }
    char answer = 0;
    QCOMPARE(::read(told[0], &answer, 1), 1);
    QCOMPARE(answer, 'y');
    const auto refused = FileLock::acquire(path(), u"parent"_s);
    const auto holder = FileLock::holder(path());
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    ::close(told[0]);
    ::close(told[1]);
    QVERIFY(!refused && refused.error().message.contains(u"child"_s));
    QVERIFY(holder);
    QCOMPARE(holder->pid, qint64(child));
    QVERIFY(!FileLock::holder(path()));
    QVERIFY(FileLock::acquire(path(), u"parent"_s));
}

void TestFileLock::isShared()
{
    auto first = FileLock::share(path());
    auto second = FileLock::share(path());
    QVERIFY(first && second);
    QVERIFY(!FileLock::acquire(path(), u"alone"_s));
    first->release();
    QVERIFY(FileLock::holder(path()));
    const pid_t child = ::fork(); // inherits the second
    QVERIFY(child >= 0);
    if (child == 0) {
        for (;;)
            ::pause();
    }
    second->release();
    const bool isFree = !FileLock::holder(path());
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    QVERIFY(isFree);
    const auto alone = FileLock::acquire(path(), u"alone"_s);
    QVERIFY(alone);
    QVERIFY(!FileLock::share(path()));
}

void TestFileLock::lookingIsNeverInTheWay()
{
    QVERIFY(FileLock::acquire(path(), u"makes the file"_s));
    std::atomic<bool> done = false;
    std::vector<std::jthread> watchers;
    for (int i = 0; i < 3; ++i) {
        watchers.emplace_back([&] {
            while (!done)
                FileLock::holder(path());
        });
    }
    int refused = 0;
    for (int i = 0; i < 2000; ++i)
        refused += !FileLock::acquire(path(), u"one"_s);
    done = true;
    QCOMPARE(refused, 0);
}

void TestFileLock::oneOfManyWins()
{
    std::atomic<int> inside = 0;
    std::atomic<int> won = 0;
    std::atomic<bool> overlapped = false;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int turn = 0; turn < 200; ++turn) {
                    const auto lock = FileLock::acquire(path(), u"one"_s);
                    if (!lock)
                        continue;
                    ++won;
                    overlapped = overlapped || ++inside > 1;
                    --inside;
                }
            });
        }
    }
    QVERIFY(won > 0);
    QVERIFY(!overlapped);
}

QTEST_GUILESS_MAIN(TestFileLock)
#include "tst_filelock.moc"
