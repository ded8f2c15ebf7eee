// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/files.h"
#include "service/observing/filewatch.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <condition_variable>

using namespace devstack;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestFileWatch : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void tellsWhichPath();
    void aFolderThatComesBackIsSeen();
    void missingPathsAreSilent();

private:
    bool heard(const QString &path)
    {
        std::unique_lock lock(m_mutex);
        const bool is = m_changed.wait_for(lock, 10s, [&] { return m_heard.contains(path); });
        m_heard.clear();
        return is;
    }
    FileWatch::Changed listener()
    {
        return [this](const std::set<QString> &paths) {
            const std::scoped_lock lock(m_mutex);
            m_heard.insert(paths.begin(), paths.end());
            m_changed.notify_all();
        };
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::set<QString> m_heard;
};

void TestFileWatch::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_heard.clear();
}

void TestFileWatch::tellsWhichPath()
{
    const QString a = m_folder->filePath(u"a"_s);
    const QString b = m_folder->filePath(u"b"_s);
    QVERIFY(QDir().mkpath(a) && QDir().mkpath(b));
    FileWatch watch(listener());
    watch.watch(a);
    watch.watch(b);
    watch.watch(b);
    QVERIFY(writeFile(b + u"/x"_s, "1"));
    QVERIFY(heard(b));
    QVERIFY(writeFile(a + u"/x"_s, "1"));
    QVERIFY(heard(a));
}

void TestFileWatch::aFolderThatComesBackIsSeen()
{
    const QString folder = m_folder->filePath(u"a"_s);
    QVERIFY(QDir().mkpath(folder));
    FileWatch watch(listener());
    for (int i = 0; i < 3; ++i) {
        watch.watch(folder);
        QVERIFY(writeFile(folder + u"/x"_s, QByteArray::number(i)));
        QVERIFY(heard(folder));
        if (i % 2)
            QVERIFY(QDir(folder).removeRecursively());
        else
            QVERIFY(QDir().rename(folder, m_folder->filePath(u"old%1"_s.arg(i))));
        QVERIFY(heard(folder));
        QVERIFY(QDir().mkpath(folder));
        // The kernel's farewell may still be on its way: asking again is what the callers do.
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                watch.watch(folder);
                [[maybe_unused]] const auto touched = writeFile(folder + u"/y"_s, "1");
                const std::scoped_lock lock(m_mutex);
                return m_heard.contains(folder);
            }(),
            10'000);
    }
}

void TestFileWatch::missingPathsAreSilent()
{
    FileWatch watch(listener());
    watch.watch(m_folder->filePath(u"missing"_s));
    watch.watch(QString());
}

QTEST_GUILESS_MAIN(TestFileWatch)
#include "tst_filewatch.moc"
