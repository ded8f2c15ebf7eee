// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/inferredruns.h"

#include "model/compose/serviceroles.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// One argument for sh, in single quotes.
QString quoted(const QString &text)
{
    QString escaped = text;
    return u'\'' + escaped.replace(u'\'', u"'\\''"_s) + u'\'';
}

/// Whether `sh`, which may be dash, would take the text otherwise than bash does.
bool needsBash(const QString &text)
{
    static const QRegularExpression kBash(
        u"(^|[\\s;&(])source\\s|\\[\\[|<<<|pipefail|\\bfunction\\b|=\\("_s);
    return kBash.match(text).hasMatch();
}

RunCommand commandOf(const DockerCall &call)
{
    RunCommand run;
    const bool isBash = call.inner.value(0).endsWith(u"bash");
    if (!call.innerShell.isEmpty()) {
        run.shell = isBash && needsBash(call.innerShell) ? u"bash -c "_s + quoted(call.innerShell)
                                                         : call.innerShell;
        return run;
    }
    if (!call.input.isEmpty()) {
        // `bash << EOS`: the document is the program; for anything else it is the input.
        if (call.inner.size() == 1 && (isBash || call.inner.first().endsWith(u"sh")))
            run.shell
                = isBash && needsBash(call.input) ? u"bash -c "_s + quoted(call.input) : call.input;
        else
            run.shell = u"printf '%s' "_s + quoted(call.input) + u" | "_s + call.inner.join(u' ');
        return run;
    }
    static const QRegularExpression kSpecial(u"[{}$`]"_s);
    if (call.inner.indexOf(kSpecial) < 0) {
        run.arguments = call.inner;
        return run;
    }
    QStringList words;
    for (const QString &word : call.inner)
        words += quoted(word);
    run.shell = words.join(u' ');
    return run;
}

/// `env TERM=$TERM bash`: the terminal is the caller's business here.
DockerCall withoutTerminal(DockerCall call)
{
    if (call.inner.value(0) != u"env"_s)
        return call;
    QStringList inner = call.inner.mid(1);
    while (!inner.isEmpty() && inner.first().startsWith(u"TERM="))
        inner.removeFirst();
    if (!inner.isEmpty() && !inner.first().contains(u'='))
        call.inner = inner;
    return call;
}

bool isDatabase(const ComposeFile &compose, const QString &service)
{
    return databaseKindOf(compose.services.value(service)) != DatabaseKind::None;
}

void addInputs(ServiceRun &run)
{
    static const QRegularExpression kMigrates(u"\\bmigrate\\b"_s);
    if (kMigrates.match(run.run.toText()).hasMatch())
        run.inputs = QStringList {u"**/migrations/*.py"_s};
}

/// The targets that a target without a recipe stands for.
const MakeTarget *workingTarget(const Makefile &makefile, const QString &name, int depth = 0)
{
    for (const MakeTarget &target : makefile.targets) {
        if (target.name != name)
            continue;
        if (!target.recipe.isEmpty() || target.prerequisites.isEmpty() || depth > 4)
            return &target;
        return workingTarget(makefile, target.prerequisites.first(), depth + 1);
    }
    return nullptr;
}

} // namespace

namespace {

/// Whether a compose call names a file of another checkout: `-f ../other/docker-compose.yml`. A
/// bare `../docker-compose.yml` is what a script in a subfolder calls its own.
bool isElsewhere(const DockerCall &call)
{
    return std::ranges::any_of(call.files, [](const QString &file) {
        QString path = QDir::cleanPath(file);
        if (path.startsWith(u'/') || path.contains(u"/devstack/docker-compose"))
            return true;
        const bool leaves = path.startsWith(u"../");
        while (path.startsWith(u"../"))
            path.remove(0, 3);
        return leaves && path.contains(u'/');
    });
}

} // namespace

QString serviceOf(const DockerCall &call, const ComposeFile &compose, const QString &primary)
{
    const QString name = call.names.value(0);
    if (call.compose) {
        if (isElsewhere(call))
            return {};
        if (name == u"${*}"_s)
            return primary;
        return compose.services.contains(name) ? name : QString();
    }
    for (const ServiceEntry &service : compose.services) {
        const auto container = withDefaults(service.containerName);
        if (!container || container->isEmpty())
            continue;
        if (*container == name)
            return service.name;
    }
    // Scripts mix up '-', '_' and '.' in names; nobody else's container differs in these alone.
    const auto plain = [](QString text) { return text.replace(u'_', u'-').replace(u'.', u'-'); };
    for (const ServiceEntry &service : compose.services) {
        const auto container = withDefaults(service.containerName);
        if (container && !container->isEmpty() && plain(*container) == plain(name))
            return service.name;
    }
    if (name.endsWith(u"${*}")) {
        const QString container = compose.services.value(primary).containerName;
        if (!container.isEmpty() && container.startsWith(name.chopped(4)))
            return primary;
    }
    return {};
}

