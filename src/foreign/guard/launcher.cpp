// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/guard/launcher.h"

#include "core/openfile.h"
#include "core/process.h"
#include "foreign/guard/centralmapping.h"
#include "foreign/guard/composemapping.h"
#include "foreign/guard/dockermapping.h"
#include "foreign/guard/refusals.h"

#include <fcntl.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>

#include <atomic>
#include <cstdio>
#include <thread>
#include <vector>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// How much of a call is reported; a script may hand over a whole dump as an argument.
constexpr qsizetype kReportedLength = 300;

void say(FILE *stream, const QString &text)
{
    std::fputs(text.toUtf8().constData(), stream);
    std::fflush(stream);
}

/// Appended whole: many launchers report at once.
void report(const GuardMap &map, const GuardEvent &event)
{
    const int descriptor = ::open(QFile::encodeName(map.eventsPath()).constData(),
                                  O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0)
        return;
    const QByteArray line = event.toLine();
    [[maybe_unused]] const auto written
        = ::write(descriptor, line.constData(), std::size_t(line.size()));
    ::close(descriptor);
}

int runAndWait(const QStringList &command)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.setInputChannelMode(QProcess::ForwardedInputChannel);
    process.start(command.first(), command.mid(1));
    if (!process.waitForFinished(-1) || process.exitStatus() != QProcess::NormalExit)
        return 1;
    return process.exitCode();
}

int runRenamed(const GuardMap &map, const QStringList &command)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.setInputChannelMode(QProcess::ForwardedInputChannel);
    process.start(command.first(), command.mid(1));
    if (!process.waitForFinished(-1))
        return 1;
    QString text = QString::fromUtf8(process.readAllStandardOutput());
    for (const GuardContainer &container : map.containers) {
        if (!container.oldNames.isEmpty())
            text.replace(container.name, container.oldNames.first());
    }
    say(stdout, text);
    return process.exitCode();
}

/// Whether the Engine answers that it has no such container; a broken Engine tells for itself.
bool isMissing(const GuardMap &map, const QString &container)
{
    ProcessSpec spec;
    spec.program = map.docker;
    spec.arguments = {u"container"_s, u"inspect"_s, u"--format"_s, u"-"_s, container};
    spec.timeout = std::chrono::seconds(20);
    const auto outcome = runProcess(spec);
    return outcome && !outcome->succeeded() && outcome->errorTail.contains(u"No such container");
}

/// Does what was decided and answers the exit code.
int perform(const GuardMap &map, const QString &written, GuardedCall call)
{
    if (!call.container.isEmpty() && isMissing(map, call.container)) {
        const GuardContainer *missing = map.container(call.container);
        const QString name = missing ? missing->oldNames.value(0, call.container) : call.container;
        call = {};
        call.code = 1;
        call.note = notMadeYet(name, missing ? missing->ida : map.ida);
    }
    report(map, {written.left(kReportedLength), call.note, call.neverAnswers, {}, {}});
    for (const TouchedContainer &touched : call.touched)
        report(map, {{}, {}, false, touched.container, touched.user});
    if (!call.output.isEmpty())
        say(stdout, call.output);
    if (!call.note.isEmpty())
        say(stderr, u"devstack: "_s + call.note + u'\n');
    // The user's and a Makefile's own choices for Compose must not reach the workspace's project.
    for (const char *name : {"COMPOSE_FILE",
                             "COMPOSE_PROJECT_NAME",
                             "COMPOSE_PROFILES",
                             "COMPOSE_ENV_FILES",
                             "COMPOSE_PATH_SEPARATOR"})
        ::unsetenv(name);
    for (qsizetype i = 0; i + 1 < call.commands.size(); ++i) {
        if (const int code = runAndWait(call.commands[i]); code != 0)
            return code;
    }
    if (call.commands.isEmpty())
        return call.code;
    if (call.showsOldNames)
        return runRenamed(map, call.commands.last());
    const Error failed = replaceProcess(call.commands.last());
    say(stderr, u"devstack: "_s + failed.message + u'\n');
    return 127;
}

