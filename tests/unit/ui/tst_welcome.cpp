// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/source/activityreporter.h"
#include "ui/source/livemachine.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Cloning into a new workspace as the welcome page does it, with real repositories on this disk.
class TestWelcome : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void clonesIntoANewFolder();
    void wrongUrlLeavesNothing();
    void wrongUrlLeavesAFolderAsItWas();
    void cloneOfAPartIsTold();
    void adoptsACentralDevstack();
    void bytesAreSaid();

private:
    QString path(const QString &name) const { return m_scratch->filePath(name); }
    /// A repository with this compose file.
    void makeRepository(const QString &name, const QByteArray &compose);
    Result<> clone(const QString &url, const QString &folder);
    Result<Adoption> adopt(const AdoptRequest &request);

    std::unique_ptr<QTemporaryDir> m_scratch;
};

void TestWelcome::init()
{
    m_scratch = std::make_unique<QTemporaryDir>();
    QVERIFY(m_scratch->isValid());
}

void TestWelcome::makeRepository(const QString &name, const QByteArray &compose)
{
    QVERIFY(QDir().mkpath(path(name)));
    QFile file(path(name) + u"/docker-compose.yml"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(compose);
    file.close();
    for (const QStringList &arguments : {QStringList {u"init"_s, u"-q"_s, u"-b"_s, u"main"_s},
                                         QStringList {u"add"_s, u"."_s},
                                         QStringList {u"-c"_s,
                                                      u"user.name=a"_s,
                                                      u"-c"_s,
                                                      u"user.email=a@example.org"_s,
                                                      u"commit"_s,
                                                      u"-qm"_s,
                                                      u"one"_s}}) {
        QProcess git;
        git.setWorkingDirectory(path(name));
        git.start(u"git"_s, arguments);
        QVERIFY(git.waitForFinished() && git.exitCode() == 0);
    }
}

Result<> TestWelcome::clone(const QString &url, const QString &folder)
{
    LiveMachine machine;
    std::optional<Result<>> answer;
    machine.cloneInto(url, folder, [&answer](const Result<> &done) { answer = done; });
    return QTest::qWaitFor([&answer] { return answer.has_value(); }, 20000)
        ? *answer
        : Result<>(invalidInput(u"no answer"_s));
}

Result<Adoption> TestWelcome::adopt(const AdoptRequest &request)
{
    LiveMachine machine;
    std::optional<Result<Adoption>> answer;
    machine.adopt(request, [&answer](const Result<Adoption> &done) { answer = done; });
    return QTest::qWaitFor([&answer] { return answer.has_value(); }, 20000)
        ? *answer
        : Result<Adoption>(invalidInput(u"no answer"_s));
}

void TestWelcome::clonesIntoANewFolder()
{
    makeRepository(u"shop"_s, "services: {app: {image: x}}\n");
    const auto done = clone(path(u"shop"_s), path(u"new"_s));
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QVERIFY(QFile::exists(path(u"new/shop/docker-compose.yml"_s)));
    QVERIFY(QFile::exists(path(u"new/devstack.yml"_s)));
}

void TestWelcome::wrongUrlLeavesNothing()
{
    const auto done = clone(path(u"nothing-here"_s), path(u"new"_s));
    QVERIFY(!done);
    QVERIFY(!done.error().message.isEmpty());
    QVERIFY(!QFile::exists(path(u"new"_s)));
}

void TestWelcome::wrongUrlLeavesAFolderAsItWas()
{
    QVERIFY(QDir().mkpath(path(u"mine"_s)));
    QFile note(path(u"mine/note.txt"_s));
    QVERIFY(note.open(QIODevice::WriteOnly));
    note.close();
    QVERIFY(!clone(path(u"nothing-here"_s), path(u"mine"_s)));
    QCOMPARE(
        QDir(path(u"mine"_s)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
        QStringList {u"note.txt"_s});
}

void TestWelcome::cloneOfAPartIsTold()
{
    makeRepository(u"shop"_s,
                   "services: {app: {image: x}}\n"
                   "x-devstack:\n  version: 1\n  depends_on: {lms: {repository: "
                       + path(u"nothing-here"_s).toUtf8() + "}}\n");
    const auto done = clone(path(u"shop"_s), path(u"new"_s));
    QVERIFY(!done);
    QVERIFY2(done.error().hint.contains(path(u"new"_s)), qPrintable(done.error().hint));
    QVERIFY(QFile::exists(path(u"new/shop/docker-compose.yml"_s)));
}

void TestWelcome::adoptsACentralDevstack()
{
    makeRepository(u"devstack"_s,
                   "services:\n"
                   "  db: {image: 'mysql:8.0'}\n"
                   "  shop: {image: shop, depends_on: [db], volumes: ['../shop:/shop']}\n"
                   "  alone: {image: alone}\n");
    QVERIFY(QDir().mkpath(path(u"shop/.git"_s)));
    AdoptRequest request;
    request.central = path(u"devstack"_s);
    request.dryRun = true;
    const auto seen = adopt(request);
    QVERIFY2(seen, seen ? "" : qPrintable(seen.error().toText()));
    QCOMPARE(seen->plan.idas.size(), 1);
    QCOMPARE(seen->plan.idas.first().name, u"shop"_s);
    QVERIFY(!QFile::exists(path(u"devstack.yml"_s)));
    request.dryRun = false;
    request.into = path(u"elsewhere"_s);
    const auto made = adopt(request);
    QVERIFY2(made, made ? "" : qPrintable(made.error().toText()));
    QVERIFY(QFile::exists(path(u"elsewhere/environments/shop/docker-compose.yml"_s)));
    request.central = path(u"shop"_s);
    QVERIFY(!adopt(request));
}

void TestWelcome::bytesAreSaid()
{
    QStringList said;
    ActivityReporter reporter(*this, [&said](const QString &text, double) { said << text; });
    reporter.progress({3'200'000, -1, u"bytes"_s, u"Receiving objects"_s});
    QTRY_COMPARE(said.size(), 1);
    QCOMPARE(said.first(), u"Receiving objects · 3 MB"_s);
}

QTEST_GUILESS_MAIN(TestWelcome)
#include "tst_welcome.moc"