std::optional<ServiceRun>
runOf(const DockerCall &call, const ComposeFile &compose, const QString &primary)
{
    // `compose run` makes a container of its own for what the service's container does as well.
    const bool isOwnRun = call.compose && call.kind == DockerCall::Kind::Run
        && !call.options.contains(u"--entrypoint"_s);
    if ((call.kind != DockerCall::Kind::Exec && !isOwnRun) || call.inner.isEmpty()
        || call.loop >= 0)
        return std::nullopt;
    ServiceRun run;
    run.service = serviceOf(call, compose, primary);
    if (run.service.isEmpty())
        return std::nullopt;
    run.run = commandOf(withoutTerminal(call));
    run.as = call.as;
    run.mark = call.evidence.mark;
    addInputs(run);
    return run;
}

namespace {

/// Files inside of containers that other commands of the script put there: `docker cp a
/// app:/tmp/a`, `cat a | docker exec app tee /tmp/a`. A step that reads one cannot be repeated
/// without them.
QStringList madeBy(const DockerCall &call)
{
    static const QRegularExpression kCopy(
        u"\\bcp\\s+(?:-\\S+\\s+)*[\"']?([^\\s\"']+)[\"']?\\s+[\"']?[^\\s:\"']+:([^\\s\"']+)"_s);
    static const QRegularExpression kWritten(
        u"(?:>>?|\\btee(?:\\s+-a)?)\\s*[\"']?(/[^\\s\"';|&)]+)"_s);
    QStringList made;
    if (call.subcommand == u"cp") {
        const auto match = kCopy.match(call.evidence.text);
        QString target = match.captured(2);
        if (target.endsWith(u'/'))
            target += match.captured(1).section(u'/', -1);
        made += target;
    } else if (call.piped) {
        const QString text = call.innerShell.isEmpty() ? call.inner.join(u' ') : call.innerShell;
        for (auto matches = kWritten.globalMatch(text); matches.hasNext();)
            made += matches.next().captured(1);
    }
    made.removeAll(QString());
    return made;
}

} // namespace

QList<InferredRun> inferredBootstrap(const RepositoryFacts &facts,
                                     const ComposeFile &compose,
                                     const QString &primary,
                                     QList<LeftOutRun> *leftOut)
{
    QList<InferredRun> runs;
    QList<DockerCall> calls;
    if (!facts.provisionScripts.isEmpty()) {
        calls = facts.callsOf(facts.provisionScripts.first());
    } else if (const OfferedVerb *provision = facts.verb(u"provision"_s)) {
        if (const MakeTarget *target = workingTarget(facts.makefile, provision->target))
            calls = dockerCalls(*target);
    }
    QList<std::pair<QString, Evidence>> made;
    for (const DockerCall &call : std::as_const(calls)) {
        for (const QString &file : madeBy(call))
            made.append({file, call.evidence});
        const auto run = runOf(call, compose, primary);
        if (!run)
            continue;
        const auto maker = std::ranges::find_if(
            made, [&](const auto &one) { return run->run.toText().contains(one.first); });
        if (maker != made.end()) {
            // A command that makes the file itself has its input from elsewhere: piped.
            if (leftOut && !call.piped)
                *leftOut += LeftOutRun {call.evidence, maker->first, maker->second};
            continue;
        }
        // Databases are created from what settings and compose file name, not by a client's words;
        // what reads another program's output would get nothing.
        if (!isDatabase(compose, run->service) && !call.piped)
            runs += InferredRun {*run, call.evidence};
    }
    if (!runs.isEmpty() || facts.kind != RepositoryKind::Service)
        return runs;
    const OfferedVerb *migrate = facts.verb(u"migrate"_s);
    if (!migrate || migrate->target != u"migrate"_s)
        return runs;
    ServiceRun run;
    run.service = primary;
    run.run.arguments = QStringList {u"make"_s, u"migrate"_s};
    run.mark = migrate->evidence.mark;
    addInputs(run);
    return {InferredRun {run, migrate->evidence}};
}

std::optional<InferredRun> inferredCommand(const QString &verb,
                                           const RepositoryFacts &facts,
                                           const ComposeFile &compose,
                                           const QString &primary)
{
    const OfferedVerb *offered = facts.verb(verb);
    if (!offered || offered->target.isEmpty())
        return std::nullopt;
    const MakeTarget *target = workingTarget(facts.makefile, offered->target);
    if (!target)
        return std::nullopt;
    for (const DockerCall &call : dockerCalls(*target)) {
        auto run = runOf(call, compose, primary);
        if (!run || isDatabase(compose, run->service) != (verb == u"dbshell"_s))
            continue;
        run->tty = verb == u"shell"_s || verb == u"dbshell"_s;
        return InferredRun {*run, call.evidence};
    }
    return std::nullopt;
}

} // namespace devstack
