// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/files.h"
#include "store/journalreader.h"
#include "store/runjournal.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

RunStep step(const QString &id, StepState state = StepState::Pending)
{
    RunStep result;
    result.id = id;
    result.ida = u"ida"_s;
    result.kind = StepKind::Seed;
    result.title = u"Title of "_s + id;
    result.after = QStringList {u"x"_s};
    result.state = state;
    result.expected = 3s;
    return result;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestRunJournal : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void aWholeRun();
    void theSameInAnyPieces();
    void whatIdasWere();
    void interrupted();
    void outputIsBounded();
    void secretsAreMasked();
    void progressIsThrottled();
    void aSecondPlanAddsSteps();
    void onlyTheLastTwenty();
    void theClockWasSetBack();
    void whyNoStepCouldRun();
    void anAnswerGoesOnWithTheRun();
    void runsWithNothingToDoStayFew();
    void nonsenseIsIgnored();
    void theFileHasWords();
    void wordsOfANewerProgram();
    void timesBeyondAllBounds();
    void theOperationStandsBesideItsText();
    void aSecretIsNoOperation();
    void anOldJournalHasNoOperation();

private:
    QString runs() const { return m_dir->filePath(u"runs"_s); }
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestRunJournal::theOperationStandsBesideItsText()
{
    Operation seed;
    seed.verb = Operation::Verb::Seed;
    seed.idas = {u"it's --one\nida"_s};
    seed.seeds = {u"base"_s};
    QVERIFY(RunJournal::create(runs(), u"devstack seed … --trust"_s, {u"ida"_s}, seed));
    const auto state = readRun(runJournals(runs()).first());
    QVERIFY(state);
    QCOMPARE(state->header.command, u"devstack seed … --trust"_s);
    QVERIFY(state->header.operation == seed);
}

void TestRunJournal::aSecretIsNoOperation()
{
    Operation run;
    run.verb = Operation::Verb::Run;
    run.idas = {u"ida"_s};
    run.script = u"dev.provision"_s;
    run.arguments = {u"token=hunter22hunter22"_s};
    QVERIFY(RunJournal::create(runs(), run.toCommandLine(), run.idas, run));
    const QString path = runJournals(runs()).first();
    QVERIFY(!contentOf(path).contains("hunter22"));
    QVERIFY(!readRun(path)->header.operation);
}

void TestRunJournal::anOldJournalHasNoOperation()
{
    QVERIFY(QDir().mkpath(runs()));
    QVERIFY(writeFile(runs() + u"/20261121T215800123Z-1.jsonl"_s,
                      "{\"type\":\"run\",\"version\":1,\"id\":\"20261121T215800123Z-1\","
                      "\"command\":\"devstack up a\",\"idas\":[\"a\"],\"pid\":1}\n"
                      "{\"type\":\"end\",\"result\":\"done\",\"ms\":5}\n"));
    const auto state = readRun(runJournals(runs()).first());
    QVERIFY(state);
    QCOMPARE(state->header.command, u"devstack up a"_s);
    QVERIFY(!state->header.operation);
}

void TestRunJournal::aWholeRun()
{
    auto journal = RunJournal::create(runs(), u"devstack up ida"_s, {u"ida"_s});
    QVERIFY(journal);
    RunJournal &run = **journal;
    run.steps({step(u"a"_s), step(u"b"_s, StepState::Satisfied)});
    run.started(u"a"_s);
    run.progress(u"a"_s, {3, 10, u"bytes"_s, u"layer"_s});
    run.line(u"a"_s, {OutputLine::Stream::Err, u"oops “é”"_s});
    const QString path = runJournals(runs()).first();
    QVERIFY(isJournalLive(path));
    QVERIFY(readRun(path)->isRunning());
    RunStep done = step(u"a"_s, StepState::Failed);
    done.reason = u"it broke"_s;
    done.detail = u"tail"_s;
    done.hint = u"mend it"_s;
    done.duration = 1500ms;
    run.finished(done);
    run.end(RunResult::Failed);
    const RunHeader header = run.header();
    journal->reset();
    QVERIFY(!isJournalLive(path));

    const auto state = readRun(path);
    QVERIFY(state);
    QCOMPARE(state->header.id, header.id);
    QCOMPARE(QFileInfo(path).completeBaseName(), header.id);
    QCOMPARE(state->header.command, u"devstack up ida"_s);
    QCOMPARE(state->header.start, header.start);
    QVERIFY(state->result == RunResult::Failed);
    const RunStep *a = state->step(u"a"_s);
    QVERIFY(a);
    QCOMPARE(a->title, u"Title of a"_s);
    QCOMPARE(a->after, QStringList {u"x"_s});
    QVERIFY(a->state == StepState::Failed);
    QCOMPARE(a->reason, u"it broke"_s);
    QCOMPARE(a->detail, u"tail"_s);
    QCOMPARE(a->hint, u"mend it"_s);
    QCOMPARE(a->duration, 1500ms);
    QCOMPARE(a->expected, 3000ms);
    QCOMPARE(a->progress.done, 3);
    QCOMPARE(a->output.size(), 1);
    QCOMPARE(a->output[0].text, u"oops “é”"_s);
    QVERIFY(a->output[0].stream == OutputLine::Stream::Err);
    QVERIFY(state->step(u"b"_s)->state == StepState::Satisfied);
    QVERIFY(!(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
}

void TestRunJournal::whatIdasWere()
{
    IdaAtRun ida {u"ida"_s, u"4f74"_s, true, u"develop"_s, u"light"_s, u"records"_s, {}};
    ida.images.insert(u"app"_s, u"sha256:1"_s);
    IdaAtRun cloned {u"cloned"_s, {}, false, u"develop"_s, {}, {}, {}};
    auto journal = RunJournal::create(runs(), u"devstack up"_s, {});
    QVERIFY(journal);
    const QString path = runJournals(runs()).first();
    QVERIFY(!readRun(path)->idasThen);
    (*journal)->idasNow({ida, cloned});
    const qint64 size = QFileInfo(path).size();
    (*journal)->idasNow({ida, cloned});
    QCOMPARE(QFileInfo(path).size(), size);
    // What it was when the run began counts; of what the run cloned, what it was then.
    IdaAtRun later = ida;
    later.commit = u"beef"_s;
    cloned.commit = u"c10e"_s;
    (*journal)->idasNow({later, cloned});
    journal->reset();
    QCOMPARE(*readRun(path)->idasThen, (QList<IdaAtRun> {ida, cloned}));

    QList<IdaAtRun> many;
    for (int i = 0; i < 500; ++i) {
        many += ida;
        many.last().ida = QString::number(i);
        for (int j = 0; j < 100; ++j)
            many.last().images.insert(QString::number(j), u"sha256:1"_s);
    }
    journal = RunJournal::create(runs(), u"devstack up"_s, {});
    (*journal)->idasNow(many);
    journal->reset();
    const auto read = readRun(runJournals(runs()).first());
    QCOMPARE(read->idasThen->size(), 200);
    QCOMPARE(read->idasThen->first().images.size(), 40);
}

void TestRunJournal::theSameInAnyPieces()
{
    {
        auto journal = RunJournal::create(runs(), u"up"_s, {});
        (*journal)->steps({step(u"a"_s)});
        (*journal)->started(u"a"_s);
        (*journal)->line(u"a"_s, {OutputLine::Stream::Out, u"“één”"_s});
        (*journal)->finished(step(u"a"_s, StepState::Done));
        (*journal)->end(RunResult::Done);
    }
    const QByteArray bytes = contentOf(runJournals(runs()).first());
    for (qsizetype size = 1; size < bytes.size(); size += 7) {
        JournalReader reader;
        QStringList changed;
        for (qsizetype from = 0; from < bytes.size(); from += size)
            changed += reader.feed(bytes.mid(from, size));
        QVERIFY(reader.state().result == RunResult::Done);
        QCOMPARE(reader.state().steps[0].output[0].text, u"“één”"_s);
        QVERIFY(changed.contains(u"a"_s) && changed.contains(QString()));
    }
}

void TestRunJournal::interrupted()
{
    {
        auto journal = RunJournal::create(runs(), u"up"_s, {});
        (*journal)->steps({step(u"a"_s), step(u"b"_s), step(u"c"_s, StepState::Satisfied)});
        (*journal)->started(u"a"_s);
        QTest::qWait(80);
        (*journal)->line(u"a"_s, {OutputLine::Stream::Out, u"hello"_s});
    }
    const QString path = runJournals(runs()).first();
    const auto state = readRun(path);
    QVERIFY(state->result == RunResult::Interrupted);
    // It took at least until it was last heard of.
    QVERIFY2(state->duration.count() >= 60 && state->duration.count() < 10'000,
             qPrintable(QString::number(state->duration.count())));
    QVERIFY(state->steps[0].duration.count() >= 60);
    QCOMPARE(state->steps[1].duration.count(), 0);
    QVERIFY(state->step(u"a"_s)->state == StepState::Cancelled);
    QVERIFY(state->step(u"b"_s)->state == StepState::Cancelled);
    QVERIFY(state->step(u"c"_s)->state == StepState::Satisfied);
    // Cut anywhere by a kill it still reads.
    const QByteArray whole = contentOf(path);
    for (qsizetype cut = 0; cut < whole.size(); ++cut) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(whole.left(cut));
        file.close();
        const auto part = readRun(path);
        QCOMPARE(part.hasValue(), whole.left(cut).contains('\n'));
    }
}

void TestRunJournal::outputIsBounded()
{
    auto journal = RunJournal::create(runs(), u"up"_s, {});
    (*journal)->steps({step(u"a"_s), step(u"b"_s)});
    (*journal)->started(u"a"_s);
    for (int i = 0; i < 20000; ++i)
        (*journal)->line(u"a"_s, {OutputLine::Stream::Out, QString::number(i)});
    (*journal)->finished(step(u"a"_s, StepState::Done));
    (*journal)->started(u"b"_s);
    for (int i = 0; i < 1000; ++i)
        (*journal)->line(u"b"_s, {OutputLine::Stream::Out, QString(60000, u'x')});
    (*journal)->finished(step(u"b"_s, StepState::Done));
    const QString path = runJournals(runs()).first();
    const auto state = readRun(path);
    const QList<OutputLine> &output = state->step(u"a"_s)->output;
    QCOMPARE(output.size(), 5201);
    QCOMPARE(output[4999].text, u"4999"_s);
    QCOMPARE(output[5000].text, u"… 14800 lines left out"_s);
    QVERIFY(output[5000].stream == OutputLine::Stream::Note);
    QCOMPARE(output.last().text, u"19999"_s);
    QVERIFY(QFileInfo(path).size() < 20 * 1024 * 1024);
}

void TestRunJournal::secretsAreMasked()
{
    auto journal = RunJournal::create(runs(), u"up"_s, {});
    (*journal)->steps({step(u"a"_s)});
    (*journal)->started(u"a"_s);
    (*journal)->line(
        u"a"_s, {OutputLine::Stream::Out, u"cloning https://me:hunter2@git.example.org/x.git"_s});
    QVERIFY(!contentOf(runJournals(runs()).first()).contains("hunter2"));
}

void TestRunJournal::progressIsThrottled()
{
    auto journal = RunJournal::create(runs(), u"up"_s, {});
    (*journal)->steps({step(u"a"_s)});
    (*journal)->started(u"a"_s);
    for (int i = 0; i < 1000; ++i)
        (*journal)->progress(u"a"_s, {i, 1000, {}, {}});
    QVERIFY(contentOf(runJournals(runs()).first()).count("\"progress\"") < 100);
}

void TestRunJournal::aSecondPlanAddsSteps()
{
    auto journal = RunJournal::create(runs(), u"up"_s, {});
    (*journal)->steps({step(u"clone"_s)});
    (*journal)->started(u"clone"_s);
    (*journal)->finished(step(u"clone"_s, StepState::Done));
    (*journal)->steps({step(u"build"_s), step(u"seed"_s)});
    const auto state = readRun(runJournals(runs()).first());
    QCOMPARE(state->steps.size(), 3);
    QVERIFY(state->step(u"clone"_s)->state == StepState::Done);
}

void TestRunJournal::onlyTheLastTwenty()
{
    auto living = RunJournal::create(runs(), u"living"_s, {});
    for (int i = 0; i < 30; ++i)
        QVERIFY(RunJournal::create(runs(), u"up %1"_s.arg(i), {}));
    const QStringList journals = runJournals(runs());
    QCOMPARE(journals.size(), 21); // twenty and the one that still runs
    QCOMPARE(readRun(journals.first())->header.command, u"up 29"_s);
    QCOMPARE(readRun(journals.last())->header.command, u"living"_s);
}

/// A run of a time to come is there: what begins now is still the newest.
void TestRunJournal::theClockWasSetBack()
{
    const QString ahead = m_dir->filePath(u"20990101T000000000Z-1.jsonl"_s);
    QVERIFY(writeFile(ahead, "{\"type\":\"run\",\"id\":\"x\"}\n"));
    QStringList begun {ahead};
    for (int i = 0; i < 3; ++i) {
        const auto journal = RunJournal::create(m_dir->path(), u"devstack up"_s, {});
        QVERIFY(journal);
        const auto run = readRun(runJournals(m_dir->path()).first());
        QVERIFY(run);
        QCOMPARE(run->header.command, u"devstack up"_s);
        QCOMPARE(run->header.start.date().year(), QDateTime::currentDateTimeUtc().date().year());
        begun.prepend(runJournals(m_dir->path()).first());
        QCOMPARE(runJournals(m_dir->path()), begun);
    }
}

void TestRunJournal::whyNoStepCouldRun()
{
    auto journal = RunJournal::create(runs(), u"devstack up"_s, {});
    const QString path = runJournals(runs()).first();
    QVERIFY(readRun(path)->isRunning());
    Error error {Error::Kind::InvalidInput,
                 u"This is no mapping."_s,
                 u"password=hunter22hunter22"_s,
                 u"Indent it."_s,
                 {u"/w/a/docker-compose.yml"_s, 7, 3}};
    (*journal)->end(RunResult::Failed, error);
    journal->reset();
    QVERIFY(!contentOf(path).contains("hunter22"));
    const auto state = readRun(path);
    QVERIFY(state->result == RunResult::Failed);
    QVERIFY(state->error);
    QCOMPARE(state->error->message, error.message);
    QCOMPARE(state->error->hint, error.hint);
    QCOMPARE(state->error->where, error.where);
}

void TestRunJournal::anAnswerGoesOnWithTheRun()
{
    auto journal = RunJournal::create(runs(), u"devstack up"_s, {});
    const QString path = runJournals(runs()).first();
    (*journal)->steps({step(u"clone"_s, StepState::Done)});
    (*journal)->wait(failed(u"It is not trusted."_s));
    journal->reset();
    const auto waiting = readRun(path);
    QVERIFY(waiting->result == RunResult::Waiting); // not interrupted, although nobody holds it
    QVERIFY(!waiting->isRunning() && !waiting->isOver());
    QCOMPARE(waiting->error->message, u"It is not trusted."_s);

    auto again = RunJournal::resume(path, *waiting);
    QVERIFY(again);
    QVERIFY(readRun(path)->isRunning());
    QVERIFY(!readRun(path)->error);
    (*again)->steps({step(u"start"_s)});
    (*again)->finished(step(u"start"_s, StepState::Done));
    (*again)->end(RunResult::Done);
    again->reset();
    QCOMPARE(runJournals(runs()).size(), 1);
    const auto done = readRun(path);
    QVERIFY(done->result == RunResult::Done);
    QCOMPARE(done->steps.size(), 2);
    QVERIFY(done->duration >= waiting->duration);
    // The time until the answer does not count.
    QCOMPARE(waiting->elapsed(QDateTime::currentDateTimeUtc().addSecs(3600)), waiting->duration);
}

void TestRunJournal::runsWithNothingToDoStayFew()
{
    const auto run = [&](const QString &command, StepState state) {
        auto journal = RunJournal::create(runs(), command, {});
        (*journal)->steps({step(u"a"_s, state)});
        (*journal)->end(RunResult::Done);
    };
    run(u"real"_s, StepState::Done);
    for (int i = 0; i < 9; ++i)
        run(u"nothing %1"_s.arg(i), StepState::Satisfied);
    const QStringList journals = runJournals(runs());
    QCOMPARE(journals.size(), 6);
    QCOMPARE(readRun(journals.first())->header.command, u"nothing 8"_s);
    QVERIFY(readRun(journals.first())->foundNothingToDo());
    QCOMPARE(readRun(journals.last())->header.command, u"real"_s);
    QVERIFY(!readRun(journals.last())->foundNothingToDo());
}

void TestRunJournal::nonsenseIsIgnored()
{
    JournalReader reader;
    reader.feed(
        "garbage\n{}\n[1]\n{\"type\":\"started\",\"step\":\"unknown\"}\n{\"type\":\"future\"}\n\n");
    reader.feed("{\"type\":\"steps\",\"steps\":[{\"id\":\"a\",\"state\":\"pending\"},7]}\n");
    reader.feed("{\"type\":\"line\",\"step\":\"a\",\"text\":\"ok\"}\n");
    QCOMPARE(reader.state().step(u"a"_s)->output.size(), 1);
    QVERIFY(reader.state().isRunning());
}

void TestRunJournal::theFileHasWords()
{
    {
        auto journal = RunJournal::create(runs(), u"up"_s, {});
        StepInfo one = step(u"a"_s);
        one.service = u"app"_s;
        one.kind = StepKind::Script;
        (*journal)->steps({one, step(u"b"_s, StepState::Satisfied)});
        (*journal)->finished(step(u"a"_s, StepState::Failed));
        (*journal)->end(RunResult::Failed);
    }
    const QString path = runJournals(runs()).first();
    const QList<QByteArray> lines = contentOf(path).split('\n');
    QVERIFY(lines.at(1).contains(R"("kind":"script")"));
    QVERIFY(lines.at(1).contains(R"("service":"app","state":"pending")"));
    QVERIFY(lines.at(1).contains(R"("state":"satisfied")"));
    QVERIFY(lines.at(2).contains(R"("state":"failed")"));
    QVERIFY(lines.at(3).contains(R"("result":"failed")"));
    const auto state = readRun(path);
    QVERIFY(state->step(u"a"_s)->kind == StepKind::Script);
    QCOMPARE(state->step(u"a"_s)->service, u"app"_s);
    QCOMPARE(state->step(u"b"_s)->service, QString());
}

void TestRunJournal::wordsOfANewerProgram()
{
    JournalReader reader;
    reader.feed(R"({"type":"run","id":"r"})"
                "\n");
    reader.feed(
        R"({"type":"steps","steps":[{"id":"a","kind":"snapshot","state":"postponed"},{"id":"b"}]})"
        "\n");
    const RunStep &a = *reader.state().step(u"a"_s);
    QVERIFY(a.kind == StepKind::Unknown && a.state == StepState::Unknown);
    QVERIFY(a.isFinal() && !a.unblocksDependents());
    QVERIFY(reader.state().step(u"b"_s)->kind == StepKind::Unknown);
    QCOMPARE(toString(a.state), u"unknown"_s);
    QVERIFY(reader.state().isRunning());
    for (const char *word : {"paused", "running", "planned", ""}) {
        JournalReader over = reader;
        over.feed(QByteArray(R"({"type":"end","result":")") + word + "\"}\n");
        QVERIFY(over.state().result == RunResult::Unknown);
        QVERIFY(!over.state().isRunning());
    }
}

void TestRunJournal::timesBeyondAllBounds()
{
    JournalReader reader;
    reader.feed("{\"type\":\"run\",\"id\":\"r\",\"start\":\"2026-11-21T21:58:00.123Z\"}\n"
                "{\"type\":\"waiting\",\"ms\":9223372036854775807}\n"
                "{\"type\":\"resumed\",\"time\":\"2026-11-21T21:58:01.000Z\"}\n");
    reader.closeInterrupted(
        QDateTime::fromString(u"2026-11-21T21:58:02.000Z"_s, Qt::ISODateWithMs));
    QVERIFY(reader.state().duration > 1s);
}

QTEST_GUILESS_MAIN(TestRunJournal)
#include "tst_runjournal.moc"
