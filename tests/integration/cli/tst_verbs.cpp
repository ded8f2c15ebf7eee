// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Said
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

QJsonObject json(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

QList<QJsonObject> jsonLines(const QByteArray &text)
{
    QList<QJsonObject> lines;
    for (const QByteArray &line : text.split('\n')) {
        if (!line.isEmpty())
            lines += json(line);
    }
    return lines;
}

} // namespace

/// The program as a user starts it, on a real Engine: two small IDAs that nobody has to build.
class VerbsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void statusShowsWhatRuns();
    void aLostResultIsNoSuccess();
    void logsAreMergedByTime();
    void logsOfOneServiceThatMatch();
    void execPassesStreamsAndExitCode();
    void shellReadsStandardInput();
    void declaredCommandTakesArguments();
    void migrateRunsBootstrap();
    void statsNameEveryService();
    void watchTellsChangesAndLogsFollowRestarts();
    void stoppedServiceIsExplained();
    void addTakesOverAndClones();
    void removeRefusesThenForgets();

private:
    Said devstack(const QStringList &arguments, const QByteArray &input = {}) const;
    std::unique_ptr<QProcess> follow(const QStringList &arguments) const;
    bool git(const QString &folder, const QStringList &arguments) const;
    void write(const QString &path, const QByteArray &content) const;
    QString workspace() const { return m_folder.filePath(u"vrb-verbs"_s); }

    QTemporaryDir m_folder;
};

Said VerbsTest::devstack(const QStringList &arguments, const QByteArray &input) const
{
    QProcess process;
    process.start(QStringLiteral(DEVSTACK_PROGRAM),
                  QStringList {u"--workspace"_s, workspace()} + arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(120'000))
        process.kill();
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

std::unique_ptr<QProcess> VerbsTest::follow(const QStringList &arguments) const
{
    auto process = std::make_unique<QProcess>();
    process->start(QStringLiteral(DEVSTACK_PROGRAM),
                   QStringList {u"--workspace"_s, workspace()} + arguments);
    return process;
}

bool VerbsTest::git(const QString &folder, const QStringList &arguments) const
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(u"git"_s,
                  QStringList {u"-c"_s,
                               u"user.name=t"_s,
                               u"-c"_s,
                               u"user.email=t@example.org"_s,
                               u"-c"_s,
                               u"init.defaultBranch=main"_s}
                      + arguments);
    return process.waitForFinished() && process.exitCode() == 0;
}

void VerbsTest::write(const QString &path, const QByteArray &content) const
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

void VerbsTest::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_folder.filePath(u"state"_s).toUtf8());
    const QByteArray ticking = R"(services:
  app:
    image: debian:bookworm-slim
    init: true
    command: ["sh", "-c", "echo hello from NAME; echo trouble >&2; n=0; while true; do n=$$((n+1)); echo tick $$n; sleep 0.3; done"]
)";
    write(workspace() + u"/devstack.yml"_s,
          "version: 1\nname: vrb\nidas:\n  alpha: {}\n  beta: {}  # the second one\n");
    write(workspace() + u"/alpha/docker-compose.yml"_s,
          QByteArray(ticking).replace("NAME", "alpha") + R"(x-devstack:
  version: 1
  bootstrap: [{service: app, run: [sh, -c, "echo migrated"]}]
  commands:
    greet: {run: [echo, good, morning]}
    words: {run: "printf '<%s>'"}
)");
    write(workspace() + u"/beta/docker-compose.yml"_s, QByteArray(ticking).replace("NAME", "beta"));
    for (const QString &name : {u"alpha"_s, u"beta"_s}) {
        const QString folder = workspace() + u'/' + name;
        QVERIFY(git(folder, {u"init"_s}) && git(folder, {u"add"_s, u"."_s})
                && git(folder, {u"commit"_s, u"-m"_s, u"one"_s}));
    }
    const Said up = devstack({u"up"_s, u"--trust"_s});
    QVERIFY2(up.code == 0, up.err.constData());
}

void VerbsTest::cleanupTestCase()
{
    const Said down = devstack({u"down"_s, u"--volumes"_s, u"--yes"_s});
    QVERIFY2(down.code == 0, down.err.constData());
}

void VerbsTest::statusShowsWhatRuns()
{
    const Said said = devstack({u"status"_s, u"--format"_s, u"json"_s});
    QCOMPARE(said.code, 0);
    QVERIFY(json(said.out).value(u"engine"_s).toObject().value(u"available"_s).toBool());
    const QJsonArray idas = json(said.out).value(u"idas"_s).toArray();
    QCOMPARE(idas.size(), 2);
    for (const auto &ida : idas) {
        QCOMPARE(ida.toObject().value(u"state"_s).toString(), u"running"_s);
        const QJsonObject service
            = ida.toObject().value(u"services"_s).toArray().first().toObject();
        QVERIFY2(service.value(u"memory"_s).toInteger() > 0, said.out.constData());
    }
    QCOMPARE(devstack({u"status"_s, u"gamma"_s}).code, 2);
    QVERIFY(devstack({u"status"_s}).out.contains("● running"));
}

