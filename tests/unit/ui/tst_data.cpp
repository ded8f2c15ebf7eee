// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop.h"
#include "demo/demodata.h"
#include "demo/demosource.h"
#include "demo/demostudies.h"
#include "ui/text/datatext.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

/// The demo, with an Engine that comes and goes.
class ToldSource final : public DemoSource
{
public:
    ToldSource()
        : DemoSource({0, -1, false})
    {
    }
    void askData(Answer<DataDetails> answer) override
    {
        ++asked;
        if (!fails.message.isEmpty()) {
            answer(fails);
            return;
        }
        DataDetails details = demo::dataStudy(given);
        details.engineAnswered = hasEngine;
        for (DatabaseView &view : details.databases) {
            if (hasEngine || view.start != DatabaseView::Start::Snapshot)
                continue;
            view.labels.reset();
            view.isHere = false;
            view.bytes = -1;
            view.made = {};
        }
        for (CheckpointView &view : details.checkpoints)
            view.bytes = hasEngine && measures ? view.bytes : -1;
        answer(details);
    }

    const WorkspaceSnapshot given = demo::snapshot(); ///< what it answers about
    bool hasEngine = true;
    bool measures = true; ///< false: it is busy with another one's question
    Error fails;
    int asked = 0;
};

RunState resetRun(const QString &ida, const QDateTime &start)
{
    RunState run;
    run.header = {u"r"_s, u"devstack reset"_s, {ida}, 1, start, Operation()};
    run.header.operation->verb = Operation::Verb::Reset;
    run.header.operation->idas = {ida};
    run.result = RunResult::Done;
    run.duration = std::chrono::milliseconds(2400);
    RunStep ready;
    ready.kind = StepKind::Ready;
    ready.state = StepState::Done;
    ready.started = start.addMSecs(600);
    ready.duration = std::chrono::milliseconds(1000);
    run.steps = {ready};
    return run;
}

} // namespace

/// The data page: with what data begins, checkpoints, files, reset and its undoing.
class TestData : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void standing_data();
    void standing();
    void factsSayWhereItComesFrom();
    void aResetIsCalledByWhatItBeginsWith();
    void rowsTellSourcesAndSizes();
    void onlyDatabasesHaveMoreThanSeeds();
    void namesAreCheckedByTheCore();
    void filesGoWhereTheyFit();
    void aResetIsToldAndUndone();
    void otherDataBroughtBackIsNoUndo();
    void theOfferAfterAResetUndoesIt();
    void checkpointsAreSavedAsOneSet();
    void deletingIsAskedFirst();
    void removingAFileIsAskedFirst();
    void checkpointsAreCarried();
    void aSchemaIsChosenAndTakenBack();
    void whatWasKnownStaysWithoutAnEngine();
    void whatFailsIsTold();

private:
    Data &data() { return m_desktop->data; }
    Actions &actions() { return m_desktop->actions; }
    const DemoSource &source() const
    {
        return static_cast<const DemoSource &>(*m_desktop->hub.source());
    }
    ToldSource *tell();

    std::unique_ptr<QTemporaryDir> m_scratch;
    std::unique_ptr<DemoMachine> m_machine;
    std::unique_ptr<Desktop> m_desktop;
};

void TestData::init()
{
    m_scratch = std::make_unique<QTemporaryDir>();
    m_machine = std::make_unique<DemoMachine>(DemoSource::Options {0, -1, false});
    m_desktop = std::make_unique<Desktop>(*m_machine, m_scratch->filePath(u"desktop.ini"_s), [] {
        return QList<QPair<QString, QString>>();
    });
    m_desktop->welcome.open(u"."_s);
    QTRY_VERIFY(m_desktop->session.loaded());
}

void TestData::cleanup()
{
    m_desktop.reset();
    m_machine.reset();
}

ToldSource *TestData::tell()
{
    auto told = std::make_unique<ToldSource>();
    ToldSource *source = told.get();
    m_desktop->hub.setSource(std::move(told));
    return source;
}

