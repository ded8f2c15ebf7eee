// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/command.h"
#include "cli/commandline.h"
#include "cli/completion.h"
#include "cli/manual.h"
#include "cli/statetext.h"
#include "cli/topics.h"

#include <unistd.h>

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <stop_token>
#include <thread>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

/// What one run of the command line said.
struct Said
{
    int code = -1;
    QString out;
    QString err;
};

Said run(const QStringList &arguments, bool terminal = false)
{
    Said said;
    {
        QTextStream out(&said.out);
        QTextStream err(&said.err);
        const cli::Streams streams {out, err, terminal, terminal, false};
        said.code = cli::runCommandLine(arguments, streams, {});
    }
    return said;
}

QJsonObject document(const Said &said)
{
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(said.out.toUtf8(), &error);
    return error.error == QJsonParseError::NoError ? json.object() : QJsonObject();
}

} // namespace

class CommandLineTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void usageErrors_data();
    void usageErrors();
    void errorDocuments_data();
    void errorDocuments();
    void helpOfEveryCommand();
    void helpOfTheProgram();
    void version();
    void hiddenCommandsStayHidden();
    void everyVerbTakesGlobalOptions();
    void trustIsHonoured_data();
    void trustIsHonoured();
    void optionsBeforeAndAfter();
    void understandsWhatOperationsWrite();
    void completions_data();
    void completions();
    void everyVerbAndOptionIsOffered();
    void manualPagesSayWhatHelpSays();
    void guideAsText();
    void completeNames();
    void doctorAnswersWithoutWorkspace();
    void badLogArguments_data();
    void badLogArguments();
    void namesNearMisses();
    void namesEachChoiceOnce();
    void checkpointIsLookedUpFirst();
    void tellsThatNothingIsThere();
    void namesTheIdaThatIsUnknown();
    void unfinishedRunTellsWhenItBegan_data();
    void unfinishedRunTellsWhenItBegan();
    void colourOnlyWhereShown();
    void aStopEndsAQuestion();

private:
    QString workspace() const { return m_folder.filePath(u"ws"_s); }
    QTemporaryDir m_folder;
};

