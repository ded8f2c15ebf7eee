// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/composeoutput.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

class Recorder final : public Reporter
{
public:
    void progress(const Progress &progress) override { m_last = progress; }
    void line(const OutputLine &line) override { m_lines += line.text; }

    Progress m_last;
    QStringList m_lines;
};

} // namespace

/// What Compose 2.x and 5.x write with --progress json, told in words.
class TestComposeOutput : public QObject
{
    Q_OBJECT

private slots:
    void output_data();
    void output();
    void transcriptIsBounded();
};

void TestComposeOutput::output_data()
{
    QTest::addColumn<QStringList>("input");
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<QString>("progress");
    QTest::addColumn<QString>("error");

    QTest::newRow("2.x containers")
        << QStringList {uR"({"id":"Network p_default","status":"Creating"})"_s,
                        uR"({"id":"Network p_default","status":"Created"})"_s,
                        uR"({"id":"Container p-a-1","status":"Created"})"_s,
                        uR"({"id":"Container p-a-1","status":"Starting"})"_s,
                        uR"({"id":"Container p-a-1","status":"Started"})"_s,
                        uR"({"id":"Container p-b-1","status":"Starting"})"_s}
        << QStringList {u"Network p_default Creating"_s,
                        u"Network p_default Created"_s,
                        u"Container p-a-1 Created"_s,
                        u"Container p-a-1 Starting"_s,
                        u"Container p-a-1 Started"_s,
                        u"Container p-b-1 Starting"_s}
        << u"2/3 steps"_s << QString();
    QTest::newRow("5.x containers")
        << QStringList {uR"({"id":"Container p-a-1","status":"Working","text":"Starting"})"_s,
                        uR"({"id":"Container p-a-1","status":"Done","text":"Started"})"_s}
        << QStringList {u"Container p-a-1 Starting"_s, u"Container p-a-1 Started"_s}
        << u"1/1 steps"_s << QString();
    QTest::newRow("2.x pull error")
        << QStringList {uR"({"id":"x","text":"Pulling"})"_s,
                        uR"({"id":"x","text":"Error","status":"connection refused"})"_s,
                        uR"({"error":true,"message":"Error response from daemon: connection refused"})"_s}
        << QStringList {u"x Pulling"_s,
                        u"x: connection refused"_s,
                        u"Error response from daemon: connection refused"_s}
        << u"0/1 steps"_s << u"Error response from daemon: connection refused"_s;
    QTest::newRow("5.x error")
        << QStringList {uR"({"id":"Image x","status":"Error","text":"Error","details":"denied"})"_s}
        << QStringList {u"Image x: denied"_s} << u"0/-1 "_s << u"Image x: denied"_s;
    QTest::newRow("layers")
        << QStringList {uR"({"id":"aa","parent_id":"x","text":"Downloading","current":10,"total":100})"_s,
                        uR"({"id":"bb","parent_id":"x","text":"Downloading","current":50,"total":50})"_s,
                        uR"({"id":"aa","parent_id":"x","text":"Extracting","current":5,"total":100})"_s}
        << QStringList() << u"150/150 bytes"_s << QString();
    QTest::newRow("build")
        << QStringList {uR"({"vertexes":[{"digest":"a","name":"[1/2] FROM x","started":"t","completed":"t","cached":true},{"digest":"b","name":"[2/2] RUN y"}]})"_s,
                        uR"({"vertexes":[{"digest":"b","name":"[2/2] RUN y","started":"t"}]})"_s,
                        uR"({"logs":[{"vertex":"b","data":"b25l"}]})"_s,
                        uR"({"logs":[{"vertex":"b","data":"DQp0d28K"}]})"_s,
                        uR"({"vertexes":[{"digest":"b","name":"[2/2] RUN y","started":"t","completed":"t","error":"exit code: 9"}]})"_s,
                        uR"({"error":true,"message":"failed to build"})"_s}
        << QStringList {u"[1/2] FROM x"_s,
                        u"[1/2] FROM x (cached)"_s,
                        u"[2/2] RUN y"_s,
                        u"one"_s,
                        u"two"_s,
                        u"exit code: 9"_s,
                        u"failed to build"_s}
        << u"2/2 steps"_s << u"exit code: 9"_s;
    QTest::newRow("nonsense") << QStringList {u"{"_s,
                                              u"{}"_s,
                                              u""_s,
                                              u"plain"_s,
                                              uR"({"id":null,"status":[]})"_s,
                                              uR"({"vertexes":7,"logs":{}})"_s}
                              << QStringList {u"{"_s, u"{}"_s, u"plain"_s} << u"0/0 steps"_s
                              << QString();
}

void TestComposeOutput::output()
{
    QFETCH(const QStringList, input);
    Recorder recorder;
    ComposeOutput output(recorder);
    for (const QString &line : input)
        output.feed({OutputLine::Stream::Err, line});
    output.finish();
    QTEST(recorder.m_lines, "lines");
    QTEST(u"%1/%2 %3"_s.arg(recorder.m_last.done)
              .arg(recorder.m_last.total)
              .arg(recorder.m_last.unit),
          "progress");
    QTEST(output.error(), "error");
}

void TestComposeOutput::transcriptIsBounded()
{
    Recorder recorder;
    ComposeOutput output(recorder);
    for (int i = 0; i < 1000; ++i)
        output.feed({OutputLine::Stream::Err, QString::number(i)});
    const QStringList lines = output.transcript().split(u'\n');
    QCOMPARE(lines.size(), 40);
    QCOMPARE(lines.last(), u"999"_s);
}

QTEST_GUILESS_MAIN(TestComposeOutput)
#include "tst_composeoutput.moc"
