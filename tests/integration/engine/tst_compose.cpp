// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/compose.h"
#include "engine/containers.h"
#include "engine/images.h"
#include "scratch.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace devstack;
using namespace devstack::test;
using namespace Qt::StringLiterals;

namespace {

/// Keeps what an operation said.
class Recorder final : public Reporter
{
public:
    void progress(const Progress &progress) override { m_progress.push_back(progress); }
    void line(const OutputLine &line) override
    {
        m_lines += line.text;
        if (m_onLine)
            m_onLine(line.text);
    }

    std::vector<Progress> m_progress;
    QStringList m_lines;
    std::function<void(const QString &)> m_onLine;
};

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

} // namespace

/// Compose as a process, on the real engine.
class TestCompose : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void version();
    void config();
    void configErrors_data();
    void configErrors();
    void lifeCycle();
    void buildReportsSteps();
    void buildFails();
    void pullFailsForOneOnly();
    void cancelUp();

private:
    QString path(const QString &name) const { return m_directory->filePath(name); }
    int running() const;

    std::unique_ptr<QTemporaryDir> m_directory;
    ComposeProject m_project;
    Compose m_compose {engine().endpoint()};
};

void TestCompose::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_project
        = {scratchName(u"project"_s), m_directory->path(), {path(u"compose.yml"_s)}, {}, {}, {}};
    write(path(u"compose.yml"_s),
          "services:\n"
          "  one: {image: 'debian:bookworm-slim', init: true, command: [sleep, '300'], labels: {v: "
          "'${V:-none}'}}\n"
          "  two: {image: 'debian:bookworm-slim', init: true, command: [sleep, '300']}\n"
          "  extra: {image: 'debian:bookworm-slim', profiles: [more], command: [sleep, '300']}\n");
}

void TestCompose::cleanup()
{
    SilentReporter silent;
    m_project.files.clear();
    m_project.environmentFiles.clear();
    QVERIFY(m_compose.down(m_project, true, silent, std::chrono::seconds(0)));
    QCOMPARE(running(), 0);
}

int TestCompose::running() const
{
    const auto list = listContainers(engine(), {u"com.docker.compose.project="_s + m_project.name});
    return list ? int(std::ranges::count(*list, ContainerState::Running, &ContainerInfo::state))
                : -1;
}

void TestCompose::version()
{
    const auto version = m_compose.version();
    QVERIFY2(version, qPrintable(version ? QString() : version.error().toText()));
    QVERIFY(version->startsWith(u"2."_s) || version->startsWith(u"5."_s));
}

void TestCompose::config()
{
    qputenv("COMPOSE_PROJECT_NAME", "wrong");
    qputenv("V", "from the shell");
    Compose compose(engine().endpoint());
    auto model = compose.config(m_project);
    qunsetenv("COMPOSE_PROJECT_NAME");
    qunsetenv("V");
    QVERIFY2(model, qPrintable(model ? QString() : model.error().toText()));
    QCOMPARE((*model)[u"name"_s].toString(), m_project.name);
    QCOMPARE((*model)[u"services"_s].toObject().keys(), (QStringList {u"one"_s, u"two"_s}));
    const auto label
        = [&] { return (*model)[u"services"_s][u"one"_s][u"labels"_s][u"v"_s].toString(); };
    QCOMPARE(label(), u"none"_s);

    m_project.profiles = {u"more"_s};
    m_project.environment = {{u"V"_s, u"given"_s}};
    model = compose.config(m_project);
    QVERIFY(model);
    QCOMPARE((*model)[u"services"_s].toObject().size(), 3);
    QCOMPARE(label(), u"given"_s);

    m_project.environment.clear();
    m_project.environmentFiles = {path(u"my.env"_s)};
    write(m_project.environmentFiles.first(), "V=of the file\n");
    model = compose.config(m_project);
    QVERIFY(model);
    QCOMPARE(label(), u"of the file"_s);
}

void TestCompose::configErrors_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message");
    QTest::newRow("missing variable")
        << QByteArray("services: {a: {image: '${EDX_TAG:?tag is needed}'}}\n")
        << u"tag is needed"_s;
    QTest::newRow("missing env_file")
        << QByteArray("services: {a: {image: x, env_file: none.env}}\n") << u"none.env not found"_s;
    QTest::newRow("not yaml") << QByteArray("services: [\n") << u"yaml"_s;
}

void TestCompose::configErrors()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, message);
    write(path(u"compose.yml"_s), content);
    const auto model = m_compose.config(m_project);
    QVERIFY(!model);
    QCOMPARE(toString(model.error().kind), toString(Error::Kind::Failed));
    QVERIFY2(model.error().message.contains(message), qPrintable(model.error().toText()));
    QVERIFY(!model.error().message.contains(u'{'));
}

