// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop.h"
#include "demo/demosource.h"
#include "demo/demostudies.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

/// The demo, whose comparisons answer when they are told to: each holds the workspace as a real
/// one.
class SlowSource final : public DemoSource
{
public:
    SlowSource()
        : DemoSource({0, -1, false})
    {
    }
    std::stop_source askChanges(const QString &place,
                                const QString &checkpoint,
                                Saying saying,
                                Answer<DataChanges> answer) override
    {
        asked += place + u" since "_s + checkpoint;
        says = std::move(saying);
        answerChanges = std::move(answer);
        stop = std::stop_source();
        return stop;
    }
    std::stop_source
    askSchemaDiff(const QString &place, Saying saying, Answer<SchemaDiff> answer) override
    {
        asked += place;
        says = std::move(saying);
        answerDiff = std::move(answer);
        stop = std::stop_source();
        return stop;
    }
    void perform(const Operation &operation,
                 const Agreement &agreement,
                 Answer<OperationResult> answer) override
    {
        if (refusal.message.isEmpty() || agreement.confirmed) {
            DemoSource::perform(operation, agreement, std::move(answer));
            return;
        }
        answer(refusal);
    }

    QStringList asked;
    Saying says;
    Answer<DataChanges> answerChanges;
    Answer<SchemaDiff> answerDiff;
    std::stop_source stop;
    Error refusal;
};

} // namespace

/// The sheets of what changed in the data and of what differs between schemas.
class TestComparisons : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void tablesAndRowsAreShown();
    void rowsWithoutAKeyAreCounted();
    void whatIsCutIsSaid();
    void nothingChanged();
    void sinceACheckpoint();
    void progressIsTold();
    void readingIsEnded();
    void oneReadingAtATime();
    void whatIsDroppedIsNotShown();
    void aFailureIsToldWithTheWayOut();
    void aSeedIsARun();
    void aSeedThatIsThereIsAskedAbout();
    void severalDatabases();
    void objectsAreShown();
    void schemasAgree();
    void noTwoStagesHaveOneName();
    void theCommandSearchOpensThem();
    void anotherWorkspaceCloses();

private:
    Changes &changes() { return m_desktop->changes; }
    SchemaDifferences &schemas() { return m_desktop->schemaDifferences; }
    void answer(const Result<DataChanges> &answer)
    {
        const auto use = std::exchange(m_source->answerChanges, {});
        QVERIFY(use);
        use(answer);
    }
    DataChanges found() const { return demo::changesOf(u"credentials"_s, {}); }

    std::unique_ptr<QTemporaryDir> m_scratch;
    std::unique_ptr<DemoMachine> m_machine;
    std::unique_ptr<Desktop> m_desktop;
    SlowSource *m_source = nullptr;
};

void TestComparisons::init()
{
    m_scratch = std::make_unique<QTemporaryDir>();
    m_machine = std::make_unique<DemoMachine>(DemoSource::Options {0, -1, false});
    m_desktop = std::make_unique<Desktop>(*m_machine, m_scratch->filePath(u"desktop.ini"_s), [] {
        return QList<QPair<QString, QString>>();
    });
    auto source = std::make_unique<SlowSource>();
    m_source = source.get();
    m_desktop->hub.setSource(std::move(source));
    QTRY_VERIFY(m_desktop->session.loaded());
}

void TestComparisons::cleanup()
{
    m_desktop.reset();
    m_machine.reset();
}

void TestComparisons::tablesAndRowsAreShown()
{
    changes().ask(u"credentials"_s);
    QCOMPARE(changes().stage(), Comparison::Stage::Reading);
    QCOMPARE(m_source->asked, QStringList {u"credentials since "_s});
    answer(found());
    QCOMPARE(changes().stage(), Comparison::Stage::Ready);
    QVERIFY2(
        changes().summary().endsWith(u"2 of 214 tables were read, the others were not written."_s),
        qPrintable(changes().summary()));
    QCOMPARE(changes().tables()->keys(), (QStringList {u"course"_s, u"learner"_s}));
    QCOMPARE(changes().table(), u"course"_s);
    // The head of a row and the column that differs; then one that was removed, whole.
    const ListModel<ChangeLine> &lines = *changes().lines();
    QCOMPARE(lines.count(), 6);
    QVERIFY(lines.row(0).isHead);
    QCOMPARE(lines.row(0).name, u"id 1"_s);
    QCOMPARE(lines.row(0).kind, 0);
    QCOMPARE(lines.row(1).name, u"seats"_s);
    QCOMPARE(lines.row(1).before, u"30"_s);
    QCOMPARE(lines.row(1).after, u"31"_s);
    QVERIFY(lines.row(1).differs);
    QCOMPARE(lines.row(2).kind, -1);
    QCOMPARE(lines.row(5).before, u"NULL"_s);
    QVERIFY(lines.row(5).isBeforeNull);
    QCOMPARE(lines.row(3).after, u"–"_s);
    changes().setWholeRows(true);
    QCOMPARE(lines.count(), 8);
    QVERIFY(!lines.row(2).differs);
    QCOMPARE(lines.row(2).before, lines.row(2).after);
    changes().setTable(u"learner"_s);
    QCOMPARE(lines.count(), 50 * 3);
    QCOMPARE(lines.row(0).kind, 1);
    changes().close();
    QCOMPARE(changes().stage(), Comparison::Stage::Closed);
    QCOMPARE(lines.count(), 0);
    QVERIFY(changes().summary().isEmpty());
}