void VerbsTest::logsAreMergedByTime()
{
    const QList<QJsonObject> lines
        = jsonLines(devstack({u"logs"_s, u"--tail"_s, u"all"_s, u"--format"_s, u"json"_s}).out);
    QVERIFY(lines.size() >= 6);
    QSet<QString> idas;
    QString before;
    bool sawError = false;
    for (const QJsonObject &line : lines) {
        idas.insert(line.value(u"ida"_s).toString());
        const QString time = line.value(u"time"_s).toString();
        QVERIFY2(before <= time, qPrintable(before + u" before "_s + time));
        before = time;
        sawError = sawError
            || (line.value(u"stream"_s) == u"stderr"_s && line.value(u"text"_s) == u"trouble"_s);
    }
    QCOMPARE(idas, QSet<QString>({u"alpha"_s, u"beta"_s}));
    QVERIFY(sawError);
}

void VerbsTest::logsOfOneServiceThatMatch()
{
    const Said said = devstack({u"logs"_s, u"--grep"_s, u"^hello"_s, u"beta/app"_s});
    QCOMPARE(said.out, QByteArray("beta/app │ hello from beta\n"));
    QCOMPARE(devstack({u"logs"_s, u"beta/ap"_s}).code, 2);
    QCOMPARE(
        jsonLines(
            devstack({u"logs"_s, u"--tail"_s, u"2"_s, u"--format"_s, u"json"_s, u"alpha"_s}).out)
            .size(),
        2);
}

void VerbsTest::execPassesStreamsAndExitCode()
{
    const Said said = devstack(
        {u"exec"_s, u"alpha"_s, u"--"_s, u"sh"_s, u"-c"_s, u"cat; echo err >&2; exit 7"_s},
        QByteArray("in\0\xff put", 8));
    QCOMPARE(said.code, 7);
    QCOMPARE(said.out, QByteArray("in\0\xff put", 8));
    QCOMPARE(said.err.trimmed(), QByteArray("err"));
}

void VerbsTest::shellReadsStandardInput()
{
    const Said said = devstack({u"shell"_s, u"beta/app"_s}, "echo \"is $BASH_VERSION\"\nexit 3\n");
    QCOMPARE(said.code, 3);
    QVERIFY2(said.out.startsWith("is 5."), said.out.constData());
}

void VerbsTest::declaredCommandTakesArguments()
{
    QCOMPARE(devstack({u"run"_s, u"alpha"_s, u"greet"_s, u"--"_s, u"a b"_s, u"$HOME"_s}).out,
             QByteArray("good morning a b $HOME\n"));
    // A string keeps its meaning and takes the arguments as words, not as more of the script.
    QCOMPARE(devstack({u"run"_s, u"alpha"_s, u"words"_s, u"--"_s, u"a b"_s, u"; ls"_s}).out,
             QByteArray("<a b><; ls>"));
    const Said wrong = devstack({u"run"_s, u"alpha"_s, u"gret"_s});
    QCOMPARE(wrong.code, 2);
    QVERIFY(wrong.err.contains("greet"));
}

void VerbsTest::migrateRunsBootstrap()
{
    const Said said = devstack({u"migrate"_s, u"alpha"_s});
    QCOMPARE(said.code, 0);
    QVERIFY2(said.err.contains("migrated"), said.err.constData());
    QCOMPARE(devstack({u"migrate"_s, u"beta"_s}).code, 2);
}

void VerbsTest::statsNameEveryService()
{
    const QJsonObject stats = json(devstack({u"stats"_s, u"--format"_s, u"json"_s}).out);
    QCOMPARE(stats.value(u"services"_s).toArray().size(), 2);
    QVERIFY(stats.value(u"budget"_s).toInteger() > 0);
    for (const auto &service : stats.value(u"services"_s).toArray())
        QVERIFY(service.toObject().value(u"memory"_s).toInteger() > 0);
    QCOMPARE(json(devstack({u"stats"_s, u"alpha"_s, u"--format"_s, u"json"_s}).out)
                 .value(u"services"_s)
                 .toArray()
                 .size(),
             1);
}