void TestCompose::lifeCycle()
{
    Recorder recorder;
    const auto check = [](const auto &result) {
        if (!result)
            qWarning("%s", qPrintable(result.error().toText()));
        return result.hasValue();
    };
    QVERIFY(check(m_compose.up(m_project, {{u"one"_s}}, recorder)));
    QCOMPARE(running(), 1);
    QVERIFY(recorder.m_lines.contains(u"Container %1-one-1 Started"_s.arg(m_project.name)));
    QVERIFY(!recorder.m_progress.empty());
    QCOMPARE(recorder.m_progress.back().done, recorder.m_progress.back().total);

    QVERIFY(check(m_compose.up(m_project, {}, recorder)));
    QCOMPARE(running(), 2);
    QVERIFY(check(m_compose.stop(m_project, {u"two"_s}, recorder, std::chrono::seconds(1))));
    QCOMPARE(running(), 1);
    QVERIFY(check(m_compose.start(m_project, {u"two"_s}, recorder)));
    QVERIFY(check(m_compose.restart(m_project, {u"two"_s}, recorder, std::chrono::seconds(1))));
    QCOMPARE(running(), 2);

    const auto hostile = m_compose.up(m_project, {{u"--build"_s}}, recorder);
    QVERIFY(!hostile);
    QVERIFY2(hostile.error().message.contains(u"no such service"_s),
             qPrintable(hostile.error().toText()));
}

void TestCompose::buildReportsSteps()
{
    const QString image = m_project.name + u":test"_s;
    write(path(u"Dockerfile"_s),
          "FROM debian:bookworm-slim\nENV RUN_OF=" + image.toUtf8() // or the build cache answers
              + "\nRUN echo \"hello\\nbuilder\" && echo oops >&2\nRUN date +%N "
                "> /stamp\n");
    write(path(u"compose.yml"_s), "services: {one: {build: ., image: '" + image.toUtf8() + "'}}\n");
    Recorder recorder;
    const auto built = m_compose.build(m_project, {}, recorder);
    QVERIFY2(built, qPrintable(built ? QString() : built.error().toText()));
    QVERIFY(inspectImage(engine(), image)->has_value());
    QVERIFY2(recorder.m_lines.contains(u"builder"_s), qPrintable(recorder.m_lines.join(u'\n')));
    QVERIFY(recorder.m_lines.contains(u"oops"_s));
    for (const QString &line : recorder.m_lines)
        QVERIFY2(!line.startsWith(u'{'), qPrintable(line));
    QVERIFY(std::ranges::any_of(recorder.m_progress, [](const Progress &progress) {
        return progress.unit == u"steps" && progress.total > 3;
    }));
    QVERIFY(removeImage(engine(), image));
}

void TestCompose::buildFails()
{
    write(path(u"Dockerfile"_s), "FROM debian:bookworm-slim\nRUN echo about to fail && exit 9\n");
    write(path(u"compose.yml"_s), "services: {one: {build: .}}\n");
    Recorder recorder;
    const auto built = m_compose.build(m_project, {}, recorder);
    QVERIFY(!built);
    QCOMPARE(toString(built.error().kind), toString(Error::Kind::Failed));
    QVERIFY2(built.error().message.contains(u"exit code: 9"_s), qPrintable(built.error().toText()));
    QVERIFY2(built.error().detail.contains(u"about to fail"_s), qPrintable(built.error().detail));
}

void TestCompose::pullFailsForOneOnly()
{
    write(path(u"compose.yml"_s),
          "services: {a: {image: '127.0.0.1:1/none:1'}, b: {image: '127.0.0.1:1/other:1'}}\n");
    Recorder recorder;
    const auto pulled = m_compose.pull(m_project, {}, recorder);
    QVERIFY(!pulled);
    QVERIFY2(pulled.error().message.contains(u"connection refused"_s),
             qPrintable(pulled.error().toText()));
    QVERIFY2(pulled.error().message.contains(u"a: "_s) && pulled.error().message.contains(u"b: "_s),
             qPrintable(pulled.error().toText()));
}

void TestCompose::cancelUp()
{
    write(path(u"compose.yml"_s),
          "services:\n"
          "  slow: {image: 'debian:bookworm-slim', init: true, command: [sleep, '300'],\n"
          "    healthcheck: {test: 'exit 1', interval: 1s, retries: 1000}}\n"
          "  late: {image: 'debian:bookworm-slim', command: ['true'], depends_on: {slow: "
          "{condition: service_healthy}}}\n");
    std::stop_source stop;
    Recorder recorder;
    recorder.m_onLine = [&](const QString &line) {
        if (line.endsWith(u"Waiting"))
            stop.request_stop();
    };
    const auto up = m_compose.up(m_project, {}, recorder, stop.get_token());
    QVERIFY(!up);
    QVERIFY2(up.error().kind == Error::Kind::Cancelled, qPrintable(up.error().toText()));
}

QTEST_GUILESS_MAIN(TestCompose)
#include "tst_compose.moc"
