// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/source/recordedcommand.h"

#include <QCoreApplication>
#include <QDir>
#include <QHash>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// What journals have in the place of a secret (core/secrets.h).
constexpr QStringView kMask = u"•••";

QString inRecordedCommand(const char *source)
{
    return QCoreApplication::translate("RecordedCommand", source);
}

/// The words of a line as journals write it: what is not plain stands in single quotes, a single
/// quote itself outside of them after a backslash. Nothing when a quote is left open.
QStringList wordsOf(const QString &line)
{
    QStringList words;
    QString word;
    bool begun = false;
    bool quoted = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line.at(i);
        if (c == u'\'') {
            quoted = !quoted;
            begun = true;
        } else if (!quoted && c == u'\\' && i + 1 < line.size()) {
            word += line.at(++i);
            begun = true;
        } else if (!quoted && c == u' ') {
            if (begun)
                words << word;
            word.clear();
            begun = false;
        } else {
            word += c;
            begun = true;
        }
    }
    if (begun)
        words << word;
    return quoted ? QStringList() : words;
}

/// Options of the command line that are followed by their value.
bool takesValue(const QString &option)
{
    static const QStringList known {u"--workspace"_s,
                                    u"--format"_s,
                                    u"-w"_s,
                                    u"--image"_s,
                                    u"--lean"_s,
                                    u"--timeout"_s,
                                    u"--url"_s};
    return known.contains(option);
}

QString verbName(const QString &verb)
{
    if (verb == u"up")
        return inRecordedCommand("Provision");
    if (verb == u"build")
        return inRecordedCommand("Build");
    if (verb == u"seed")
        return inRecordedCommand("Seed");
    if (verb == u"reset")
        return inRecordedCommand("Reset");
    if (verb == u"start")
        return inRecordedCommand("Start");
    if (verb == u"checkpoint")
        return inRecordedCommand("Restore");
    if (verb == u"run")
        return inRecordedCommand("Run");
    return verb;
}

} // namespace

RecordedCommand RecordedCommand::parse(const QString &line)
{
    RecordedCommand command;
    QStringList parts = wordsOf(line);
    if (parts.isEmpty() || parts.takeFirst() != u"devstack")
        return command; // somebody else's
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const QString &part = parts.at(i);
        if (part == u"--") {
            command.arguments = parts.mid(i + 1);
            break;
        }
        if (part == u"--file" || part == u"-f")
            command.file = parts.value(++i);
        else if (part.startsWith(u"--file="))
            command.file = part.section(u'=', 1);
        else if (part.startsWith(u'-')) {
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
    if (verb == u"checkpoint" && words.size() == 3)
        return u"%1 %2: %3"_s.arg(name, words.at(1), words.at(2));
    if ((verb == u"seed" || verb == u"run") && words.size() > 1)
        return u"%1 %2: %3"_s
            .arg(name, words.first(), words.mid(1).join(u", "_s));
    if (verb == u"seed" && !file.isEmpty() && !words.isEmpty())
        return u"%1 %2: %3"_s.arg(name, words.first(), QDir(file).dirName());
    const QStringList about = words.isEmpty() ? idas : words;
    if (about.isEmpty())
        return inRecordedCommand("%1 everything").arg(name);
    return about.size() <= 3 ? u"%1 %2"_s.arg(name, about.join(u", "_s))
                             : inRecordedCommand("%1 %2 IDAs").arg(name, QString::number(about.size()));
}

std::optional<Wish> wishOf(const QString &line, const QStringList &idas)
{
    const RecordedCommand command = RecordedCommand::parse(line);
    static const QHash<QString, Wish::Verb> verbs {
        {u"up"_s, Wish::Verb::Provision},
        {u"build"_s, Wish::Verb::Build},
        {u"start"_s, Wish::Verb::Start},
        {u"seed"_s, Wish::Verb::Seed},
        {u"reset"_s, Wish::Verb::Reset},
        {u"checkpoint"_s, Wish::Verb::Restore},
        {u"run"_s, Wish::Verb::Run}};
    const auto verb = verbs.find(command.verb);
    if (verb == verbs.end())
        return std::nullopt;
    Wish wish;
    wish.verb = *verb;
    wish.request.commandText = line;
    wish.request.idas = command.words.isEmpty() ? idas : command.words;
    if (line.contains(kMask))
        return std::nullopt; // what stood there is not known any more
    if (wish.verb == Wish::Verb::Seed) {
        wish.seeds = command.words.mid(1);
        wish.request.idas = wish.request.idas.mid(0, 1);
        wish.file = command.file;
        if (!wish.file.isEmpty())
            wish.verb = Wish::Verb::SeedFile;
        // A relative one was meant from a folder that the journal does not name.
        if (!wish.file.isEmpty() && QDir::isRelativePath(wish.file))
            return std::nullopt;
    }
    if (wish.verb == Wish::Verb::Restore) {
        if (command.words.size() != 3 || command.words.first() != u"restore")
            return std::nullopt;
        wish.checkpoint = command.words.at(2);
        wish.request.idas = {command.words.at(1)};
    }
    if (wish.verb == Wish::Verb::Run) {
        if (command.words.size() != 2)
            return std::nullopt;
        wish.script = command.words.at(1);
        wish.scriptArguments = command.arguments;
        wish.request.idas = {command.words.first()};
    }
    return wish;
}

} // namespace devstack
