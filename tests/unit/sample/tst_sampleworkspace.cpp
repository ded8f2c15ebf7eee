// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/clone.h"
#include "git/repositorystate.h"
#include "service/repositories/sampleworkspace.h"
#include "support/scratchrepository.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

using namespace devstack;
using devstack::testing::ScratchRepository;
using namespace Qt::StringLiterals;

class TestSampleWorkspace : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ScratchRepository::isolate(m_scratch.folder()); }
    void init();

    void makesRepositories();
    void secondTimeSaysSo();
    void takesAnEmptyFolderWithoutReplacingIt();
    void refusesOtherFolders();
    void faultsLeaveNothing_data();
    void faultsLeaveNothing();
    void cancelLeavesNothing();
    void bundledSampleEqualsItsReference();

private:
    static void write(const QString &path, const QByteArray &content)
    {
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QString resource(const QString &file) const
    {
        return m_resources->filePath(u"sample/"_s + file);
    }
    QString target() const { return m_resources->filePath(u"out/ws"_s); }
    QStringList around() const
    {
        return QDir(m_resources->filePath(u"out"_s))
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    ScratchRepository m_scratch;
    std::unique_ptr<QTemporaryDir> m_resources;
    SilentReporter m_nobody;
};

void TestSampleWorkspace::init()
{
    m_resources = std::make_unique<QTemporaryDir>();
    qputenv("DEVSTACK_RESOURCES", QFile::encodeName(m_resources->path()));
    write(resource(u"devstack.yml"_s), "version: 1\n");
    write(resource(u"idas/one/app.py"_s), "one\n");
    write(resource(u"idas/two/app.py"_s), "two\n");
    write(resource(u"idas/two/__pycache__/app.pyc"_s), "cache\n");
    write(resource(u"shared/run"_s), "#!/bin/sh\n");
    write(resource(u"shared/lib/a/b.py"_s), "lib\n");
    write(resource(u"layout.yml"_s),
          "copies:\n  - {from: run, to: bin/run}\n  - {from: lib, to: lib, only: "
          "[two]}\nexecutable: [bin/run]\n");
}

void TestSampleWorkspace::makesRepositories()
{
    const auto sample = createSample(target(), m_nobody);
    QVERIFY2(sample, sample ? "" : qPrintable(sample.error().toText()));
    QVERIFY(!sample->existed);
    QCOMPARE(sample->repositories, QStringList({u"one"_s, u"two"_s}));
    QCOMPARE(QDir(target()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList({u"devstack.yml"_s, u"remotes"_s}));
    QCOMPARE(m_scratch.git({u"ls-tree"_s, u"-r"_s, u"--format=%(objectmode) %(path)"_s, u"main"_s},
                           target() + u"/remotes/one.git"_s),
             u"100644 app.py\n100755 bin/run"_s);
    QCOMPARE(m_scratch.git({u"ls-tree"_s, u"-r"_s, u"--name-only"_s, u"main"_s},
                           target() + u"/remotes/two.git"_s),
             u"app.py\nbin/run\nlib/a/b.py"_s);
    QCOMPARE(around(), QStringList(u"ws"_s));
}

void TestSampleWorkspace::secondTimeSaysSo()
{
    QVERIFY(createSample(target(), m_nobody));
    write(target() + u"/devstack.yml"_s, "version: 1\nname: mine\n");
    const auto again = createSample(target(), m_nobody);
    QVERIFY(again);
    QVERIFY(again->existed);
    QFile file(target() + u"/devstack.yml"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("mine"));
}

void TestSampleWorkspace::takesAnEmptyFolderWithoutReplacingIt()
{
    QVERIFY(QDir().mkpath(target()));
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(target()));
    const auto sample = createSample(u"."_s, m_nobody);
    const bool seen = QFile::exists(u"devstack.yml"_s); // from where the user stands
    QVERIFY(QDir::setCurrent(before));
    QVERIFY2(sample, sample ? "" : qPrintable(sample.error().toText()));
    QVERIFY(seen);
}

void TestSampleWorkspace::refusesOtherFolders()
{
    write(target() + u"/mine"_s, "1");
    const auto refused = createSample(target(), m_nobody);
    QVERIFY(!refused);
    QCOMPARE(toString(refused.error().kind), u"conflict"_s);
    QCOMPARE(QDir(target()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList(u"mine"_s));
}

void TestSampleWorkspace::faultsLeaveNothing_data()
{
    QTest::addColumn<QByteArray>("layout");
    QTest::newRow("missing file") << QByteArray("copies: [{from: absent, to: x}]\n");
    QTest::newRow("out of shared")
        << QByteArray("copies: [{from: ../../../../etc/passwd, to: x}]\n");
    QTest::newRow("out of the repository") << QByteArray("copies: [{from: run, to: ../../x}]\n");
    QTest::newRow("absolute") << QByteArray("copies: [{from: run, to: /tmp/x}]\n");
    QTest::newRow("unknown key") << QByteArray("copies: [{from: run, into: x}]\n");
    QTest::newRow("no YAML") << QByteArray("copies: [\n");
}

void TestSampleWorkspace::faultsLeaveNothing()
{
    QFETCH(QByteArray, layout);
    write(resource(u"layout.yml"_s), layout);
    QVERIFY(!createSample(target(), m_nobody));
    QCOMPARE(around(), QStringList());
}

void TestSampleWorkspace::cancelLeavesNothing()
{
    struct Stopper : Reporter
    {
        std::stop_source source;
        void progress(const Progress &) override { source.request_stop(); }
        void line(const OutputLine &) override { }
    } stopper;
    const auto sample = createSample(target(), stopper, stopper.source.get_token());
    QVERIFY(!sample);
    QCOMPARE(toString(sample.error().kind), u"cancelled"_s);
    QCOMPARE(around(), QStringList());
}

void TestSampleWorkspace::bundledSampleEqualsItsReference()
{
    const QString root = QString::fromUtf8(DEVSTACK_SOURCE_DIR);
    qputenv("DEVSTACK_RESOURCES", QFile::encodeName(root + u"/resources"_s));
    const auto sample = createSample(target(), m_nobody);
    QVERIFY2(sample, sample ? "" : qPrintable(sample.error().toText()));
    QCOMPARE(sample->repositories,
             QStringList({u"catalog"_s, u"credentials"_s, u"licences"_s, u"platform"_s}));

    const QString reference = m_resources->filePath(u"reference"_s);
    QProcess shell;
    shell.start(u"bash"_s, {root + u"/tests/sample/make-workspace.sh"_s, reference});
    QVERIFY(shell.waitForFinished(60000));
    QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
    for (const QString &name : sample->repositories) {
        const QString bare = u"/remotes/%1.git"_s.arg(name);
        const auto ours = git::inspect(target() + bare);
        QVERIFY(ours);
        if (ours->commit != git::inspect(reference + bare)->commit) {
            QCOMPARE(m_scratch.git({u"ls-tree"_s, u"-r"_s, u"main"_s}, target() + bare),
                     m_scratch.git({u"ls-tree"_s, u"-r"_s, u"main"_s}, reference + bare));
            QFAIL("same files, different commit");
        }
        QVERIFY(git::clone({target() + bare, u"main"_s, target() + u'/' + name}, m_nobody));
    }
}

QTEST_GUILESS_MAIN(TestSampleWorkspace)
#include "tst_sampleworkspace.moc"