void TestData::standing_data()
{
    QTest::addColumn<DatabaseView::Start>("start");
    QTest::addColumn<DatabaseView::Base>("base");
    QTest::addColumn<QString>("word");
    QTest::addColumn<severity::Value>("how");
    using Start = DatabaseView::Start;
    using Base = DatabaseView::Base;
    QTest::newRow("migrated") << Start::Migrations << Base::Fits << u"migrated"_s << severity::None;
    QTest::newRow("nothing") << Start::Migrations << Base::None << u"no base yet"_s
                             << severity::None;
    QTest::newRow("taken back") << Start::Migrations << Base::Older << u"older base"_s
                                << severity::Warning;
    QTest::newRow("in use") << Start::Snapshot << Base::Fits << u"in use"_s << severity::Good;
    QTest::newRow("older") << Start::Snapshot << Base::Older << u"older base"_s
                           << severity::Warning;
    QTest::newRow("a dump that is gone")
        << Start::Dump << Base::Fits << u"in use"_s << severity::Warning;
}

void TestData::standing()
{
    QFETCH(DatabaseView::Start, start);
    QFETCH(DatabaseView::Base, base);
    DatabaseView view;
    view.start = start;
    view.base = base;
    view.source = start == DatabaseView::Start::Dump ? u"/x/y.sql"_s : u"x/y:1"_s;
    QTEST(standingWord(view), "word");
    QTEST(standingSeverity(view), "how");
    QVERIFY(standingText(view, QDateTime::currentDateTimeUtc()).endsWith(u'.'));
}

void TestData::factsSayWhereItComesFrom()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const DataDetails details = demo::dataStudy(demo::snapshot());
    const auto of = [&details](const QString &ida) {
        const auto found = std::ranges::find(details.databases, ida, &DatabaseView::ida);
        return *found;
    };
    const QString snapshot = factLines(of(u"licences"_s), now).join(u'\n');
    for (const QString &part : {u"MariaDB 10.11"_s,
                                u"214 tables"_s,
                                u"schema only"_s,
                                u"269 MB"_s,
                                u"34 days ago"_s,
                                u"dump licences.sql.zst"_s,
                                u"sha256:3f2a91c07b5d"_s})
        QVERIFY2(snapshot.contains(part), qPrintable(snapshot));
    const DatabaseView dump = of(u"enterprise-access-requests"_s);
    QCOMPARE(sourceText(dump), u"access-of-a-colleague.sql.zst"_s);
    QVERIFY(factLines(dump, now).contains(dump.source));
    QVERIFY(decidedText(dump).startsWith(u"Chosen by you"_s));
    QCOMPARE(sourceText(of(u"subsidy"_s)), u"what the migrations make"_s);
    QVERIFY(decidedText(of(u"subsidy"_s)).isEmpty());
    DatabaseView missing = of(u"licences"_s);
    missing.labels.reset();
    QVERIFY(factLines(missing, now).first().contains(u"pulls it"_s));
}

void TestData::aResetIsCalledByWhatItBeginsWith()
{
    Overview &overview = m_desktop->overview;
    QTRY_VERIFY(overview.laidOut());
    overview.setSelected(u"credentials"_s);
    QCOMPARE(m_desktop->inspector.resetTitle(), u"Reset to production schema"_s);
    overview.setSelected(u"subsidy"_s);
    QCOMPARE(m_desktop->inspector.resetTitle(), u"Reset to fresh data"_s);
    overview.setSelected(u"search"_s);
    QVERIFY(m_desktop->inspector.resetTitle().isEmpty());
    data().setIda(u"subsidy"_s);
    QCOMPARE(data().resetTitle(), u"Reset to fresh data"_s);
}