void CommandLineTest::initTestCase()
{
    QVERIFY(m_folder.isValid());
    qputenv("XDG_STATE_HOME", m_folder.filePath(u"state"_s).toUtf8());
    // Nothing listens there: these tests are about what needs no engine.
    qputenv("DOCKER_HOST", QByteArray("unix://") + m_folder.filePath(u"none.sock"_s).toUtf8());
    qunsetenv("DOCKER_CONTEXT");
    qunsetenv("NO_COLOR");
    // The least that git takes for a repository: an IDA is one.
    QDir().mkpath(workspace() + u"/shop/.git/objects"_s);
    QDir().mkpath(workspace() + u"/shop/.git/refs"_s);
    const auto write = [&](const QString &path, const QByteArray &content) {
        QFile file(workspace() + path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    };
    write(u"/devstack.yml"_s,
          "version: 1\nname: ws\nidas:\n  shop: {repository: "
          "\"https://git.example.org/shop.git\"}\n");
    write(u"/shop/.git/HEAD"_s, "ref: refs/heads/main\n");
    write(u"/shop/docker-compose.yml"_s,
          "services:\n  app: {image: \"debian:bookworm-slim\"}\n  db: {image: \"mariadb:10\"}\n"
          "x-devstack:\n  version: 1\n  primary: app\n  commands: {greet: {run: [echo, hi]}}\n  "
          "seeds: {base: [{run: [\"true\"]}]}\n  configurations: {default: {}, programs: {}}\n");
}

void CommandLineTest::usageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << QStringList {} << u"devstack COMMAND"_s;
    QTest::newRow("only an option") << QStringList {u"--quiet"_s} << u"No command was given"_s;
    QTest::newRow("unknown command") << QStringList {u"statsu"_s} << u"Did you mean “stat"_s;
    QTest::newRow("unknown option")
        << QStringList {u"logs"_s, u"--folow"_s} << u"Did you mean “follow”"_s;
    QTest::newRow("missing value")
        << QStringList {u"logs"_s, u"--tail"_s} << u"Missing value after “--tail”.\n"_s;
    QTest::newRow("help of nothing")
        << QStringList {u"help"_s, u"nosuch"_s} << u"There is no help for “nosuch”"_s;
    QTest::newRow("empty file")
        << QStringList {u"-w"_s, workspace(), u"seed"_s, u"shop"_s, u"--file"_s, u""_s}
        << u"--file is empty"_s;
    QTest::newRow("file and names") << QStringList {u"-w"_s,
                                                    workspace(),
                                                    u"seed"_s,
                                                    u"shop"_s,
                                                    u"base"_s,
                                                    u"--file"_s,
                                                    u"x.sql"_s}
                                    << u"do not go together"_s;
    QTest::newRow("arguments of nothing")
        << QStringList {u"run"_s, u"shop"_s, u"--"_s, u"-x"_s} << u"needs a command before"_s;
    QTest::newRow("limit of a declared command") << QStringList {u"-w"_s,
                                                                 workspace(),
                                                                 u"run"_s,
                                                                 u"shop"_s,
                                                                 u"greet"_s,
                                                                 u"--timeout"_s,
                                                                 u"2s"_s}
                                                 << u"--timeout is for Make targets"_s;
    QTest::newRow("no UTF-8")
        << QStringList {u"exec"_s, u"shop"_s, u"--"_s, u"rm"_s, QString::fromUtf8("bad\xff")}
        << u"not UTF-8"_s;
    QTest::newRow("rule alone") << QStringList {u"config"_s, u"--rule"_s, u"mysql"_s}
                                << u"--rule needs --lean"_s;
    QTest::newRow("two settings")
        << QStringList {u"config"_s, u"--lean"_s, u"off"_s, u"--budget"_s, u"2g"_s}
        << u"--lean and --budget do not go together"_s;
    QTest::newRow("budget of one") << QStringList {u"config"_s, u"shop"_s, u"--budget"_s, u"2g"_s}
                                   << u"the whole workspace's"_s;
    QTest::newRow("mode")
        << QStringList {u"mode"_s, u"shop"_s, u"of"_s, u"-w"_s, workspace()}
        << u"Did you mean “off”? There are: develop, image, external, off, default."_s;
    QTest::newRow("missing argument") << QStringList {u"shell"_s} << u"needs IDA[/SERVICE]"_s;
    QTest::newRow("too many") << QStringList {u"doctor"_s, u"all"_s}
                              << u"does not know what to do with “all”"_s;
    QTest::newRow("format") << QStringList {u"status"_s, u"--format"_s, u"xml"_s}
                            << u"There is no format “xml”"_s;
    QTest::newRow("hostile word") << QStringList {u"sta\x1b[2Jtus"_s} << u"\\x1b[2J"_s;
    QTest::newRow("no such shell")
        << QStringList {u"completion"_s, u"csh"_s} << u"There is one for bash, zsh, fish"_s;
}

void CommandLineTest::usageErrors()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, expected);
    const Said said = run(arguments);
    QCOMPARE(said.code, 2);
    QVERIFY2(said.err.contains(expected), qPrintable(said.err));
    QVERIFY2(said.out.isEmpty(), qPrintable(said.out));
}

void CommandLineTest::errorDocuments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("kind");
    QTest::newRow("usage") << QStringList {u"nosuchthing"_s} << 2 << u"invalid-input"_s;
    QTest::newRow("no workspace") << QStringList {u"status"_s, u"--workspace"_s, m_folder.path()}
                                  << 2 << u"not-found"_s;
    QTest::newRow("no such ida") << QStringList {u"logs"_s,
                                                 u"nobody"_s,
                                                 u"--workspace"_s,
                                                 workspace()}
                                 << 2 << u"not-found"_s;
    QTest::newRow("no engine") << QStringList {u"stats"_s, u"--workspace"_s, workspace()} << 3
                               << u"unavailable"_s;
    QTest::newRow("exec, no engine")
        << QStringList {u"exec"_s, u"shop"_s, u"-w"_s, workspace(), u"--"_s, u"true"_s} << 3
        << u"unavailable"_s;
    QTest::newRow("not trusted")
        << QStringList {u"run"_s, u"shop"_s, u"greet"_s, u"-w"_s, workspace()} << 4
        << u"needs-trust"_s;
    QTest::newRow("no such command")
        << QStringList {u"run"_s, u"shop"_s, u"gret"_s, u"-w"_s, workspace()} << 2
        << u"not-found"_s;
}

