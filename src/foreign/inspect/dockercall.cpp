// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/dockercall.h"

#include "foreign/inspect/dockeroptions.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString programOf(const QString &word)
{
    return word.section(u'/', -1);
}

/// The words from the program on that a chain of "sudo", "env A=b", "time" … runs.
QStringList unwrapped(QStringList words)
{
    static const QStringList kWrappers {u"sudo"_s,
                                        u"exec"_s,
                                        u"time"_s,
                                        u"command"_s,
                                        u"nohup"_s,
                                        u"winpty"_s,
                                        u"env"_s,
                                        u"eval"_s,
                                        u"timeout"_s};
    while (!words.isEmpty() && kWrappers.contains(programOf(words.first()))) {
        const bool hasDuration = words.takeFirst() == u"timeout"_s;
        while (!words.isEmpty() && (words.first().startsWith(u'-') || words.first().contains(u'=')))
            words.removeFirst();
        if (hasDuration && !words.isEmpty())
            words.removeFirst();
    }
    return words;
}

/// `sh -c TEXT` and its relatives; empty for anything else.
QString shellScriptOf(const QStringList &words)
{
    static const QStringList kShells {u"sh"_s, u"bash"_s, u"dash"_s, u"zsh"_s, u"ash"_s};
    if (words.size() < 3 || !kShells.contains(programOf(words.first())))
        return {};
    for (qsizetype at = 1; at + 1 < words.size(); ++at) {
        const QString &option = words.at(at);
        if (!option.startsWith(u'-'))
            return {};
        if (!option.startsWith(u"--") && option.contains(u'c'))
            return words.at(at + 1);
    }
    return {};
}

QString lastValue(const DockerArguments &arguments, const QString &brief, const QString &full)
{
    QString result;
    for (const auto &[name, value] : arguments.values) {
        if (name == brief || name == full)
            result = value;
    }
    return result;
}

bool has(const DockerArguments &arguments, const QString &brief, const QString &full)
{
    return arguments.options.contains(u'-' + brief) || arguments.options.contains(u"--"_s + full);
}

/// Variables of the terminal are the caller's business, and their values are not known here.
bool isOfTerminal(const QString &variable)
{
    static const QStringList kTerminal {u"TERM"_s, u"COLUMNS"_s, u"LINES"_s};
    return kTerminal.contains(variable);
}

RunAs runAsOf(const DockerArguments &arguments)
{
    // What the shell would have put in when it ran the script.
    static const QRegularExpression kComputed(u"\\$[({*@#?0-9]|`"_s);
    RunAs as;
    const auto known
        = [](const QString &text) { return kComputed.match(text).hasMatch() ? QString() : text; };
    as.user = known(lastValue(arguments, u"u"_s, u"user"_s));
    as.workingDir = known(lastValue(arguments, u"w"_s, u"workdir"_s));
    for (const auto &[name, value] : arguments.values) {
        const QString variable = value.section(u'=', 0, 0);
        if ((name != u"e"_s && name != u"env"_s) || variable.isEmpty() || isOfTerminal(variable))
            continue;
        as.environment.removeIf(
            [&](const QString &other) { return other.section(u'=', 0, 0) == variable; });
        // Without a value it is the caller's own variable.
        if (value.contains(u'=') && !kComputed.match(value).hasMatch())
            as.environment += value;
        else if (!as.unknown.contains(variable))
            as.unknown += variable;
    }
    return as;
}

void readInner(DockerCall &call, const DockerArguments &arguments)
{
    call.kind = call.subcommand == u"exec"_s ? DockerCall::Kind::Exec : DockerCall::Kind::Run;
    call.names = arguments.rest.mid(0, 1);
    call.inner = arguments.rest.mid(1);
    call.innerShell = shellScriptOf(call.inner);
    call.as = runAsOf(arguments);
    call.interactive = has(arguments, u"i"_s, u"interactive"_s) || has(arguments, u"t"_s, u"tty"_s);
}