void TestData::rowsTellSourcesAndSizes()
{
    const DataRow *row = data().rows()->find(u"credentials"_s);
    QVERIFY(row);
    QCOMPARE(row->checkpoints, u"3 · –"_s); // not asked yet: unknown is not nothing
    data().setActive(true);
    QVERIFY(data().loading());
    QTRY_VERIFY(!data().loading());
    row = data().rows()->find(u"credentials"_s);
    QCOMPARE(row->checkpoints, u"3 · 45 MB"_s);
    QVERIFY(row->source.endsWith(u"credentials:2026-11-01"_s));
    QCOMPARE(row->seeds, u"base"_s);
    QCOMPARE(data().rows()->find(u"licences"_s)->standing, u"older base"_s);
    data().setIda(u"credentials"_s);
    QCOMPARE(data().checkpoints()->row(0).reason, u"before reset"_s); // the newest first
    QVERIFY(data().checkpoints()->find(u"with-100-learners"_s)->isProtected);
    QCOMPARE(data().checkpoints()->find(u"demo"_s)->size, u"8 MB"_s);
}

void TestData::onlyDatabasesHaveMoreThanSeeds()
{
    ToldSource *source = tell();
    WorkspaceSnapshot snapshot = demo::snapshot();
    for (IdaView &ida : snapshot.idas) {
        if (ida.name == u"credentials")
            ida.hasDatabase = false;
        if (ida.name == u"subsidy")
            ida.seeds.clear();
    }
    emit source->snapshotChanged(snapshot);
    data().setActive(true);
    // Those with a database come first; those with nothing are left out.
    QVERIFY(data().rows()->row(0).hasDatabase);
    QVERIFY(!data().rows()->row(data().rows()->count() - 1).hasDatabase);
    QVERIFY(!data().rows()->find(u"search"_s));
    QVERIFY(data().rows()->find(u"subsidy"_s));
    data().setIda(u"credentials"_s);
    QVERIFY(!data().hasDatabase());
}

void TestData::namesAreCheckedByTheCore()
{
    QVERIFY(data().nameProblem({}, {u"credentials"_s}).isEmpty());
    QVERIFY(data().nameProblem(u"with-7-learners"_s, {u"credentials"_s}).isEmpty());
    QVERIFY(data().nameProblem(u"two words"_s, {u"credentials"_s}).contains(u"letters"_s));
    QVERIFY(!data().nameProblem(u"-x"_s, {u"credentials"_s}).isEmpty());
    QVERIFY(data().nameProblem(u"demo"_s, {u"catalog"_s}).isEmpty());
    QVERIFY(
        data().nameProblem(u"demo"_s, {u"catalog"_s, u"credentials"_s}).contains(u"credentials"_s));
}

void TestData::filesGoWhereTheyFit()
{
    data().setActive(true);
    QTRY_VERIFY(!data().loading());
    QSignalSpy offered(&data(), &Data::dumpOffered);
    data().setIda(u"catalog"_s); // declares loaders for json and sql
    QCOMPARE(data().loaders(), (QStringList {u".json"_s, u".sql"_s}));
    QSignalSpy asked(&data(), &Data::fileOffered);
    const QUrl mine = QUrl::fromLocalFile(u"/x/mine.sql"_s);
    data().take(mine);
    QCOMPARE(asked.takeFirst(), (QVariantList {mine, true}));
    QVERIFY(source().operations().isEmpty());
    actions().seedFile(u"catalog"_s, mine, true);
    QTRY_COMPARE(source().operations().size(), 1);
    QCOMPARE(source().operations().last().toCommandLine(),
             u"devstack seed catalog --file /x/mine.sql --after-reset"_s);
    data().take(QUrl::fromLocalFile(u"/x/mine.json"_s));
    QCOMPARE(asked.takeFirst().last().toBool(), false);
    const QUrl packed = QUrl::fromLocalFile(u"/x/mine.sql.gz"_s);
    data().take(packed);
    QCOMPARE(asked.takeFirst(), (QVariantList {packed, true}));
    data().take(QUrl::fromLocalFile(u"/x/theirs.dump"_s));
    QCOMPARE(offered.takeFirst().first().toString(), u"/x/theirs.dump"_s);
    data().take(QUrl::fromLocalFile(u"/x/notes.txt"_s));
    QVERIFY(actions().problem().contains(u"notes.txt"_s));
    QVERIFY(actions().problemHint().contains(u".json, .sql"_s));
    actions().dismissProblem();
    data().setIda(u"credentials"_s); // declares them too, and is not running yet
    data().take(QUrl::fromLocalFile(u"/x/mine.sql"_s));
    QVERIFY(actions().problem().contains(u"not running"_s));
    data().setIda(u"licences"_s); // declares none
    QVERIFY(data().loaders().isEmpty());
    data().take(QUrl::fromLocalFile(u"/x/mine.sql"_s));
    QCOMPARE(offered.size(), 1);
    QCOMPARE(source().operations().size(), 1);
}