void CommandLineTest::errorDocuments()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, kind);
    arguments.prepend(u"--format=json"_s);
    const Said said = run(arguments);
    QVERIFY2(said.code == code, qPrintable(said.err + said.out));
    const QJsonObject error = document(said).value(u"error"_s).toObject();
    for (const QString &field :
         {u"kind"_s, u"message"_s, u"file"_s, u"line"_s, u"column"_s, u"hint"_s})
        QVERIFY2(error.contains(field), qPrintable(field + said.out));
    QCOMPARE(error.value(u"kind"_s).toString(), kind);
    QVERIFY(!error.value(u"message"_s).toString().isEmpty());
    QVERIFY(said.err.contains(u"error: "_s));
}

void CommandLineTest::helpOfEveryCommand()
{
    for (const cli::Command &command : cli::commands()) {
        if (command.summary.isEmpty())
            continue;
        const Said option = run({command.name, u"--help"_s});
        QCOMPARE(option.code, 0);
        QVERIFY2(option.out.startsWith(u"devstack "_s + command.name), qPrintable(option.out));
        QVERIFY(option.out.contains(command.summary));
        QVERIFY2(!option.out.section(u'\n', 0, 0).endsWith(u' '), qPrintable(option.out));
        // What it does, as an order: "Show …", "Choose …".
        const QString verb = command.summary.section(u' ', 0, 0);
        QVERIFY2(!QStringList({u"A"_s, u"The"_s, u"How"_s, u"What"_s, u"Every"_s}).contains(verb),
                 qPrintable(command.summary));
        for (const cli::OptionSpec &spec : command.options)
            QVERIFY2(option.out.contains(u"--"_s + spec.names.first()), qPrintable(command.name));
        QCOMPARE(run({u"help"_s, command.name}).out, option.out);
    }
}

void CommandLineTest::helpOfTheProgram()
{
    const Said said = run({u"help"_s});
    QCOMPARE(said.code, 0);
    for (const QString &name :
         {u"doctor"_s, u"init"_s,  u"sample"_s,  u"add"_s,     u"remove"_s, u"list"_s,
          u"fetch"_s,  u"pull"_s,  u"graph"_s,   u"plan"_s,    u"up"_s,     u"build"_s,
          u"start"_s,  u"stop"_s,  u"restart"_s, u"down"_s,    u"wait"_s,   u"status"_s,
          u"logs"_s,   u"shell"_s, u"exec"_s,    u"dbshell"_s, u"run"_s,    u"migrate"_s,
          u"seed"_s,   u"reset"_s, u"stats"_s,   u"clean"_s,   u"ui"_s,     u"completion"_s})
        QVERIFY2(said.out.contains(u"\n  "_s + name + u' '), qPrintable(name));
}

void CommandLineTest::version()
{
    const Said said = run({u"--version"_s});
    QCOMPARE(said.code, 0);
    QVERIFY(said.out.startsWith(u"devstack "_s));
}

void CommandLineTest::hiddenCommandsStayHidden()
{
    QVERIFY(!run({u"help"_s}).out.contains(u"\n  complete "_s));
}

void CommandLineTest::everyVerbTakesGlobalOptions()
{
    const QStringList global {u"--workspace"_s,
                              u"/w"_s,
                              u"--yes"_s,
                              u"--trust"_s,
                              u"--quiet"_s,
                              u"--no-color"_s,
                              u"--format"_s,
                              u"json"_s};
    for (const cli::Command &command : cli::commands()) {
        const QStringList words
            = QStringList {command.name} + QStringList(command.minimum, u"shop"_s);
        for (const QStringList &line : {QStringList(global + words), QStringList(words + global)}) {
            const auto invocation = cli::parseArguments(line, command);
            QVERIFY2(invocation, qPrintable(line.join(u' ')));
            QVERIFY2(invocation->yes && invocation->trust, qPrintable(line.join(u' ')));
            QCOMPARE(invocation->workspace, u"/w"_s);
        }
    }
}