void readCompose(DockerCall &call, const QStringList &words)
{
    const DockerArguments global = splitOptions(words, composeOptionsWithValue({}));
    call.compose = true;
    call.project = lastValue(global, u"p"_s, u"project-name"_s);
    for (const auto &[name, value] : global.values) {
        if (name == u"f"_s || name == u"file"_s)
            call.files += value;
    }
    call.subcommand = global.rest.value(0);
    const DockerArguments own
        = splitOptions(global.rest.mid(1), composeOptionsWithValue(call.subcommand));
    call.options = own.options;
    if (call.subcommand == u"exec"_s || call.subcommand == u"run"_s) {
        readInner(call, own);
        // Compose's exec gives a terminal unless told not to.
        call.interactive = call.subcommand == u"exec"_s && !own.options.contains(u"-T"_s);
        return;
    }
    call.kind = DockerCall::Kind::Compose;
    // Options may stand between the services: `up app -d`.
    for (const QString &word : own.rest) {
        if (word.startsWith(u'-'))
            call.options += word;
        else
            call.names += word;
    }
}

void readDocker(DockerCall &call, const QStringList &words)
{
    static const QStringList kGroups {u"volume"_s,
                                      u"network"_s,
                                      u"image"_s,
                                      u"container"_s,
                                      u"system"_s,
                                      u"buildx"_s,
                                      u"builder"_s,
                                      u"manifest"_s};
    QStringList rest = splitOptions(words, dockerOptionsWithValue({})).rest;
    if (rest.value(0) == u"compose"_s) {
        readCompose(call, rest.mid(1));
        return;
    }
    if (rest.isEmpty())
        return;
    call.subcommand = rest.takeFirst();
    if (kGroups.contains(call.subcommand) && !rest.isEmpty())
        call.subcommand += u' ' + rest.takeFirst();
    if (call.subcommand.startsWith(u"container "))
        call.subcommand.remove(0, 10);
    const DockerArguments own = splitOptions(rest, dockerOptionsWithValue(call.subcommand));
    call.options = own.options;
    if (call.subcommand == u"exec"_s || call.subcommand == u"run"_s) {
        readInner(call, own);
        return;
    }
    for (const QString &word : own.rest) {
        if (!word.startsWith(u'-'))
            call.names += word;
    }
    if (call.subcommand == u"volume rm"_s || call.subcommand == u"volume remove"_s) {
        call.kind = DockerCall::Kind::VolumeRemove;
        call.subcommand = u"volume rm"_s;
    }
}

} // namespace

QList<DockerCall> dockerCalls(const SimpleCommand &command)
{
    QStringList words = unwrapped(command.words);
    if (words.isEmpty())
        return {};
    const QString program = programOf(words.first());
    if (const QString text = shellScriptOf(words); !text.isEmpty()) {
        QList<DockerCall> calls;
        for (const SimpleCommand &inner : shellCommands(text, command.mark)) {
            // One level is what scripts write; deeper ones would only serve to exhaust us.
            if (!shellScriptOf(unwrapped(inner.words)).isEmpty())
                continue;
            SimpleCommand shown = inner;
            shown.written = command.written;
            shown.loop = command.loop;
            shown.piped = shown.piped || command.piped;
            calls += dockerCalls(shown);
        }
        return calls;
    }
    DockerCall call;
    call.loop = command.loop;
    call.input = command.input;
    call.piped = command.piped;
    call.evidence = {command.mark, command.written};
    if (program == u"docker-compose"_s) {
        call.composeV1 = true;
        readCompose(call, words.mid(1));
    } else if (program == u"docker"_s) {
        readDocker(call, words.mid(1));
    } else {
        return {};
    }
    if (call.subcommand.isEmpty())
        return {};
    return {call};
}

QList<DockerCall> dockerCalls(const Script &script)
{
    QList<DockerCall> calls;
    for (const SimpleCommand &command : script.executed()) {
        for (DockerCall &call : dockerCalls(command)) {
            call.script = script.file;
            calls += call;
        }
    }
    return calls;
}

QList<DockerCall> dockerCalls(const MakeTarget &target)
{
    QList<DockerCall> calls;
    for (const RecipeLine &line : target.recipe) {
        if (!line.text.contains(u"docker"))
            continue;
        const Script script = readScript(line.text.split(u'\n'), line.mark.file, line.mark.line);
        for (const SimpleCommand &command : script.executed()) {
            for (DockerCall &call : dockerCalls(command)) {
                call.target = target.name;
                if (call.evidence.mark == line.mark)
                    call.evidence.text = line.written;
                calls += call;
            }
        }
    }
    return calls;
}

} // namespace devstack