void TestData::aResetIsToldAndUndone()
{
    const QDateTime start = QDateTime::currentDateTimeUtc().addSecs(-90);
    ToldSource *told = tell();
    WorkspaceSnapshot snapshot = demo::snapshot();
    snapshot.idas[0].checkpoints
        += Checkpoint {u"before-reset-now"_s, start.addSecs(1), u"before reset"_s, {}, false};
    // Saved since: the present data is still that of the reset.
    snapshot.idas[0].checkpoints
        += Checkpoint {u"after"_s, start.addSecs(30), u"saved"_s, {}, false};
    emit told->snapshotChanged(snapshot);
    QVERIFY(data().lastReset().isEmpty());
    QVERIFY(data().undo().isEmpty());
    emit told->runsChanged({resetRun(u"credentials"_s, start)});
    data().setIda(u"credentials"_s);
    QVERIFY2(data().lastReset().endsWith(u"ready in 1.6 s, done in 2.4 s."_s),
             qPrintable(data().lastReset()));
    data().setActive(true);
    QVERIFY2(data().lastReset().endsWith(u"done in 2.4 s, a layer over the kept data."_s),
             qPrintable(data().lastReset()));
    QCOMPARE(data().undo(), u"before-reset-now"_s);
    actions().undoReset(u"credentials"_s, data().undo());
    QTRY_COMPARE(told->operations().size(), 1);
    QCOMPARE(told->operations().last().toCommandLine(),
             u"devstack checkpoint restore credentials before-reset-now"_s);
    QCOMPARE(told->confirmations(), 1);
    data().setIda(u"catalog"_s);
    QVERIFY(data().lastReset().isEmpty());
}

void TestData::otherDataBroughtBackIsNoUndo()
{
    const QDateTime start = QDateTime::currentDateTimeUtc().addSecs(-90);
    const auto kept = [&start](int after, QStringView reason) {
        return Checkpoint {reason.toString(), start.addSecs(after), reason.toString(), {}, false};
    };
    const QList<Checkpoint> reset {kept(1, Checkpoint::kBeforeReset)};
    QVERIFY(keptByReset(reset, start));
    QVERIFY(!keptByReset(reset, start.addSecs(2))); // an earlier reset made it
    QVERIFY(!keptByReset(reset + QList {kept(9, u"before restore")}, start));
    QVERIFY(keptByReset(reset + QList {kept(9, Checkpoint::kImported)}, start));
    QVERIFY(!keptByReset({kept(1, Checkpoint::kHalfMade)}, start));
    // Also where what it left was deleted: the run is known.
    RunState restored = resetRun(u"a"_s, start.addSecs(9));
    restored.header.operation->verb = Operation::Verb::Restore;
    restored.header.operation->checkpoint = u"x"_s;
    const RunState resetEarlier = resetRun(u"a"_s, start);
    const QList<RunState> alone {resetEarlier};
    const QList<RunState> both {restored, resetEarlier};
    QVERIFY(undoableResetOf(alone, u"a"_s));
    QVERIFY(!undoableResetOf(alone, u"b"_s));
    QVERIFY(!undoableResetOf(both, u"a"_s));
    QCOMPARE(lastResetOf(both, u"a"_s), &both.last());
    restored.steps.clear(); // it was refused
    const QList<RunState> refused {restored, resetEarlier};
    QCOMPARE(undoableResetOf(refused, u"a"_s), &refused.last());
}