void CommandLineTest::trustIsHonoured_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const QStringList &arguments) {
        QTest::newRow(qPrintable(arguments.join(u' '))) << arguments;
    };
    // Every verb but those that make or change files, take over the terminal or stay open.
    const QStringList left {u"init"_s,
                            u"sample"_s,
                            u"add"_s,
                            u"remove"_s,
                            u"scaffold"_s,
                            u"clean"_s,
                            u"checkpoint"_s,
                            u"ui"_s,
                            u"completion"_s,
                            u"complete"_s,
                            u"describe"_s,
                            u"help"_s,
                            u"doctor"_s,
                            u"mode"_s,
                            u"use"_s,
                            u"variant"_s};
    for (const cli::Command &command : cli::commands()) {
        if (!left.contains(command.name))
            row(QStringList {command.name} + QStringList(std::max(command.minimum, 1), u"shop"_s));
    }
    row({u"config"_s, u"shop"_s, u"--effective"_s});
    row({u"exec"_s, u"shop"_s, u"--"_s, u"true"_s});
    row({u"run"_s, u"shop"_s, u"greet"_s});
    row({u"seed"_s, u"shop"_s, u"base"_s});
}

/// With --trust nobody is told to add --trust.
void CommandLineTest::trustIsHonoured()
{
    QFETCH(QStringList, arguments);
    const QByteArray state = qgetenv("XDG_STATE_HOME");
    const QTemporaryDir fresh;
    qputenv("XDG_STATE_HOME", fresh.path().toUtf8());
    const Said said
        = run(QStringList {u"--workspace"_s, workspace(), u"--trust"_s, u"--yes"_s} + arguments);
    qputenv("XDG_STATE_HOME", state);
    QVERIFY2(!said.err.contains(u"then add --trust") && !said.out.contains(u"then add --trust"),
             qPrintable(said.out + said.err));
}

void CommandLineTest::optionsBeforeAndAfter()
{
    const Said before
        = run({u"--workspace"_s, workspace(), u"--format"_s, u"json"_s, u"run"_s, u"shop"_s});
    const Said after
        = run({u"run"_s, u"shop"_s, u"--format"_s, u"json"_s, u"--workspace"_s, workspace()});
    QCOMPARE(before.code, 0);
    QCOMPARE(before.out, after.out);
    QCOMPARE(document(after).value(u"ida"_s).toString(), u"shop"_s);
}

/// The command line of an operation means the operation, whatever the names are.
void CommandLineTest::understandsWhatOperationsWrite()
{
    using Verb = Operation::Verb;
    const auto parsed = [](const Operation &operation) {
        const QStringList words = operation.words();
        const auto command = std::ranges::find(cli::commands(), words.first(), &cli::Command::name);
        return command == cli::commands().end() ? Result<cli::Invocation>(notFound(words.first()))
                                                : cli::parseArguments(words, *command);
    };
    for (const QString &name : {u"plain"_s, u"two words"_s, u"--yes"_s, u"it's"_s, u"a\nb"_s}) {
        Operation operation;
        operation.idas = {name};
        for (Verb verb : {Verb::Up,
                          Verb::Build,
                          Verb::Start,
                          Verb::Stop,
                          Verb::Restart,
                          Verb::Down,
                          Verb::Migrate,
                          Verb::Reset,
                          Verb::Seed}) {
            operation.verb = verb;
            const auto invocation = parsed(operation);
            QVERIFY2(invocation, qPrintable(operation.toCommandLine()));
            QCOMPARE(invocation->positionals, operation.idas);
            QVERIFY(!invocation->yes);
        }
        operation.verb = Verb::Down;
        operation.volumes = true;
        QVERIFY(parsed(operation)->has(u"volumes"_s));
        operation.verb = Verb::Seed;
        operation.file = u"-odd"_s + name;
        QCOMPARE(parsed(operation)->value(u"file"_s), operation.file);
        QCOMPARE(parsed(operation)->positionals, operation.idas);
        operation.file.clear();

        operation.verb = Verb::Restore;
        operation.checkpoint = name;
        QCOMPARE(parsed(operation)->positionals, (QStringList {u"restore"_s, name, name}));

        operation.verb = Verb::Mode;
        operation.value = u"external"_s;
        operation.url = u"https://a.example"_s;
        operation.shared = true;
        QCOMPARE(parsed(operation)->positionals, (QStringList {name, u"external"_s}));
        QCOMPARE(parsed(operation)->value(u"url"_s), operation.url);
        QVERIFY(parsed(operation)->has(u"shared"_s));
        for (Verb verb : {Verb::Variant, Verb::Use}) {
            Operation choice;
            choice.verb = verb;
            choice.idas = {name};
            choice.value = name;
            QCOMPARE(parsed(choice)->positionals, (QStringList {name, name}));
        }
        operation = {};
        operation.verb = Verb::Lean;
        operation.idas = {name};
        operation.value = u"on"_s;
        QCOMPARE(parsed(operation)->value(u"lean"_s), u"on"_s);
        QCOMPARE(parsed(operation)->positionals, operation.idas);
    }
    Operation run;
    run.verb = Verb::Run;
    run.idas = {u"a"_s};
    run.script = u"dev.provision"_s;
    run.arguments = {u"--yes"_s, u"--"_s, QString()};
    QCOMPARE(parsed(run)->positionals, (QStringList {u"a"_s, u"dev.provision"_s}));
    QCOMPARE(parsed(run)->passthrough, run.arguments);
    run.timeout = std::chrono::minutes(90);
    QCOMPARE(parsed(run)->value(u"timeout"_s), u"5400s"_s);
    QCOMPARE(parsed(run)->passthrough, run.arguments);
    Operation reset;
    reset.verb = Verb::Reset;
    QVERIFY(parsed(reset)->has(u"all"_s));
}