void TestComparisons::rowsWithoutAKeyAreCounted()
{
    DataChanges plain = found();
    plain.changes.removeLast();
    TableChanges &table = plain.changes.first();
    for (ColumnShape &column : table.table.columns)
        column.isKey = false;
    table.rows = {{RowChange::Kind::Added, {}, RowValues {"1", "x", "2"}, 1, 4}};
    table.changed = table.removed = 0;
    table.added = 3;
    changes().ask(u"credentials"_s);
    answer(plain);
    QCOMPARE(changes().lines()->row(0).name, u"3 times the same row"_s);
    QVERIFY(changes().more().isEmpty());
}

void TestComparisons::whatIsCutIsSaid()
{
    DataChanges cut = found();
    // The values differ behind what is kept of them.
    cut.changes.first().rows.first().after = cut.changes.first().rows.first().before;
    changes().ask(u"credentials"_s);
    answer(cut);
    QVERIFY(changes().more().isEmpty());
    QCOMPARE(changes().lines()->row(0).after, u"it differs beyond what is shown"_s);
    changes().setTable(u"learner"_s);
    QVERIFY2(changes().more().contains(u"50 of 120"_s), qPrintable(changes().more()));
}

void TestComparisons::nothingChanged()
{
    changes().ask(u"credentials"_s);
    answer(demo::changesOf(u"credentials"_s, u"demo"_s));
    QCOMPARE(changes().stage(), Comparison::Stage::Ready);
    QCOMPARE(changes().tables()->count(), 0);
    QVERIFY(changes().table().isEmpty());
    QVERIFY(changes().summary().contains(u"the checkpoint “demo”"_s));
}

void TestComparisons::sinceACheckpoint()
{
    changes().ask(u"credentials"_s);
    answer(found());
    QCOMPARE(changes().sinces()->keys().size(), 4); // the reset and three checkpoints
    QCOMPARE(changes().sinces()->keys().first(), QString());
    changes().setSince(u"nonsense"_s);
    QCOMPARE(m_source->asked.size(), 1);
    changes().setSince(u"with-100-learners"_s);
    QCOMPARE(m_source->asked.last(), u"credentials since with-100-learners"_s);
    QCOMPARE(changes().stage(), Comparison::Stage::Reading);
    QCOMPARE(changes().tables()->count(), 0); // those of before are not these
    answer(found());
    changes().close();
    changes().ask(u"credentials"_s);
    QCOMPARE(m_source->asked.last(), u"credentials since "_s);
}

void TestComparisons::progressIsTold()
{
    changes().ask(u"credentials"_s);
    QSignalSpy told(&changes(), &Comparison::doingChanged);
    m_source->says(u"comparing course · 3000 rows"_s, -1);
    QCOMPARE(told.size(), 1);
    QCOMPARE(changes().doing(), u"Comparing course · 3000 rows"_s);
    QTRY_VERIFY_WITH_TIMEOUT(changes().doing().endsWith(u"· 2.0 s"_s), 5000);
}

void TestComparisons::readingIsEnded()
{
    changes().ask(u"credentials"_s);
    QVERIFY(!m_source->stop.stop_requested());
    changes().stop();
    QVERIFY(m_source->stop.stop_requested());
    QCOMPARE(changes().stage(), Comparison::Stage::Stopping); // its server goes first
    answer(cancelled());
    QCOMPARE(changes().stage(), Comparison::Stage::Stopped);
    QVERIFY(changes().problem().isEmpty());
    changes().askAgain();
    answer(found());
    QCOMPARE(changes().stage(), Comparison::Stage::Ready);
}