void TestData::theOfferAfterAResetUndoesIt()
{
    ToldSource *told = tell();
    WorkspaceSnapshot snapshot = demo::snapshot();
    emit told->snapshotChanged(snapshot);
    QSignalSpy offered(&actions(), &Actions::offered);
    actions().askReset(u"catalog"_s);
    QTRY_VERIFY(!actions().resetSentences().isEmpty());
    actions().confirmReset();
    QTRY_COMPARE(offered.size(), 1);
    QCOMPARE(offered.first().first().toString(),
             u"catalog is reset: ready in 1.6 s, done in 2.4 s, a layer over the kept data."_s);
    snapshot.idas[2].checkpoints += Checkpoint {
        u"before-reset-1"_s, QDateTime::currentDateTimeUtc(), u"before reset"_s, {}, false};
    QCOMPARE(snapshot.idas[2].name, u"catalog"_s);
    emit told->snapshotChanged(snapshot);
    actions().takeOffer();
    QTRY_COMPARE(told->operations().size(), 2);
    QCOMPARE(told->operations().last().checkpoint, u"before-reset-1"_s);
    actions().takeOffer(); // taken: nothing more is offered
    QCOMPARE(told->operations().size(), 2);
}

void TestData::checkpointsAreSavedAsOneSet()
{
    actions().saveCheckpoint({u"catalog"_s, u"licences"_s}, u"pair"_s, true);
    QTRY_COMPARE(source().operations().size(), 1);
    QCOMPARE(source().operations().last().toCommandLine(),
             u"devstack checkpoint save catalog licences --name pair --protect"_s);
    actions().saveCheckpoint({}, u"none"_s, false);
    QCOMPARE(source().operations().size(), 1);
}

void TestData::deletingIsAskedFirst()
{
    actions().askDelete(u"credentials"_s, u"with-100-learners"_s);
    QVERIFY(actions().deleteSentence().contains(u"protected"_s));
    actions().declineDelete();
    actions().askDelete(u"credentials"_s, u"demo"_s);
    QVERIFY(!actions().deleteSentence().contains(u"protected"_s));
    QVERIFY(source().operations().isEmpty());
    actions().confirmDelete();
    QTRY_COMPARE(source().operations().size(), 1);
    QCOMPARE(source().operations().last().toCommandLine(),
             u"devstack checkpoint delete credentials demo"_s);
    QCOMPARE(source().confirmations(), 1);
    QVERIFY(actions().deleteIda().isEmpty());
}

void TestData::removingAFileIsAskedFirst()
{
    actions().askForget(u"credentials"_s, u"demo.sql"_s);
    QCOMPARE(actions().deleteName(), u"demo.sql"_s);
    QVERIFY(actions().deleteSentence().contains(u"copy"_s));
    actions().declineDelete();
    QVERIFY(actions().deleteName().isEmpty());
    actions().askForget(u"credentials"_s, u"demo.sql"_s);
    QVERIFY(source().operations().isEmpty());
    actions().confirmDelete();
    QTRY_COMPARE(source().operations().size(), 1);
    QCOMPARE(source().operations().last().toCommandLine(),
             u"devstack seed credentials --forget demo.sql"_s);
    QCOMPARE(source().confirmations(), 1);
}