void CommandLineTest::completions_data()
{
    QTest::addColumn<QString>("line"); // the last word is begun
    QTest::addColumn<QString>("offered"); // words and, in capitals, whose names are looked up
    QTest::addColumn<QString>("besides");
    const auto row = [](const char *line, const char *offered, const char *besides = "") {
        QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(offered)
                            << QString::fromUtf8(besides);
    };
    row("up ", "IDA");
    row("up shop ", "IDA");
    row("remove shop ", "");
    row("logs ", "IDA[/SERVICE]");
    row("shell shop ", "");
    row("mode shop ", "MODE");
    row("seed shop ", "SEED");
    row("seed shop base ", "SEED");
    row("run shop ", "COMMAND TARGET SCRIPT");
    row("checkpoint ", "list save restore delete export import");
    row("checkpoint restore shop ", "CHECKPOINT");
    row("checkpoint list shop ", "IDA");
    row("checkpoint import shop ", "");
    row("schema diff ", "IDA[/SERVICE]");
    row("schema use shop ", "SNAPSHOT", "files");
    row("data branch shop ", "on off ask stay switch");
    row("data changes shop ", "");
    row("data changes shop --since ", "CHECKPOINT");
    row("check ", "", "files");
    row("init ", "", "folders");
    row("-w /x up ", "IDA");
    row("--workspace ", "", "folders");
    row("status --format ", "text json");
    row("status --format = ", "text json");
    row("lint --format=", "text json sarif");
    row("completion ", "bash zsh fish");
    row("exec shop -- ", "", "files");
    row("nonsense ", "");
}

void CommandLineTest::completions()
{
    QFETCH(QString, line);
    QFETCH(QString, offered);
    QFETCH(QString, besides);
    QStringList words = line.split(u' ');
    const QString current = words.takeLast();
    const auto found = cli::completionsAt(words, current);
    QStringList all;
    for (const cli::Candidate &candidate : found.words)
        all += candidate.word;
    QCOMPARE((all + found.names).join(u' '), offered);
    QCOMPARE(found.files ? u"files"_s : found.folders ? u"folders"_s : u""_s, besides);
    if (words.contains(u"-w"_s))
        QCOMPARE(found.workspace, u"/x"_s);
}

void CommandLineTest::everyVerbAndOptionIsOffered()
{
    const auto offers = [](const QList<cli::Candidate> &words, const QString &word) {
        return std::ranges::find(words, word, &cli::Candidate::word) != words.end();
    };
    const auto verbs = cli::completionsAt({}, {}).words;
    for (const cli::Command &command : cli::commands()) {
        QCOMPARE(offers(verbs, command.name), !command.summary.isEmpty());
        const auto options = cli::completionsAt({command.name}, u"-"_s).words;
        for (const cli::OptionSpec &option : command.options + cli::globalOptions())
            QVERIFY2(offers(options, u"--"_s + option.names.first()), qPrintable(command.name));
    }
}