void VerbsTest::watchTellsChangesAndLogsFollowRestarts()
{
    const auto logs
        = follow({u"logs"_s, u"-f"_s, u"--tail"_s, u"0"_s, u"beta"_s, u"--format"_s, u"json"_s});
    const auto watch = follow({u"status"_s, u"--watch"_s, u"--format"_s, u"json"_s, u"beta"_s});
    QByteArray logged;
    QByteArray watched;
    QTRY_VERIFY_WITH_TIMEOUT((logged += logs->readAllStandardOutput()).contains("tick"), 15'000);
    QTRY_VERIFY_WITH_TIMEOUT(
        (watched += watch->readAllStandardOutput()).contains("\"state\":\"running\""), 15'000);
    logged.clear();
    const Said restarted = devstack({u"restart"_s, u"beta"_s});
    QVERIFY2(restarted.code == 0, restarted.err.constData());
    QTRY_VERIFY_WITH_TIMEOUT((logged += logs->readAllStandardOutput()).contains("hello from beta"),
                             20'000);

    // No line comes twice: within one life of the container its ticks count up.
    int last = 0;
    for (const QJsonObject &line : jsonLines(logged.left(logged.lastIndexOf('\n')))) {
        const QString text = line.value(u"text"_s).toString();
        if (text.startsWith(u"hello"))
            last = 0;
        if (!text.startsWith(u"tick "))
            continue;
        QVERIFY2(text.mid(5).toInt() > last, logged.constData());
        last = text.mid(5).toInt();
    }
    QCOMPARE(devstack({u"stop"_s, u"beta"_s}).code, 0);
    QTRY_VERIFY_WITH_TIMEOUT(
        (watched += watch->readAllStandardOutput()).contains("\"state\":\"stopped\""), 15'000);
    for (const auto &process : {logs.get(), watch.get()}) {
        process->terminate();
        QVERIFY(process->waitForFinished(10'000));
        QCOMPARE(process->exitCode(), 130);
    }
}

void VerbsTest::stoppedServiceIsExplained()
{
    const Said said = devstack({u"exec"_s, u"beta"_s, u"--"_s, u"true"_s});
    QCOMPARE(said.code, 1);
    QVERIFY2(said.err.contains("is not running") && said.err.contains("devstack start beta"),
             said.err.constData());
    QVERIFY(devstack({u"logs"_s, u"beta"_s, u"--tail"_s, u"3"_s}).out.contains("tick"));
}

void VerbsTest::addTakesOverAndClones()
{
    const QString remotes = m_folder.filePath(u"remotes"_s);
    QVERIFY(QDir().mkpath(remotes));
    QVERIFY(git(workspace(),
                {u"clone"_s, u"--bare"_s, workspace() + u"/alpha"_s, remotes + u"/gamma.git"_s}));
    const Said cloned = devstack({u"add"_s, remotes + u"/gamma.git"_s, u"--format"_s, u"json"_s});
    QVERIFY2(cloned.code == 0, cloned.err.constData());
    QCOMPARE(json(cloned.out).value(u"added"_s).toArray(), QJsonArray({u"gamma"_s}));
    QVERIFY(QFile::exists(workspace() + u"/gamma/docker-compose.yml"_s));
    QCOMPARE(devstack({u"add"_s, remotes + u"/gamma.git"_s}).code, 0);

    QFile file(workspace() + u"/devstack.yml"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY2(content.contains("# the second one") && content.contains("gamma"),
             content.constData());
    QCOMPARE(content.count("gamma:"), 1);

    write(workspace() + u"/delta/notes.txt"_s, "mine");
    QVERIFY(git(workspace(),
                {u"clone"_s, u"--bare"_s, workspace() + u"/alpha"_s, remotes + u"/delta.git"_s}));
    const Said occupied = devstack({u"add"_s, remotes + u"/delta.git"_s});
    QCOMPARE(occupied.code, 1);
    QVERIFY2(occupied.err.contains("is in the way"), occupied.err.constData());
    QVERIFY(QFile::exists(workspace() + u"/delta/notes.txt"_s));

    const Said missing = devstack({u"add"_s, u"file://"_s + remotes + u"/none.git"_s});
    QVERIFY(missing.code != 0);
    QVERIFY(!QFile::exists(workspace() + u"/none"_s));
    QCOMPARE(devstack({u"add"_s, u"nothing"_s}).code, 2);
    QCOMPARE(devstack({u"add"_s, u"ext::sh -c id"_s}).code, 2);
}

void VerbsTest::removeRefusesThenForgets()
{
    const Said refused = devstack({u"remove"_s, u"beta"_s});
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.err.contains("devstack down beta"), refused.err.constData());
    QCOMPARE(devstack({u"remove"_s, u"gamma"_s, u"--delete"_s}).code, 4);
    QVERIFY(QFile::exists(workspace() + u"/gamma"_s));
    QCOMPARE(devstack({u"remove"_s, u"gamma"_s, u"--delete"_s, u"--yes"_s}).code, 0);
    QVERIFY(!QFile::exists(workspace() + u"/gamma"_s));
    QVERIFY(!devstack({u"list"_s}).out.contains("gamma"));
}

void VerbsTest::aLostResultIsNoSuccess()
{
    QProcess process;
    process.setStandardOutputFile(u"/dev/full"_s);
    process.start(QStringLiteral(DEVSTACK_PROGRAM), {u"--version"_s});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    const QString said = QString::fromUtf8(process.readAllStandardError());
    QVERIFY2(said.contains(u"cannot be written: No space left"), qPrintable(said));
}

QTEST_GUILESS_MAIN(VerbsTest)
#include "tst_verbs.moc"
