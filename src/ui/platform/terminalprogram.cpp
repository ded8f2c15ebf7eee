// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/platform/terminalprogram.h"

#include <QCoreApplication>
#include <QProcess>
#include <QStandardPaths>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

struct Known
{
    const char *program;
    QStringList before;
};

/// What stands between the program and the command; each takes the rest as an argument vector.
QList<Known> knownTerminals()
{
    const QStringList execute {u"-e"_s};
    return {{"x-terminal-emulator", execute},
            {"gnome-terminal", {u"--"_s}},
            {"konsole", execute},
            {"xfce4-terminal", {u"-x"_s}},
            {"kitty", {}},
            {"alacritty", execute},
            {"foot", {}},
            {"wezterm", {u"start"_s, u"--"_s}},
            {"xterm", execute},
            {"urxvt", execute}};
}

struct InTerminalProgram
{
    Q_DECLARE_TR_FUNCTIONS(TerminalProgram)
};

} // namespace

Result<TerminalProgram> findTerminal(const QString &chosen,
                                     const std::function<QString(const QString &)> &find)
{
    const QStringList own = QProcess::splitCommand(chosen);
    if (!own.isEmpty()) {
        if (find(own.first()).isEmpty())
            return notFound(InTerminalProgram::tr("The terminal program “%1” is not installed.")
                                .arg(own.first()),
                            InTerminalProgram::tr("Choose another one in Settings."));
        QStringList vector = own;
        for (const Known &known : knownTerminals()) {
            if (own.size() == 1 && own.first().endsWith(QLatin1String(known.program)))
                vector += known.before;
        }
        return TerminalProgram {vector};
    }
    for (const Known &known : knownTerminals()) {
        const QString program = QString::fromLatin1(known.program);
        if (!find(program).isEmpty())
            return TerminalProgram {QStringList {program} + known.before};
    }
    return notFound(
        InTerminalProgram::tr("No terminal program found."),
        InTerminalProgram::tr("Install one (xterm, for example) or name yours in Settings."));
}

QStringList heldOnError(const QStringList &command)
{
    // The script is fixed; the command is its arguments.
    return QStringList {
               u"sh"_s,
               u"-c"_s,
               u"\"$@\"; code=$?; [ $code = 0 ] || [ $code = 130 ] || { printf "_s
               u"'\\nIt ended with code %s. Enter closes this. ' $code; read -r _; }; exit $code"_s,
               u"devstack"_s}
    + command;
}

Result<> openTerminal(const QString &chosen, const QStringList &command)
{
    const auto terminal = findTerminal(
        chosen, [](const QString &program) { return QStandardPaths::findExecutable(program); });
    if (!terminal)
        return terminal.error();
    QStringList vector = terminal->toRun(command);
    const QString program = vector.takeFirst();
    if (!QProcess::startDetached(program, vector))
        return ioError(
            InTerminalProgram::tr("The terminal program “%1” could not be started.").arg(program));
    return ok();
}

} // namespace devstack
