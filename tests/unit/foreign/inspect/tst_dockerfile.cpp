// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/files.h"
#include "foreign/inspect/dockerfile.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Dockerfiles as far as they can be known without building them.
class TestDockerfile : public QObject
{
    Q_OBJECT
private slots:
    void stagesTakeOverWhatIsBelow();
    void values_data();
    void values();
    void whichStage_data();
    void whichStage();
    void tooLarge_data();
    void tooLarge();
    void manyLinesOfOneInstruction();
    void aStopEndsIt();

private:
    static Dockerfile read(const QByteArray &text, std::stop_token stop = {})
    {
        const QTemporaryDir folder;
        if (!writeFile(folder.filePath(u"Dockerfile"_s), text))
            qFatal("no Dockerfile");
        return readDockerfile(Checkout(QFileInfo(folder.path()).canonicalFilePath()),
                              u"Dockerfile"_s,
                              std::move(stop));
    }
};

void TestDockerfile::stagesTakeOverWhatIsBelow()
{
    const Dockerfile file = read(R"(# syntax=docker/dockerfile:1
ARG PYTHON=3.11
FROM python:${PYTHON} AS base
ENV HOME_DIR=/srv \
    # a comment within
    MODE="two words"
WORKDIR $HOME_DIR
WORKDIR code
EXPOSE 8000/tcp 8001 9000/udp
COPY requirements.txt ./
COPY --chown=app . .
RUN npm ci && \
    true
CMD ["gunicorn", "x"]

FROM base as dev
ENV DJANGO_SETTINGS_MODULE shop.settings.devstack
RUN <<EOF
EXPOSE 1
EOF
CMD python manage.py runserver 0.0.0.0:8000
FROM other
)");
    QCOMPARE(file.stages.size(), 3);
    const DockerfileStage &base = file.stages[0];
    QCOMPARE(base.base, u"python:3.11"_s);
    QCOMPARE(base.workingDir.text, u"/srv/code"_s);
    QCOMPARE(base.workingDir.mark.line, 8);
    QCOMPARE(base.environment.value(u"MODE"_s).text, u"two words"_s);
    QCOMPARE(base.codeFolder.text, u"/srv/code"_s);
    QCOMPARE(base.codeFolder.mark.line, 11);
    QCOMPARE(base.runs.size(), 1);
    const DockerfileStage &dev = *file.forDevelopment();
    QCOMPARE(dev.name, u"dev"_s);
    QCOMPARE(dev.workingDir.text, u"/srv/code"_s);
    QStringList ports;
    for (const PlacedText &port : dev.ports)
        ports += port.text;
    QCOMPARE(ports, (QStringList {u"8000"_s, u"8001"_s}));
    QCOMPARE(dev.environment.value(u"DJANGO_SETTINGS_MODULE"_s).text, u"shop.settings.devstack"_s);
    QVERIFY(dev.command.text.startsWith(u"python manage.py"));
    QVERIFY(file.stages[2].ports.isEmpty());
}

void TestDockerfile::values_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("folder");
    const auto row = [](const char *name, const char *text, const QString &folder) {
        QTest::newRow(name) << QByteArray("FROM x\n") + text << folder;
    };
    row("argument", "ARG D=/a\nWORKDIR ${D}/b", u"/a/b"_s);
    row("default", "WORKDIR ${D:-/c}", u"/c"_s);
    row("unknown stays", "WORKDIR /x/$D", u"/x/$D"_s);
    row("quoted", "WORKDIR \"/a b\"", u"/a b"_s);
    row("relative to nothing", "WORKDIR a", u"/a"_s);
    row("lower case", "workdir /a/", u"/a"_s);
    row("a value of itself", "ENV D=$D\nWORKDIR /$D", u"/$D"_s);
    row("no end", "WORKDIR /a \\", u"/a"_s);
    row("nothing", "", QString());
}

void TestDockerfile::values()
{
    QFETCH(QByteArray, text);
    const Dockerfile file = read(text);
    QCOMPARE(file.stages.size(), 1);
    QTEST(file.stages.first().workingDir.text, "folder");
}

void TestDockerfile::whichStage_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("name");
    QTest::newRow("devstack first")
        << QByteArray("FROM a AS dev\nFROM a AS devstack\nFROM a AS prod\n") << u"devstack"_s;
    QTest::newRow("the last") << QByteArray("FROM a AS one\nFROM one AS two\n") << u"two"_s;
    QTest::newRow("none") << QByteArray("RUN x\n") << QString();
}

void TestDockerfile::whichStage()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, name);
    const Dockerfile file = read(text);
    const DockerfileStage *stage = file.forDevelopment();
    QCOMPARE(stage ? stage->name : QString(), name);
    QCOMPARE(stage && stage->isForDevelopment(), name == u"devstack");
}

void TestDockerfile::tooLarge_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::newRow("RUN") << QByteArray("RUN $A\n").repeated(100'000);
    QTest::newRow("WORKDIR") << QByteArray("WORKDIR $A\n").repeated(50'000);
    QTest::newRow("WORKDIR of plain words") << QByteArray("WORKDIR a\n").repeated(90'000);
    QTest::newRow("ENV") << QByteArray("ENV B=$A$A\n").repeated(50'000);
}

void TestDockerfile::tooLarge()
{
    QFETCH(QByteArray, lines);
    const Dockerfile file = read("FROM a\nENV A=" + QByteArray(60'000, 'a') + '\n' + lines);
    QVERIFY(file.refusal && file.stages.isEmpty());
    QVERIFY(file.refusal->message.contains(u"too large to be read"));
    QCOMPARE(file.refusal->where.file, u"Dockerfile"_s);
    QVERIFY(file.refusal->where.line > 10 && file.refusal->where.line < 5000);
}

void TestDockerfile::manyLinesOfOneInstruction()
{
    const Dockerfile file = read("FROM a\nRUN x\\\n" + QByteArray("\\\n").repeated(400'000));
    QVERIFY(!file.refusal);
    QCOMPARE(file.stages.size(), 1);
    const Dockerfile ports
        = read("FROM a\nEXPOSE" + QByteArray(" 1 2 3 4 5 6 7 8 9").repeated(10'000) + '\n');
    QCOMPARE(ports.stages.last().ports.size(), 9);
}

void TestDockerfile::aStopEndsIt()
{
    std::stop_source stopped;
    stopped.request_stop();
    QVERIFY(read("FROM a\n", stopped.get_token()).stages.isEmpty());
}

QTEST_GUILESS_MAIN(TestDockerfile)
#include "tst_dockerfile.moc"