/// Names of what carries a label of the workspace or the run, each on a line of its own.
QStringList labelled(const GuardMap &map, const QStringList &arguments)
{
    ProcessSpec spec;
    spec.program = map.docker;
    spec.arguments = arguments;
    spec.timeout = std::chrono::seconds(20);
    const auto output = runTool(spec);
    return output
        ? QString::fromUtf8(*output).split(QRegularExpression(u"\\s+"_s), Qt::SkipEmptyParts)
        : QStringList();
}

/// Asks the Engine for the names that the map does not hold.
void addMade(GuardMap &map)
{
    const QString run = u"label=devstack.run="_s + map.run;
    for (const QString &label : {run, QString(u"label=devstack.workspace="_s + map.workspace)})
        map.made += labelled(map,
                             {u"ps"_s,
                              u"-a"_s,
                              u"--no-trunc"_s,
                              u"--filter"_s,
                              label,
                              u"--format"_s,
                              u"{{.ID}} {{.Names}}"_s});
    map.madeNetworks = labelled(map,
                                {u"network"_s,
                                 u"ls"_s,
                                 u"--no-trunc"_s,
                                 u"--filter"_s,
                                 run,
                                 u"--format"_s,
                                 u"{{.ID}} {{.Name}}"_s});
}

/// A script's own choice of an engine is not that of the workspace.
void enterEngine(const GuardMap &map)
{
    for (const QString &name : kEngineVariables) {
        const QByteArray variable = name.toUtf8();
        if (map.engine.contains(name))
            ::setenv(variable.constData(), map.engine.value(name).toUtf8().constData(), 1);
        else
            ::unsetenv(variable.constData());
    }
}

Result<GuardMap> ownMap()
{
    const QString path = qEnvironmentVariable(GuardMap::kVariable);
    if (path.isEmpty())
        return notFound(
            u"%1 is not set: this program only works for scripts that “devstack run” started."_s
                .arg(QLatin1StringView(GuardMap::kVariable)));
    return GuardMap::read(path);
}

int noMap(const Error &error)
{
    say(stderr, u"devstack: "_s + error.message + u'\n');
    return 125;
}

/// Processes whose environment holds the mark get the signal; exit 0 when there was one. Positional
/// parameters only. Without grep the shell's own matching does; it loses the zero bytes.
const QString kSweep = uR"(mark=$1; signal=$2; found=1
for environ in /proc/[0-9]*/environ; do
    pid=${environ#/proc/}; pid=${pid%/environ}
    [ "$pid" = "$$" ] && continue
    if command -v grep >/dev/null 2>&1; then
        grep -q "$mark" "$environ" 2>/dev/null || continue
    else
        case $(cat "$environ" 2>/dev/null) in *"$mark"*) ;; *) continue ;; esac
    fi
    kill -s "$signal" "$pid" 2>/dev/null && found=0
done
exit $found
)"_s;

bool signalMarked(const GuardMap &map, const TouchedContainer &place, const QString &signal)
{
    ProcessSpec spec;
    spec.program = map.docker;
    spec.arguments = {u"exec"_s};
    if (!place.user.isEmpty())
        spec.arguments += {u"-u"_s, place.user};
    spec.arguments += {place.container,
                       u"sh"_s,
                       u"-c"_s,
                       kSweep,
                       u"devstack"_s,
                       u"%1=%2"_s.arg(QLatin1StringView(GuardMap::kMark), map.run),
                       signal};
    spec.timeout = std::chrono::seconds(5);
    const auto outcome = runProcess(spec);
    return outcome && outcome->succeeded();
}

QList<TouchedContainer> touchedContainers(const GuardMap &map)
{
    QList<TouchedContainer> touched;
    QFile file;
    if (!openRegular(map.eventsPath(), file))
        return touched;
    while (!file.atEnd()) {
        const auto event = GuardEvent::fromLine(file.readLine(64 * 1024));
        if (!event || event->container.isEmpty())
            continue;
        // Root cannot read the environment of others' processes without a capability that
        // containers lack, so each user looks for his own.
        for (const QString &user : {QString(), u"0:0"_s, event->user}) {
            const TouchedContainer place {event->container, user};
            if (!touched.contains(place))
                touched += place;
        }
    }
    return touched;
}

} // namespace