void TestData::checkpointsAreCarried()
{
    actions().exportCheckpoint(u"catalog"_s, u"demo"_s, QUrl::fromLocalFile(u"/x/demo.file"_s));
    QTRY_COMPARE(source().operations().size(), 1);
    QCOMPARE(source().operations().last().toCommandLine(),
             u"devstack checkpoint export catalog demo --file /x/demo.file"_s);
    QTRY_VERIFY(!actions().busy());
    actions().importCheckpoint(u"catalog"_s, QUrl::fromLocalFile(u"/x/demo.file"_s), u"theirs"_s);
    QTRY_COMPARE(source().operations().size(), 2);
    QCOMPARE(source().operations().last().toCommandLine(),
             u"devstack checkpoint import catalog --file /x/demo.file --name theirs"_s);
    actions().importCheckpoint(u"catalog"_s, QUrl(u"https://x/y"_s), {});
    QCOMPARE(source().operations().size(), 2);
}

void TestData::aSchemaIsChosenAndTakenBack()
{
    QSignalSpy offered(&actions(), &Actions::offered);
    actions().useSchema(u"catalog"_s, u"db"_s, u" ~/dumps/catalog.sql "_s);
    QTRY_COMPARE(source().operations().size(), 1);
    QCOMPARE(
        source().operations().last().words(),
        (QStringList {
            u"schema"_s, u"use"_s, u"catalog/db"_s, QDir::homePath() + u"/dumps/catalog.sql"_s}));
    QTRY_COMPARE(offered.size(), 1);
    actions().takeOffer(); // a reset makes it so: the question comes
    QCOMPARE(actions().resetIdas(), QStringList {u"catalog"_s});
    actions().declineReset();
    actions().useSchema(u"catalog"_s, u"db"_s, u"default"_s);
    QTRY_COMPARE(source().operations().size(), 2);
    QCOMPARE(source().operations().last().toCommandLine(),
             u"devstack schema use catalog/db default"_s);
    actions().useSchema(u"catalog"_s, u"db"_s, u"  "_s);
    QCOMPARE(source().operations().size(), 2);
}

void TestData::whatWasKnownStaysWithoutAnEngine()
{
    ToldSource *told = tell();
    WorkspaceSnapshot snapshot = told->given;
    told->hasEngine = false;
    emit told->snapshotChanged(snapshot);
    data().setActive(true);
    QVERIFY(data().stale().contains(u"not known"_s));
    QCOMPARE(data().rows()->find(u"credentials"_s)->checkpoints, u"3 · –"_s);
    told->hasEngine = true;
    data().refresh();
    QVERIFY(data().stale().isEmpty());
    const DataRow known = *data().rows()->find(u"credentials"_s);
    QCOMPARE(known.checkpoints, u"3 · 45 MB"_s);
    told->measures = false;
    data().refresh();
    QCOMPARE(data().rows()->find(u"credentials"_s)->checkpoints, known.checkpoints);
    told->hasEngine = false;
    const int before = told->asked;
    snapshot.engine.availability = EngineView::Availability::Unavailable;
    emit told->snapshotChanged(snapshot);
    QCOMPARE(told->asked, before + 1); // by itself, as soon as the Engine is gone
    const DataRow *row = data().rows()->find(u"credentials"_s);
    QCOMPARE(row->checkpoints, known.checkpoints);
    QCOMPARE(row->facts, known.facts);
    QVERIFY(data().stale().contains(u"as they were today"_s));
}

void TestData::whatFailsIsTold()
{
    ToldSource *told = tell();
    told->fails = failed(u"devstack.yml cannot be read."_s, u"Mend it."_s);
    emit told->snapshotChanged(demo::snapshot());
    data().setActive(true);
    QCOMPARE(data().problem(), u"devstack.yml cannot be read."_s);
    QCOMPARE(data().hint(), u"Mend it."_s);
    QVERIFY(data().rows()->count() > 0); // what the snapshot says is shown
    told->fails = {};
    data().refresh();
    QVERIFY(data().problem().isEmpty());
}

QTEST_MAIN(TestData)
#include "tst_data.moc"
