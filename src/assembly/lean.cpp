// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/lean.h"

#include "model/compose/serviceroles.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// "--shared-buffers" of "--shared_buffers=32MB" and of the second word of "-c
/// shared_buffers=32MB".
QString optionName(const QString &argument)
{
    QString name = argument.section(u'=', 0, 0);
    name.replace(u'_', u'-');
    return name.startsWith(u'-') || !argument.contains(u'=') ? name : QString(u"--" + name);
}

/// The option's name without what says how strictly to take it: "--loose-innodb-page-size=64k" →
/// "--innodb-page-size", "--skip-performance-schema" → "--performance-schema".
QString plainOption(const QString &argument)
{
    QString name = optionName(argument);
    for (const QString &prefix : {u"--loose-"_s, u"--skip-"_s, u"--disable-"_s, u"--enable-"_s}) {
        if (name.startsWith(prefix))
            name = u"--"_s + name.sliced(prefix.size());
    }
    return name;
}

/// Whether a word of a command is the option: "-m16" is "-m" with its value.
bool isOption(const QString &word, const QString &option)
{
    const QString name = optionName(option);
    if (optionName(word) == name || plainOption(word) == name)
        return true;
    const bool isShort = name.size() == 2 && name.at(0) == u'-' && name.at(1) != u'-';
    return isShort && word.startsWith(name) && !word.startsWith(u"--");
}

bool hasOption(const QStringList &command, const QString &option)
{
    return std::ranges::any_of(command,
                               [&](const QString &word) { return isOption(word, option); });
}

QStringList commandOf(const QJsonObject &service)
{
    QStringList command;
    const QJsonArray words = service.value(u"command").toArray();
    for (const QJsonValue &word : words)
        command.append(word.toString());
    return command;
}

bool hasEntrypoint(const QJsonObject &service)
{
    return !service.value(u"entrypoint").isNull() && !service.value(u"entrypoint").isUndefined();
}

/// The words of a command from its program on, through `python -m` and through one shell string.
QStringList wordsFrom(const QStringList &command, const LeanRule &rule)
{
    static const QRegularExpression kSpace(u"\\s+"_s);
    QStringList words = command;
    const bool isModule
        = command.value(1) == u"-m" && command.value(0).section(u'/', -1).startsWith(u"python");
    if (isModule)
        words = command.mid(2);
    if (rule.inShell)
        words = command.join(u' ').split(kSpace, Qt::SkipEmptyParts);
    const auto program = std::ranges::find_if(
        words, [&](const QString &word) { return rule.programs.contains(word.section(u'/', -1)); });
    const auto at = program - words.begin();
    return program == words.end() || (at > 0 && !rule.inShell) ? QStringList() : words.mid(at);
}

/// Whether options alone are a command for the image: those of Docker Hub's library and of the
/// program's own publisher start the program with them, others may do anything.
bool hasUsualEntrypoint(const QString &image, const LeanRule &rule)
{
    const QString path = image.section(u'@', 0, 0);
    const QString publisher = path.section(u'/', -2, -2);
    return !path.contains(u'/') || publisher == u"library" || rule.publishers.contains(publisher);
}

bool suits(const LeanRule &rule, const QJsonObject &service)
{
    const QStringList command = commandOf(service);
    const QStringList words = wordsFrom(command, rule);
    if (!words.isEmpty()) {
        const auto isThere = [&](const QString &word) {
            return word.startsWith(u'-') ? hasOption(words, word) : words.contains(word);
        };
        return rule.words.isEmpty() || std::ranges::any_of(rule.words, isThere);
    }
    const QString image = service.value(u"image").toString();
    if (!rule.images.contains(imageName(image)) || hasEntrypoint(service))
        return false;
    const bool takesOptions = command.isEmpty() || command.first().startsWith(u'-');
    return rule.arguments.isEmpty() || (takesOptions && hasUsualEntrypoint(image, rule));
}

bool setsVariable(const QJsonObject &service, const QString &name)
{
    const QStringList given = service.value(u"environment").toObject().keys();
    if (!name.endsWith(u'*'))
        return given.contains(name);
    return std::ranges::any_of(
        given, [&](const QString &variable) { return variable.startsWith(name.chopped(1)); });
}

