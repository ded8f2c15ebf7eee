// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/recordedcommand.h"

#include <QCoreApplication>
#include <QHash>
#include <QProcess>

namespace devstack {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("RecordedCommand", source);
}

/// Options of the command line that are followed by their value.
bool takesValue(const QString &option)
{
    static const QStringList known {QStringLiteral("--workspace"),
                                    QStringLiteral("--format"),
                                    QStringLiteral("--file"),
                                    QStringLiteral("--image"),
                                    QStringLiteral("--lean"),
                                    QStringLiteral("--timeout"),
                                    QStringLiteral("--url")};
    return known.contains(option);
}

QString verbName(const QString &verb)
{
    if (verb == u"up")
        return text("Provision");
    if (verb == u"build")
        return text("Build");
    if (verb == u"seed")
        return text("Seed");
    if (verb == u"reset")
        return text("Reset");
    if (verb == u"start")
        return text("Start");
    if (verb == u"run")
        return text("Run");
    return verb;
}

} // namespace

RecordedCommand RecordedCommand::parse(const QString &line)
{
    RecordedCommand command;
    QStringList parts = QProcess::splitCommand(line);
    if (parts.isEmpty() || parts.takeFirst() != u"devstack")
        return command; // somebody else's
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const QString &part = parts.at(i);
        if (part == u"--")
            break; // arguments of somebody else
        if (part.startsWith(u'-')) {
            if (takesValue(part))
                ++i;
        } else if (command.verb.isEmpty()) {
            command.verb = part;
        } else {
            command.words.append(part);
        }
    }
    return command;
}

QString RecordedCommand::title(const QStringList &idas) const
{
    const QString name = verbName(verb);
    if ((verb == u"seed" || verb == u"run") && words.size() > 1)
        return QStringLiteral("%1 %2: %3")
            .arg(name, words.first(), words.mid(1).join(QStringLiteral(", ")));
    const QStringList about = words.isEmpty() ? idas : words;
    if (about.isEmpty())
        return text("%1 everything").arg(name);
    return about.size() <= 3 ? QStringLiteral("%1 %2").arg(name, about.join(QStringLiteral(", ")))
                             : text("%1 %2 IDAs").arg(name, QString::number(about.size()));
}

std::optional<Wish> wishOf(const QString &line, const QStringList &idas)
{
    const RecordedCommand command = RecordedCommand::parse(line);
    static const QHash<QString, Wish::Verb> verbs {{QStringLiteral("up"), Wish::Verb::Provision},
                                                   {QStringLiteral("build"), Wish::Verb::Build},
                                                   {QStringLiteral("start"), Wish::Verb::Start},
                                                   {QStringLiteral("seed"), Wish::Verb::Seed},
                                                   {QStringLiteral("reset"), Wish::Verb::Reset},
                                                   {QStringLiteral("run"), Wish::Verb::Run}};
    const auto verb = verbs.find(command.verb);
    if (verb == verbs.end())
        return std::nullopt;
    Wish wish;
    wish.verb = *verb;
    wish.request.commandText = line;
    wish.request.idas = command.words.isEmpty() ? idas : command.words;
    if (wish.verb == Wish::Verb::Seed) {
        wish.seeds = command.words.mid(1);
        wish.request.idas = wish.request.idas.mid(0, 1);
    }
    if (wish.verb == Wish::Verb::Run) {
        // Its arguments are not known here.
        if (command.words.size() != 2 || line.contains(u" -- "))
            return std::nullopt;
        wish.script = command.words.at(1);
        wish.request.idas = {command.words.first()};
    }
    return wish;
}

} // namespace devstack