QByteArray GuardEvent::toLine() const
{
    QJsonObject json;
    if (!call.isEmpty())
        json.insert(u"call"_s, call);
    if (!note.isEmpty())
        json.insert(u"note"_s, note);
    if (neverAnswers)
        json.insert(u"neverAnswers"_s, true);
    if (!container.isEmpty())
        json.insert(u"container"_s, container);
    if (!user.isEmpty())
        json.insert(u"user"_s, user);
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<GuardEvent> GuardEvent::fromLine(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject())
        return std::nullopt;
    return GuardEvent {document[u"call"_s].toString(),
                       document[u"note"_s].toString(),
                       document[u"neverAnswers"_s].toBool(),
                       document[u"container"_s].toString(),
                       document[u"user"_s].toString()};
}

void leaveGuard()
{
    const QByteArray map = qgetenv(GuardMap::kVariable);
    if (map.isEmpty())
        return;
    const QByteArray launchers = map.left(map.lastIndexOf('/')) + "/bin";
    QList<QByteArray> folders = qgetenv("PATH").split(':');
    folders.removeAll(launchers);
    qputenv("PATH", folders.join(':'));
    qunsetenv(GuardMap::kVariable);
}

int launch(const QString &name, const QStringList &arguments)
{
    auto map = ownMap();
    if (!map)
        return noMap(map.error());
    const QString directory = QDir::currentPath();
    const QString written = shellText(QStringList {name} + arguments);
    if (name == u"make") {
        const GuardedCall call = mapMake(*map, arguments, directory);
        // make calls itself often; nobody wants to read that.
        return perform(*map, QString(), call);
    }
    enterEngine(*map);
    const auto mapped = [&] {
        return name == u"docker-compose" ? mapCompose(*map, arguments, directory)
                                         : mapDocker(*map, arguments, directory);
    };
    GuardedCall call = mapped();
    if (call.asksEngine) {
        addMade(*map);
        call = mapped();
    }
    return perform(*map, written, call);
}

int launchCentral(const QStringList &targets)
{
    const auto map = ownMap();
    if (!map)
        return noMap(map.error());
    enterEngine(*map);
    for (const QString &target : targets) {
        GuardedCall call = mapCentralTarget(*map, target);
        const bool isLast = target == targets.last();
        if (isLast)
            return perform(*map, u"make "_s + target, call);
        for (const QStringList &command : std::as_const(call.commands)) {
            if (const int code = runAndWait(command); code != 0)
                return code;
        }
        if (!call.note.isEmpty())
            say(stderr, u"devstack: "_s + call.note + u'\n');
        if (call.code != 0)
            return call.code;
    }
    return 0;
}

bool sweepContainers(const GuardMap &map)
{
    const QList<TouchedContainer> places = touchedContainers(map).mid(0, 12);
    std::atomic<bool> found = false;
    {
        std::vector<std::jthread> sweeps;
        for (const TouchedContainer &place : places)
            sweeps.emplace_back([&map, &found, place] {
                if (!signalMarked(map, place, u"TERM"_s))
                    return;
                found = true;
                ::usleep(300'000);
                signalMarked(map, place, u"KILL"_s);
            });
    }
    const QString label = u"label=devstack.run="_s + map.run;
    const auto remove = [&](const QStringList &list, const QStringList &command) {
        const QStringList made = labelled(map, list);
        if (made.isEmpty())
            return;
        found = true;
        ProcessSpec spec;
        spec.program = map.docker;
        spec.arguments = command + made;
        spec.timeout = std::chrono::seconds(10);
        [[maybe_unused]] const auto removed = runProcess(spec);
    };
    remove({u"ps"_s, u"-aq"_s, u"--filter"_s, label}, {u"rm"_s, u"-f"_s, u"-v"_s});
    remove({u"network"_s, u"ls"_s, u"-q"_s, u"--filter"_s, label}, {u"network"_s, u"rm"_s});
    return found;
}

void tidyContainers(const GuardMap &map)
{
    if (sweepContainers(map))
        report(map,
               {{},
                u"It left processes in containers, or containers or networks of its own; they were "
                u"ended and removed. Declare in the compose file what should stay."_s,
                false,
                {},
                {}});
}

QString keeperLock(const QString &folder)
{
    return folder + u"/keeper.lock"_s;
}

} // namespace devstack