void CommandLineTest::manualPagesSayWhatHelpSays()
{
    for (const cli::Command &command : cli::commands()) {
        QString page = cli::manualPage(&command);
        QVERIFY2(std::ranges::all_of(page, [](QChar c) { return c.unicode() < 128; }),
                 qPrintable(command.name));
        page.replace(u"\\(lq"_s, u"“"_s).replace(u"\\(rq"_s, u"”"_s);
        page.replace(u"\\(en"_s, u"–"_s);
        page.remove(u'\\').replace(u"\n.PP\n"_s, u"\n\n"_s);
        const auto says
            = [&](QString text) { return page.contains(text.replace(u"…"_s, u"..."_s)); };
        QVERIFY2(says(command.summary), qPrintable(command.name));
        QVERIFY2(says(command.description), qPrintable(command.name));
        for (const cli::OptionSpec &option : command.options + cli::globalOptions()) {
            QVERIFY2(page.contains(u"--"_s + option.names.first()), qPrintable(command.name));
            QVERIFY2(says(option.description), qPrintable(command.name));
        }
    }
}

void CommandLineTest::guideAsText()
{
    QCOMPARE(cli::plainText(u"# First\n\nSee [this](a.md), `b` and [c](https://c.example).\n\n"
                            "```sh run\ndevstack up\n```\n\n```{toctree}\nx\n```\n\n## Then\n"_s),
             u"First\n=====\n\nSee this, b and c <https://c.example>.\n\n    devstack up\n\nThen\n"
             "----\n"_s);
    QVERIFY(run({u"help"_s, u"topics"_s}).out.contains(u"\n  DS101 "_s));
    QVERIFY(
        run({u"help"_s, u"ds304"_s}).out.startsWith(u"DS304: A repository is not trusted yet\n"_s));
    QVERIFY(run({u"help"_s, u"first-day"_s}).out.startsWith(u"Your first day\n====="_s));
    QCOMPARE(run({u"help"_s, u"../conf"_s}).code, 2);
}

void CommandLineTest::completeNames()
{
    const auto offered = [&](const QStringList &words) {
        const Said said = run(QStringList {u"complete"_s, u"--"_s, u"-w"_s, workspace()} + words);
        return said.out.split(u'\n', Qt::SkipEmptyParts).mid(1).replaceInStrings(u"\t"_s, u""_s);
    };
    QCOMPARE(offered({u"up"_s, u""_s}), QStringList {u"shop"_s});
    QCOMPARE(offered({u"up"_s, u"shop"_s, u""_s}), QStringList());
    QCOMPARE(offered({u"logs"_s, u""_s}), (QStringList {u"shop"_s, u"shop/app"_s, u"shop/db"_s}));
    QCOMPARE(offered({u"seed"_s, u"shop"_s, u""_s}), QStringList {u"base"_s});
    QCOMPARE(offered({u"run"_s, u"shop"_s, u""_s}), QStringList {u"greet"_s});
    QCOMPARE(offered({u"seed"_s, u"nobody"_s, u""_s}), QStringList());
    QVERIFY(offered({u"mode"_s, u"shop"_s, u""_s}).contains(u"develop"_s));
    const Said nowhere = run({u"complete"_s, u"--"_s, u"-w"_s, u"/nowhere"_s, u"up"_s, u""_s});
    QCOMPARE(nowhere.code, 0);
    QVERIFY(nowhere.out == u"words\n" && nowhere.err.isEmpty());
}

