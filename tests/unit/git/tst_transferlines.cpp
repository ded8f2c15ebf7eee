// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/transferlines.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace devstack;
using namespace devstack::git;
using namespace Qt::StringLiterals;

namespace {

struct Recorder : Reporter
{
    QList<Progress> seen;
    void progress(const Progress &progress) override { seen += progress; }
    void line(const OutputLine &) override { }
};

} // namespace

/// The lines between this program and devstack-git, and what a stranger could put there.
class TestTransferLines : public QObject
{
    Q_OBJECT

private slots:
    void requests();
    void progress();
    void outcomes();
    void hostileLines_data();
    void hostileLines();
    void hostileTexts();
    void onlyTheLastLineCounts();
};

void TestTransferLines::requests()
{
    const TransferRequest clone {
        TransferRequest::Verb::Clone, u"https://me:pass\"word@h/x"_s, u"v1"_s, u"/srv/x\n"_s};
    const auto read = transferRequest(toJson(clone));
    QVERIFY(read && read->verb == TransferRequest::Verb::Clone);
    QCOMPARE(read->url, clone.url);
    QCOMPARE(read->ref, clone.ref);
    QCOMPARE(read->folder, clone.folder);
    const auto fetch = transferRequest(toJson({TransferRequest::Verb::Fetch, {}, {}, u"/x"_s}));
    QVERIFY(fetch && fetch->verb == TransferRequest::Verb::Fetch);
    for (const QByteArray json : {"",
                                  "{}",
                                  "[1]",
                                  "{\"verb\":\"push\",\"folder\":\"/x\"}",
                                  "{\"verb\":\"clone\",\"folder\":7}"})
        QVERIFY(!transferRequest(json));
}

void TestTransferLines::progress()
{
    Recorder recorder;
    TransferLines lines(recorder);
    lines.read(QString::fromUtf8(progressLine({5, 9, u"files"_s, u"Checking out files"_s})));
    lines.read(QString::fromUtf8(waitingLine()));
    QCOMPARE(recorder.seen.size(), 1);
    QCOMPARE(recorder.seen.first().done, 5);
    QCOMPARE(recorder.seen.first().total, 9);
    QCOMPARE(recorder.seen.first().unit, u"files"_s);
    QCOMPARE(recorder.seen.first().text, u"Checking out files"_s);
    QVERIFY(!lines.outcome());
}

void TestTransferLines::outcomes()
{
    Recorder nobody;
    const QString commit(40, u'a');
    TransferLines done(nobody);
    done.read(QString::fromUtf8(outcomeLine(TransferResult {u"release/x"_s, commit})));
    QVERIFY(done.outcome() && *done.outcome());
    QCOMPARE((*done.outcome())->branch, u"release/x"_s);
    QCOMPARE((*done.outcome())->commit, commit);

    const Error error {Error::Kind::NotFound, u"“x” is gone."_s, u"one\ntwo"_s, u"Look."_s, {}};
    TransferLines failed(nobody);
    failed.read(QString::fromUtf8(outcomeLine(error)));
    QVERIFY(failed.outcome() && !*failed.outcome());
    QVERIFY(failed.outcome()->error() == error);
}

void TestTransferLines::hostileLines_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("empty") << QString();
    QTest::newRow("no JSON") << u"Segmentation fault"_s;
    QTest::newRow("half") << u"{\"result\":{\"branch\":\"main\""_s;
    QTest::newRow("array") << u"[{\"result\":{}}]"_s;
    QTest::newRow("result of another type") << u"{\"result\":\"done\"}"_s;
    QTest::newRow("error of another type") << u"{\"error\":true}"_s;
    QTest::newRow("progress of another type") << u"{\"progress\":[1,2]}"_s;
    QTest::newRow("branch that is an option") << u"{\"result\":{\"branch\":\"--exec=id\"}}"_s;
    QTest::newRow("branch that leads out") << u"{\"result\":{\"branch\":\"../../x\"}}"_s;
    QTest::newRow("branch with an escape") << u"{\"result\":{\"branch\":\"a\\u001b[2J\"}}"_s;
    QTest::newRow("commit that is none") << u"{\"result\":{\"commit\":\"deadbeef\"}}"_s;
    QTest::newRow("commit with a line end")
        << u"{\"result\":{\"commit\":\"%1\\n\"}}"_s.arg(QString(40, u'a'));
    QTest::newRow("deep") << QString(QString(5000, u'[') + QString(5000, u']'));
}

void TestTransferLines::hostileLines()
{
    QFETCH(QString, line);
    Recorder recorder;
    TransferLines lines(recorder);
    lines.read(line);
    QVERIFY(!lines.outcome());
    QVERIFY(recorder.seen.isEmpty());
}

void TestTransferLines::hostileTexts()
{
    Recorder recorder;
    TransferLines lines(recorder);
    lines.read(
        u"{\"progress\":{\"done\":-5,\"total\":-9,\"unit\":\"\\u001b[2J\",\"text\":\"%1\"}}"_s.arg(
            QString(QString(9000, u'x') + u"\\u001b[2J"_s)));
    QCOMPARE(recorder.seen.size(), 1);
    QCOMPARE(recorder.seen.first().done, 0);
    QCOMPARE(recorder.seen.first().total, -1);
    QCOMPARE(recorder.seen.first().unit, QString());
    QVERIFY(recorder.seen.first().text.size() < 1000);
    lines.read(u"{\"progress\":{\"done\":1e300,\"text\":\"a\\u001b[2J\\nb\"}}"_s);
    QVERIFY(!recorder.seen.last().text.contains(QChar(0x1b)));
    QVERIFY(!recorder.seen.last().text.contains(u'\n'));

    const QString many = QString(u"\\u001b]0;x\\n"_s).repeated(1000);
    lines.read(
        u"{\"error\":{\"kind\":\"needs-trust\",\"message\":\"%1\",\"detail\":\"%1\"}}"_s.arg(many));
    QVERIFY(lines.outcome() && !*lines.outcome());
    const Error error = lines.outcome()->error();
    QVERIFY(error.kind == Error::Kind::Io); // no transfer fails by that kind
    QVERIFY(!error.toText().contains(QChar(0x1b)));
    QVERIFY(error.detail.count(u'\n') < 100);
}

void TestTransferLines::onlyTheLastLineCounts()
{
    Recorder nobody;
    TransferLines lines(nobody);
    lines.read(QString::fromUtf8(outcomeLine(TransferResult {u"main"_s, {}})));
    lines.read(u"and then it went on"_s);
    QVERIFY(!lines.outcome());
}

QTEST_GUILESS_MAIN(TestTransferLines)
#include "tst_transferlines.moc"
