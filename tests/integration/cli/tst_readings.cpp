// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/files.h"
#include "service/containers/containercommands.h"
#include "service/containers/lifecycle.h"
#include "service/databases/ownfiles.h"
#include "service/databases/seedandreset.h"
#include "service/observing/takesnapshot.h"
#include "service/observing/usage.h"
#include "service/operations/up.h"
#include "service/workspaceinternals.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

constexpr char kCompose[] = R"(
services:
  app: {image: debian:bookworm-slim, command: [sleep, "600"], init: true, stop_grace_period: 0s}
  store:
    image: debian:bookworm-slim
    # Looks like a database, by its volume, and answers as one.
    command: [sh, -c, "ln -s /bin/true /usr/bin/mongosh; exec sleep 600"]
    init: true
    stop_grace_period: 0s
    volumes: [data:/data/db]
volumes: {data: {}}
x-devstack:
  version: 1
  bootstrap: [{service: app, run: ["true"]}]
  seeds: {base: [{service: app, run: ["true"]}]}
  data: {txt: {service: app, run: ["cat"]}}
)";

class Unwatched final : public PlanObserver
{
};

} // namespace

/// A verb reads the files of the workspace once, whatever it does with them.
class ReadingsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void upAndItsTable();
    void nothingToDo();
    void status();
    void seedAndFile();
    void migrations();
    void resets();

private:
    /// How often the files were read since the last call.
    int readings() { return m_workspace->internals().readings.exchange(0); }
    OperationRequest request() const;

    QTemporaryDir m_folder;
    std::shared_ptr<Workspace> m_workspace;
    Unwatched m_observer;
    SilentReporter m_reporter;
};

OperationRequest ReadingsTest::request() const
{
    OperationRequest request;
    request.idas = {u"shop"_s};
    request.commandText = u"devstack test"_s;
    request.trust = true;
    request.confirmed = true;
    return request;
}

void ReadingsTest::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_folder.filePath(u"state"_s).toLocal8Bit());
    qputenv("XDG_CONFIG_HOME", m_folder.filePath(u"config"_s).toLocal8Bit());
    const QString folder = m_folder.filePath(u"readings"_s);
    QVERIFY(QDir().mkpath(folder + u"/shop"_s));
    QVERIFY(writeFile(folder + u"/devstack.yml"_s, "version: 1\nname: readings\nidas: {shop: {}}\n")
                .hasValue());
    QVERIFY(writeFile(folder + u"/shop/docker-compose.yml"_s, kCompose).hasValue());
    QCOMPARE(QProcess::execute(u"git"_s, {u"init"_s, u"-q"_s, folder + u"/shop"_s}), 0);
    const auto opened = Workspace::open(folder);
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().toText()));
    m_workspace = *opened;
}

void ReadingsTest::cleanupTestCase()
{
    if (m_workspace)
        QVERIFY(down(*m_workspace, request(), true, m_reporter, {}));
}

void ReadingsTest::upAndItsTable()
{
    const auto done = provision(*m_workspace, request(), m_observer, {});
    QVERIFY2(done, done ? "" : qPrintable(done.error().toText()));
    QVERIFY(done->hasStarted());
    auto snapshot = snapshotOf(*m_workspace, done->definition, {}, {});
    QVERIFY(snapshot);
    QVERIFY(!addKnownMemory(*m_workspace, *snapshot).isValid());
    QCOMPARE(snapshot->memory, 0);
    measureMemory(*m_workspace, {});
    QCOMPARE(readings(), 2); // once more by Compose's first answer

    const QDateTime measured = addKnownMemory(*m_workspace, *snapshot);
    QVERIFY(measured.isValid() && measured.secsTo(QDateTime::currentDateTimeUtc()) < 60);
    QVERIFY(snapshot->memory > 0);
}

void ReadingsTest::nothingToDo()
{
    const auto done = provision(*m_workspace, request(), m_observer, {});
    QVERIFY(done && done->plan.isSettled() && !done->hasStarted());
    QVERIFY(snapshotOf(*m_workspace, done->definition, {}, {}));
    QCOMPARE(readings(), 1);
}

void ReadingsTest::status()
{
    QVERIFY(m_workspace->snapshot());
    const auto used = usage(*m_workspace, {u"shop"_s}, {}, false);
    QVERIFY(used && used->services.size() == 2);
    QCOMPARE(readings(), 1);
}

void ReadingsTest::seedAndFile()
{
    const auto seeded = applySeeds(*m_workspace, request(), {}, m_observer, {});
    QVERIFY(seeded && seeded->result == RunResult::Done);
    QCOMPARE(readings(), 1);
    const QString file = m_folder.filePath(u"own.txt"_s);
    QVERIFY(writeFile(file, "own").hasValue());
    const auto applied = applyFile(*m_workspace, request(), file, false, m_reporter, {});
    QVERIFY2(applied, applied ? "" : qPrintable(applied.error().toText()));
    QCOMPARE(readings(), 1);
}

void ReadingsTest::migrations()
{
    const auto done = migrate(*m_workspace, request(), m_reporter, {});
    QVERIFY2(done, done ? "" : qPrintable(done.error().toText()));
    QCOMPARE(readings(), 1);
}

void ReadingsTest::resets()
{
    OperationRequest unconfirmed = request();
    unconfirmed.confirmed = false;
    const auto refused = reset(*m_workspace, unconfirmed, false, m_observer, {});
    QVERIFY(!refused && refused.error().kind == Error::Kind::NeedsConfirmation);
    QVERIFY2(refused.error().detail.contains(u"into a checkpoint"),
             qPrintable(refused.error().detail));
    QCOMPARE(readings(), 1);
    const auto done = reset(*m_workspace, request(), false, m_observer, {});
    QVERIFY2(done, done ? "" : qPrintable(done.error().toText()));
    QCOMPARE(readings(), 1);
}

QTEST_GUILESS_MAIN(ReadingsTest)
#include "tst_readings.moc"