void CommandLineTest::doctorAnswersWithoutWorkspace()
{
    const Said said = run({u"doctor"_s, u"--format"_s, u"json"_s});
    QCOMPARE(said.code, 1);
    QMap<QString, QJsonObject> checks;
    for (const auto &value : document(said).value(u"checks"_s).toArray())
        checks.insert(value.toObject().value(u"id"_s).toString(), value.toObject());
    for (const QString &id : {u"engine"_s,
                              u"compose"_s,
                              u"buildx"_s,
                              u"memory"_s,
                              u"disk-engine"_s,
                              u"disk-workspace"_s,
                              u"address-pool"_s,
                              u"nofile"_s,
                              u"git"_s,
                              u"credentials"_s,
                              u"ssh"_s})
        QVERIFY2(checks.contains(id), qPrintable(id));
    QCOMPARE(checks.value(u"engine"_s).value(u"result"_s).toString(), u"problem"_s);
    // What could not be looked at is not well.
    for (const QString &id : {u"memory"_s, u"disk-engine"_s, u"address-pool"_s})
        QVERIFY2(checks.value(id).value(u"result"_s).toString() != u"ok", qPrintable(id));
    for (const QJsonObject &check : std::as_const(checks)) {
        QVERIFY(!check.value(u"message"_s).toString().isEmpty());
        if (check.value(u"result"_s).toString() != u"ok")
            QVERIFY2(!check.value(u"fix"_s).toString().isEmpty(),
                     qPrintable(check.value(u"id"_s).toString()));
    }
}

void CommandLineTest::badLogArguments_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("expected");
    QTest::newRow("tail") << QStringList {u"--tail"_s, u"many"_s} << u"not a number of lines"_s;
    QTest::newRow("negative tail")
        << QStringList {u"--tail"_s, u"-3"_s} << u"not a number of lines"_s;
    QTest::newRow("since") << QStringList {u"--since"_s, u"yesterday"_s} << u"is not a time"_s;
    QTest::newRow("grep") << QStringList {u"--grep"_s, u"(open"_s} << u"not a regular expression"_s;
}

void CommandLineTest::badLogArguments()
{
    QFETCH(QStringList, options);
    QFETCH(QString, expected);
    const Said said = run(QStringList {u"logs"_s, u"-w"_s, workspace()} + options);
    QCOMPARE(said.code, 2);
    QVERIFY2(said.err.contains(expected), qPrintable(said.err));
}

void CommandLineTest::namesNearMisses()
{
    QVERIFY(
        run({u"logs"_s, u"shp"_s, u"-w"_s, workspace()}).err.contains(u"Did you mean “shop”"_s));
    QVERIFY(run({u"logs"_s, u"shop/ap"_s, u"-w"_s, workspace()})
                .err.contains(u"Did you mean “shop/app”"_s));
    QVERIFY(run({u"shell"_s, u"shop/bd"_s, u"-w"_s, workspace()}).err.contains(u"shop/db"_s));
    QVERIFY(run({u"run"_s, u"shop"_s, u"gret"_s, u"-w"_s, workspace()})
                .err.contains(u"Did you mean “greet”"_s));
}

void CommandLineTest::namesEachChoiceOnce()
{
    const Said said = run({u"use"_s, u"shop"_s, u"zzz"_s, u"-w"_s, workspace()});
    QCOMPARE(said.code, 2);
    QVERIFY2(said.err.contains(u"It has: default, programs."), qPrintable(said.err));
    const QStringList line {u"complete"_s, u"--"_s, u"-w"_s, workspace(), u"use"_s, u"shop"_s, {}};
    QCOMPARE(run(line).out, u"words\ndefault\t\nprograms\t\n"_s);
}

void CommandLineTest::checkpointIsLookedUpFirst()
{
    const Said said
        = run({u"checkpoint"_s, u"delete"_s, u"shop"_s, u"nosuch"_s, u"-w"_s, workspace()});
    QCOMPARE(said.code, 2);
    QVERIFY2(said.err.contains(u"“shop” has no checkpoint “nosuch”"), qPrintable(said.err));
}

void CommandLineTest::tellsThatNothingIsThere()
{
    const auto make = [&](const QString &name, const QByteArray &idas) {
        const QString folder = m_folder.filePath(name);
        QDir().mkpath(folder);
        QFile file(folder + u"/devstack.yml");
        if (file.open(QIODevice::WriteOnly))
            file.write("version: 1\nname: " + name.toUtf8() + '\n' + idas);
        return folder;
    };
    const QString empty = make(u"empty"_s, {});
    QVERIFY(run({u"graph"_s, u"-w"_s, empty}).out.contains(u"No repositories yet."));
    QVERIFY(run({u"check"_s, u"-w"_s, empty}).err.contains(u"No repositories yet."));
    const QString absent
        = make(u"absent"_s, "idas:\n  catalog: {repository: \"https://git.example.org/c.git\"}\n");
    QVERIFY(run({u"check"_s, u"-w"_s, absent}).err.contains(u"No repository is cloned."));
    const Said named = run({u"check"_s, u"catalog"_s, u"-w"_s, absent});
    QCOMPARE(named.code, 2);
    QVERIFY2(named.err.contains(u"“devstack up catalog” clones it"), qPrintable(named.err));
}