void TestComparisons::oneReadingAtATime()
{
    changes().ask(u"credentials"_s);
    changes().setSince(u"demo"_s);
    // The one that goes on holds the workspace's lock.
    QVERIFY(m_source->stop.stop_requested());
    QCOMPARE(m_source->asked.size(), 1);
    QCOMPARE(changes().stage(), Comparison::Stage::Reading);
    answer(cancelled());
    QCOMPARE(m_source->asked.last(), u"credentials since demo"_s);
    QCOMPARE(changes().stage(), Comparison::Stage::Reading);
    answer(found());
    QCOMPARE(changes().stage(), Comparison::Stage::Ready);
    // Closed and opened again meanwhile.
    changes().askAgain();
    changes().close();
    changes().ask(u"catalog"_s);
    QCOMPARE(m_source->asked.size(), 3);
    answer(cancelled());
    QCOMPARE(m_source->asked.last(), u"catalog since "_s);
}

void TestComparisons::whatIsDroppedIsNotShown()
{
    changes().ask(u"credentials"_s);
    changes().close();
    answer(found()); // it was done before it heard of the end
    QCOMPARE(changes().stage(), Comparison::Stage::Closed);
    QCOMPARE(changes().tables()->count(), 0);
    changes().ask(u"credentials"_s);
    changes().setSince(u"demo"_s);
    changes().stop();
    QCOMPARE(changes().stage(), Comparison::Stage::Stopped);
    answer(found());
    QCOMPARE(changes().stage(), Comparison::Stage::Stopped);
    QCOMPARE(m_source->asked.size(), 2);
}

void TestComparisons::aFailureIsToldWithTheWayOut()
{
    changes().ask(u"credentials"_s);
    answer(notFound(u"There is nothing to compare with."_s, u"Save a checkpoint."_s));
    QCOMPARE(changes().stage(), Comparison::Stage::Failed);
    QCOMPARE(changes().problem(), u"There is nothing to compare with."_s);
    QCOMPARE(changes().hint(), u"Save a checkpoint."_s);
    changes().askAgain();
    QVERIFY(changes().problem().isEmpty());
}

void TestComparisons::aSeedIsARun()
{
    changes().ask(u"credentials"_s);
    changes().save(u"mine"_s, false); // nothing is read yet
    QCOMPARE(m_source->operations().size(), 0);
    answer(found());
    changes().save(u"  "_s, false);
    QCOMPARE(m_source->operations().size(), 0);
    changes().save(u" mine "_s, false);
    QCOMPARE(changes().saving(), Changes::Saving::Going);
    changes().save(u"again"_s, false);
    QTRY_COMPARE(changes().saving(), Changes::Saving::Saved);
    QCOMPARE(m_source->operations().size(), 1);
    QCOMPARE(m_source->operations().first().toCommandLine(),
             u"devstack data changes credentials --save-seed mine"_s);
    QVERIFY(changes().seedFile().endsWith(u"credentials/seeds/mine.sql"_s));
    QCOMPARE(changes().seedRows(), u"122 changed rows"_s);
    QVERIFY(changes().seedNotes().contains(u"notes"_s));
    QVERIFY(changes().declaration().startsWith(u"services:"_s));
    changes().close();
    QCOMPARE(changes().saving(), Changes::Saving::NotYet);
    QVERIFY(changes().seedFile().isEmpty());
}

void TestComparisons::aSeedThatIsThereIsAskedAbout()
{
    changes().ask(u"credentials"_s);
    answer(found());
    m_source->refusal
        = unconfirmed(u"Nothing was written."_s).because(u"/x/seeds/mine.sql would be replaced."_s);
    changes().save(u"mine"_s, false);
    QCOMPARE(changes().saving(), Changes::Saving::Asked);
    QCOMPARE(changes().savingProblem(), u"/x/seeds/mine.sql would be replaced."_s);
    changes().forgetSaving(); // another name is typed
    QCOMPARE(changes().saving(), Changes::Saving::NotYet);
    QVERIFY(changes().savingProblem().isEmpty());
    changes().save(u"mine"_s, true);
    QTRY_COMPARE(changes().saving(), Changes::Saving::Saved);
    changes().askAgain();
    answer(found());
    m_source->refusal = failed(u"More than 10000 rows changed."_s, u"A dump is better."_s);
    changes().save(u"mine"_s, false);
    QCOMPARE(changes().saving(), Changes::Saving::Refused);
    QCOMPARE(changes().savingHint(), u"A dump is better."_s);
}

void TestComparisons::severalDatabases()
{
    WorkspaceSnapshot snapshot = m_desktop->hub.snapshot();
    IdaView &ida = snapshot.idas[0];
    QCOMPARE(ida.name, u"credentials"_s);
    ServiceView other;
    other.name = u"history"_s;
    other.role = u"database"_s;
    ida.services += other;
    emit m_source->snapshotChanged(snapshot);
    changes().ask(u"credentials"_s);
    QCOMPARE(changes().services().size(), 2);
    QCOMPARE(m_source->asked.last(), u"credentials/%1 since "_s.arg(changes().services().first()));
    answer(found());
    changes().setService(u"history"_s);
    QCOMPARE(m_source->asked.last(), u"credentials/history since "_s);
    answer(found());
    changes().save(u"mine"_s, false);
    QCOMPARE(m_source->operations().first().toCommandLine(),
             u"devstack data changes credentials/history --save-seed mine"_s);
}

