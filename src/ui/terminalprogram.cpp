// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/terminalprogram.h"

#include <QCoreApplication>
#include <QProcess>
#include <QStandardPaths>

namespace devstack {

namespace {

struct Known
{
    const char *program;
    QStringList before;
};

/// What stands between the program and the command; each takes the rest as an argument vector.
QList<Known> knownTerminals()
{
    const QStringList execute {QStringLiteral("-e")};
    return {{"x-terminal-emulator", execute},
            {"gnome-terminal", {QStringLiteral("--")}},
            {"konsole", execute},
            {"xfce4-terminal", {QStringLiteral("-x")}},
            {"kitty", {}},
            {"alacritty", execute},
            {"foot", {}},
            {"wezterm", {QStringLiteral("start"), QStringLiteral("--")}},
            {"xterm", execute},
            {"urxvt", execute}};
}

QString text(const char *source)
{
    return QCoreApplication::translate("TerminalProgram", source);
}

} // namespace

Result<TerminalProgram> findTerminal(const QString &chosen,
                                     const std::function<QString(const QString &)> &find)
{
    const QStringList own = QProcess::splitCommand(chosen);
    if (!own.isEmpty()) {
        if (find(own.first()).isEmpty())
            return notFound(text("The terminal program “%1” is not installed.").arg(own.first()),
                            text("Choose another one under Settings."));
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
    return notFound(text("No terminal program was found."),
                    text("Install one (xterm, for example) or name yours under Settings."));
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
        return ioError(text("The terminal program “%1” could not be started.").arg(program));
    return ok();
}

} // namespace devstack