void CommandLineTest::namesTheIdaThatIsUnknown()
{
    const Said said = run({u"config"_s, u"shop"_s, u"-w"_s, workspace()});
    QVERIFY2(said.err.contains(u"Some values of shop are unknown. "), qPrintable(said.err));
    QVERIFY2(said.err.contains(u"Read its compose file;"), qPrintable(said.err));
}

void CommandLineTest::unfinishedRunTellsWhenItBegan_data()
{
    QTest::addColumn<RunResult>("result");
    QTest::addColumn<int>("daysLater");
    QTest::addColumn<QString>("expected");
    QTest::newRow("today") << RunResult::Cancelled << 0
                           << u"“devstack up”, begun at 18:30, was cancelled; 1 step is missing"_s;
    QTest::newRow("earlier") << RunResult::Interrupted << 1
                             << u"begun at 2026-11-21 18:30, was interrupted;"_s;
    QTest::newRow("failed") << RunResult::Failed << 0 << u"begun at 18:30, failed;"_s;
}

void CommandLineTest::unfinishedRunTellsWhenItBegan()
{
    QFETCH(RunResult, result);
    QFETCH(int, daysLater);
    QFETCH(QString, expected);
    UnfinishedRun run;
    run.header.command = u"devstack up"_s;
    run.header.start = QDateTime({2026, 11, 21}, {18, 30});
    run.result = result;
    run.missing.emplace_back();
    const QString text = cli::unfinishedText(run, run.header.start.date().addDays(daysLater));
    QVERIFY2(text.contains(expected), qPrintable(text));
    QVERIFY2(text.endsWith(u"“devstack up” continues it."_s), qPrintable(text));
    // Another reset would move the data once more.
    run.header.command = u"devstack reset shop --yes"_s;
    run.header.operation.emplace();
    run.header.operation->verb = Operation::Verb::Reset;
    run.header.operation->idas = {u"shop"_s};
    QVERIFY(cli::unfinishedText(run, run.header.start.date())
                .endsWith(u"“devstack up shop” continues it."_s));
}

void CommandLineTest::colourOnlyWhereShown()
{
    const QStringList arguments {u"run"_s, u"shop"_s, u"-w"_s, workspace()};
    QVERIFY(run(arguments, true).out.contains(u'\x1b'));
    QVERIFY(!run(arguments, false).out.contains(u'\x1b'));
    QVERIFY(!run(arguments + QStringList {u"--no-color"_s}, true).out.contains(u'\x1b'));
    qputenv("NO_COLOR", "1");
    QVERIFY(!run(arguments, true).out.contains(u'\x1b'));
    qunsetenv("NO_COLOR");
}

/// Ctrl-C at “Destroy them?” ends the program as cancelled; nobody has to answer first.
void CommandLineTest::aStopEndsAQuestion()
{
    int ends[2] = {-1, -1};
    QCOMPARE(::pipe(ends), 0); // nobody ever writes into it
    const int before = ::dup(STDIN_FILENO);
    ::dup2(ends[0], STDIN_FILENO);
    Said said;
    {
        QTextStream out(&said.out);
        QTextStream err(&said.err);
        const cli::Streams streams {out, err, true, true, true};
        std::stop_source source;
        std::jthread later([&source] {
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
            source.request_stop();
        });
        said.code = cli::runCommandLine({u"--workspace"_s, workspace(), u"down"_s, u"--volumes"_s},
                                        streams,
                                        source.get_token());
    }
    ::dup2(before, STDIN_FILENO);
    for (const int descriptor : {before, ends[0], ends[1]})
        ::close(descriptor);
    QVERIFY2(said.err.contains(u"Destroy it?"), qPrintable(said.err));
    QCOMPARE(said.code, 130);
}

QTEST_GUILESS_MAIN(CommandLineTest)
#include "tst_commandline.moc"