void TestComparisons::objectsAreShown()
{
    schemas().ask(u"credentials"_s);
    QCOMPARE(m_source->asked, QStringList {u"credentials"_s});
    m_source->answerDiff(demo::schemaDiffOf(u"credentials"_s));
    QCOMPARE(schemas().stage(), Comparison::Stage::Ready);
    QCOMPARE(schemas().summary(), u"2 objects are not the same everywhere."_s);
    QVERIFY(schemas().pending().contains(u"records.0042_grade"_s));
    QCOMPARE(schemas().shown().name, u"course.language"_s);
    QCOMPARE(schemas().shown().production, u"–"_s);
    QCOMPARE(schemas().shown().statementTitle, u"What production lacks:"_s);
    schemas().setObject(u"column learner.nickname"_s);
    QCOMPARE(schemas().shown().live, u"varchar(40) DEFAULT NULL"_s);
    QCOMPARE(schemas().shown().migrations, u"–"_s);
    QCOMPARE(schemas().shown().meaning, u"added by hand"_s);
    // Only what belongs to the live database is copied as a whole.
    QCOMPARE(schemas().statements(), u"ALTER TABLE `learner` DROP COLUMN `nickname`;"_s);
    schemas().setObject(u"column no.such"_s);
    QCOMPARE(schemas().shown().name, u"learner.nickname"_s);
}

void TestComparisons::schemasAgree()
{
    schemas().ask(u"subsidy"_s);
    m_source->answerDiff(demo::schemaDiffOf(u"subsidy"_s));
    QCOMPARE(schemas().summary(), u"subsidy/db: no difference in 1204 objects."_s);
    QVERIFY(schemas().production().isEmpty());
    QCOMPARE(schemas().notes().size(), 1); // there is no snapshot
    QCOMPARE(schemas().agreement(), u"Migrations and the live database agree"_s);
    QVERIFY(schemas().statements().isEmpty());
    QVERIFY(schemas().shown().name.isEmpty());
    schemas().askAgain();
    SchemaDiff alone = demo::schemaDiffOf(u"subsidy"_s);
    alone.hasMigrations = false;
    m_source->answerDiff(alone);
    QVERIFY(!schemas().compares()); // then nothing agrees
    QVERIFY(schemas().summary().isEmpty());
    schemas().askAgain();
    alone.production = u"x:1"_s;
    m_source->answerDiff(alone);
    QVERIFY(schemas().compares());
    QCOMPARE(schemas().agreement(), u"Production and the live database agree"_s);
}

void TestComparisons::noTwoStagesHaveOneName()
{
    // QML finds the values of all enums of a type under one name.
    QSet<QString> names;
    const QMetaObject &type = Changes::staticMetaObject;
    for (int i = 0; i < type.enumeratorCount(); ++i) {
        for (int key = 0; key < type.enumerator(i).keyCount(); ++key) {
            const QString name = QString::fromLatin1(type.enumerator(i).key(key));
            QVERIFY2(!names.contains(name), qPrintable(name));
            names.insert(name);
        }
    }
    QVERIFY(names.size() > 9);
}

void TestComparisons::theCommandSearchOpensThem()
{
    CommandSearch &search = m_desktop->commandSearch;
    search.setQuery(u"what changed catalog"_s);
    search.run(u"devstack data changes catalog"_s);
    QCOMPARE(m_desktop->session.page(), page::Data);
    QCOMPARE(m_desktop->data.ida(), u"catalog"_s);
    QCOMPARE(changes().ida(), u"catalog"_s);
    search.setQuery(u"schema catalog"_s);
    search.run(u"devstack schema diff catalog"_s);
    QCOMPARE(schemas().ida(), u"catalog"_s);
}

void TestComparisons::anotherWorkspaceCloses()
{
    changes().ask(u"credentials"_s);
    auto other = std::make_unique<SlowSource>();
    SlowSource *source = other.get();
    m_desktop->hub.setSource(std::move(other));
    QCOMPARE(changes().stage(), Comparison::Stage::Closed);
    QTRY_VERIFY(m_desktop->session.loaded());
    changes().ask(u"catalog"_s); // nothing of the other one is waited for
    QCOMPARE(source->asked, QStringList {u"catalog since "_s});
    m_source = source;
}

QTEST_MAIN(TestComparisons)
#include "tst_comparisons.moc"