/// Whether the file brings the product's configuration along, which command-line options would
/// override.
bool mounts(const QJsonObject &service, const QString &configured)
{
    const auto isIn = [](const QString &inner, const QString &outer) {
        return inner == outer || inner.startsWith(outer + u'/');
    };
    for (const QString &section : {u"volumes"_s, u"configs"_s}) {
        for (const QJsonValue &mount : service.value(section).toArray()) {
            const QString target = mount.toObject().value(u"target").toString();
            if (isIn(target, configured) || (target.size() > 1 && isIn(configured, target)))
                return true;
        }
    }
    return false;
}

/// Whether a word is one of the rule's options, also among several letters ("-vm64"), as one of a
/// family ("--group-replication*") or as a file ("*.conf").
bool decides(const QString &word, const QString &option)
{
    if (option.startsWith(u'*'))
        return word.endsWith(option.sliced(1)) || word == u"-";
    if (option.endsWith(u'*'))
        return plainOption(word).startsWith(option.chopped(1));
    if (isOption(word, option) || plainOption(word) == option)
        return true;
    const bool isLetter = option.size() == 2 && option.at(0) == u'-';
    return isLetter && word.size() > 2 && word.at(0) == u'-' && word.at(1).isLetter()
        && word.sliced(1).contains(option.at(1));
}

/// Whether the file decides itself what the rule would set, or something that it depends on.
bool isDecided(const LeanRule &rule, const QJsonObject &service, const QStringList &command)
{
    // What follows "--" is not read as an option.
    if (!rule.arguments.isEmpty() && command.contains(u"--"_s))
        return true;
    return std::ranges::any_of(rule.decided,
                               [&](const QString &option) {
                                   return std::ranges::any_of(command, [&](const QString &word) {
                                       return decides(word, option);
                                   });
                               })
        || std::ranges::any_of(rule.decidedEnvironment,
                               [&](const QString &name) { return setsVariable(service, name); })
        || std::ranges::any_of(rule.configured,
                               [&](const QString &place) { return mounts(service, place); });
}

const LeanRule *ruleFor(const QJsonObject &service, const QStringList &off)
{
    for (const LeanRule &rule : leanRules()) {
        if (off.contains(rule.id) || !suits(rule, service))
            continue;
        const QStringList words = wordsFrom(commandOf(service), rule);
        const QStringList command = words.isEmpty() ? commandOf(service) : words;
        return isDecided(rule, service, command) ? nullptr : &rule;
    }
    return nullptr;
}

QStringList missingArguments(const LeanRule &rule, const QStringList &command)
{
    QStringList added;
    bool keepsValue = false;
    for (const QString &argument : rule.arguments) {
        if (!argument.startsWith(u'-')) { // the value of the option before it
            if (keepsValue)
                added.append(argument);
            continue;
        }
        keepsValue = !hasOption(command, argument);
        if (keepsValue)
            added.append(argument);
    }
    return added;
}

} // namespace

LeanChange applyLean(QJsonObject &service, const QStringList &off)
{
    const LeanRule *rule = ruleFor(service, off);
    if (rule == nullptr)
        return {};
    LeanChange change {rule->id, {}, u"Lean: "_s + rule->why, rule->untried};
    if (rule->untried)
        change.why += u" From its documentation, untried."_s;
    const QStringList command = commandOf(service);
    const QStringList added = missingArguments(*rule, command);
    if (!added.isEmpty()) {
        service.insert(u"command", QJsonArray::fromStringList(command + added));
        change.what.append(u"command: %1"_s.arg(added.join(u' ')));
    }
    QJsonObject environment = service.value(u"environment").toObject();
    for (auto it = rule->environment.begin(); it != rule->environment.end(); ++it) {
        if (environment.contains(it.key()))
            continue;
        environment.insert(it.key(), it.value());
        change.what.append(u"environment: %1=%2"_s.arg(it.key(), it.value()));
        service.insert(u"environment", environment);
    }
    return change;
}

} // namespace devstack
