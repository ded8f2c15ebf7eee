// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "model/manifest/argumentvalues.h"
#include "model/manifest/manifestsections.h"
#include "model/manifest/placeholders.h"
#include "model/manifest/validity.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

QList<ServiceRun>
ManifestSections::runs(const YamlNode &node, const QString &what, const QString &table)
{
    QList<ServiceRun> result;
    for (const YamlNode &item : list(node, what))
        result.append(serviceRun(item, u"%1[%2]"_s.arg(what).arg(result.size()), table));
    return result;
}

ServiceRun
ManifestSections::serviceRun(const YamlNode &node, const QString &what, const QString &table)
{
    ServiceRun result;
    result.mark = node.mark();
    if (node.isNull())
        expected(u"a mapping with \"run\""_s, node, what);
    for (const auto &[key, keyMark, value, aliased, fromMerge] : map(node, what, table)) {
        const QString path = what + u'.' + key;
        if (key == u"ida")
            result.ida = name(value, path);
        else if (key == u"service")
            result.service = name(value, path);
        else if (key == u"run")
            result.run = runCommand(value, path);
        else if (key == u"timeout")
            result.timeout = duration(value, path);
        else if (key == u"inputs")
            result.inputs = inputs(value, path);
        else if (key == u"tty")
            result.tty = boolean(value, path);
        else if (key == u"args")
            result.args = commandArguments(value, path);
    }
    if (result.run.isEmpty())
        fail(what + u": the key \"run\" is missing"_s,
             node.mark(),
             u"run: an argument list, or a string for sh -c"_s);
    return result;
}

RunCommand ManifestSections::runCommand(const YamlNode &node, const QString &what)
{
    RunCommand result;
    if (node.isList())
        result.arguments = wordList(node, what);
    else if (node.isScalar())
        result.shell = text(node, what);
    else
        expected(u"text or a list of arguments"_s, node, what);
    const bool isBlank = result.arguments.isEmpty() ? result.shell.trimmed().isEmpty()
                                                    : result.arguments.first().isEmpty();
    if (!failed() && isBlank)
        fail(what + u": there is no command"_s, node.mark());
    return result;
}

QStringList ManifestSections::inputs(const YamlNode &node, const QString &what)
{
    QStringList result;
    for (const YamlNode &item : list(node, what))
        result.append(
            validText(item, what, isConfinedPath, u"a path or glob inside the repository"_s));
    return result;
}

std::chrono::milliseconds ManifestSections::duration(const YamlNode &node, const QString &what)
{
    const QString given = word(node, what);
    const auto result = failed() ? std::nullopt : parseDuration(given);
    if (!result || result->count() <= 0)
        expected(u"a duration such as 30s, 5m or 1h30m"_s, node, what);
    return result.value_or(std::chrono::milliseconds(0));
}

QMap<QString, QList<ServiceRun>> ManifestSections::seeds(const YamlNode &node)
{
    QMap<QString, QList<ServiceRun>> result;
    for (const YamlNode::Entry &entry : namedMap(node, u"seeds"_s))
        result.insert(entry.key, runs(entry.value, u"seeds."_s + entry.key, u"seed"_s));
    return result;
}

QMap<QString, ServiceRun> ManifestSections::data(const YamlNode &node)
{
    static const QRegularExpression kSuffix(u"\\A[A-Za-z0-9]+(?:\\.[A-Za-z0-9]+)*\\z"_s);
    QMap<QString, ServiceRun> result;
    for (const YamlNode::Entry &entry : map(node, u"data"_s)) {
        if (!kSuffix.match(entry.key).hasMatch()) {
            fail(u"data: \"%1\" is not a file suffix"_s.arg(printable(entry.key)),
                 entry.keyMark,
                 u"write it without the leading dot: sql, json, sql.gz"_s);
        }
        result.insert(entry.key.toLower(),
                      serviceRun(entry.value, u"data."_s + entry.key, u"data"_s));
    }
    return result;
}

QMap<QString, ServiceRun> ManifestSections::commands(const YamlNode &node)
{
    QMap<QString, ServiceRun> result;
    for (const YamlNode::Entry &entry : namedMap(node, u"commands"_s)) {
        const QString what = u"commands."_s + entry.key;
        const ServiceRun run = serviceRun(entry.value, what, u"command"_s);
        checkArguments(run, entry.value, what);
        result.insert(entry.key, run);
    }
    return result;
}

QList<CommandArgument> ManifestSections::commandArguments(const YamlNode &node, const QString &what)
{
    QList<CommandArgument> result;
    for (const YamlNode &item : list(node, what)) {
        const CommandArgument argument
            = commandArgument(item, u"%1[%2]"_s.arg(what).arg(result.size()));
        if (std::ranges::find(result, argument.name, &CommandArgument::name) != result.end())
            fail(u"%1: there are two arguments \"%2\""_s.arg(what, argument.name), item.mark());
        result += argument;
    }
    return result;
}

CommandArgument ManifestSections::commandArgument(const YamlNode &node, const QString &what)
{
    static const QRegularExpression kName(u"\\A[a-z][a-z_]*\\z"_s);
    CommandArgument result;
    result.mark = node.mark();
    for (const auto &[key, keyMark, value, aliased, fromMerge] : map(node, what, u"argument"_s)) {
        const QString path = what + u'.' + key;
        if (key == u"name") {
            result.name = text(value, path);
            if (!failed()
                && (!kName.match(result.name).hasMatch() || result.name.startsWith(u"no_")))
                expected(u"lower-case letters and \"_\""_s, value, path);
        } else if (key == u"title") {
            result.title = text(value, path);
        } else if (key == u"kind") {
            const QString kind = choice(
                value,
                path,
                {u"text"_s, u"number"_s, u"choice"_s, u"switch"_s, u"secret"_s, u"file"_s});
            result.kind = argumentKindFromString(kind).value_or(CommandArgument::Kind::Text);
        } else if (key == u"default") {
            result.standard = word(value, path);
        } else if (key == u"choices") {
            result.choices = wordList(value, path);
        }
    }
    if (failed())
        return result;
    if (result.name.isEmpty())
        fail(what + u": the key \"name\" is missing"_s, node.mark());
    if (result.title.isEmpty())
        result.title = result.name;
    const bool isChoice = result.kind == CommandArgument::Kind::Choice;
    if (isChoice == result.choices.isEmpty())
        fail(what
                 + (isChoice ? u": the key \"choices\" is missing"_s
                             : u": \"choices\" belong to the kind \"choice\""_s),
             node.mark());
    if (result.kind == CommandArgument::Kind::Switch && !result.standard)
        result.standard = u"false"_s;
    if (result.kind == CommandArgument::Kind::Secret && result.standard)
        fail(what + u": a secret has no default"_s,
             node.mark(),
             u"it would be known to whoever reads the file"_s);
    if (!failed() && result.standard) {
        if (const auto fits = checkArgument(result, *result.standard); !fits)
            fail(what + u".default: "_s + fits.error().message, node.mark(), fits.error().hint);
    }
    return result;
}

/// Every argument reaches the command, and each as one argument of it.
void ManifestSections::checkArguments(const ServiceRun &run,
                                      const YamlNode &node,
                                      const QString &what)
{
    if (failed() || run.args.isEmpty())
        return;
    const SourceMark mark = node.value(u"run")->mark();
    if (run.run.arguments.isEmpty()) {
        fail(what + u".run: expected a list of arguments, found text"_s,
             mark,
             u"what somebody enters must not reach a shell as text"_s);
        return;
    }
    PlaceholderValues known;
    for (const CommandArgument &argument : run.args) {
        if (argument.kind == CommandArgument::Kind::Switch)
            known.insert(argument.name, false);
        else
            known.insert(argument.name, QString());
        if (argument.kind == CommandArgument::Kind::Secret && run.tty)
            fail(what + u": a command with a terminal takes no secret"_s,
                 argument.mark,
                 u"let it ask for the secret itself"_s);
        const bool isUsed = std::ranges::any_of(run.run.arguments, [&](const QString &word) {
            return word.contains(u'{' + argument.name + u'}')
                || word.contains(u'{' + argument.name + u':');
        });
        if (!isUsed)
            fail(u"%1.args: \"%2\" is not used"_s.arg(what, argument.name),
                 argument.mark,
                 u"write {%1} where it belongs in \"run\""_s.arg(argument.name));
    }
    if (const auto checked = checkPlaceholders(run.run.arguments, known); !checked)
        fail(what + u".run: "_s + checked.error().message, mark, checked.error().hint);
}

void ManifestSections::registrations(Manifest &manifest, const YamlNode &node)
{
    for (const auto &[key, keyMark, value, aliased, fromMerge] :
         map(node, u"register"_s, u"register"_s)) {
        const bool forUser = key == u"user";
        (forUser ? manifest.registerUser : manifest.registerOauth)
            = registration(value, u"register."_s + key, forUser);
    }
}

ServiceRun ManifestSections::registration(const YamlNode &node, const QString &what, bool forUser)
{
    const ServiceRun result = serviceRun(node, what, u"registration"_s);
    if (failed())
        return result;
    const SourceMark mark = node.value(u"run")->mark();
    if (result.run.arguments.isEmpty()) {
        fail(what + u".run: expected a list of arguments, found text"_s,
             mark,
             u"it receives data of other repositories, which must not reach a shell"_s);
        return result;
    }
    const auto known = forUser ? placeholdersOf(ClientUser()) : placeholdersOf(ClientOauth());
    if (const auto checked = checkPlaceholders(result.run.arguments, known); !checked)
        fail(what + u".run: "_s + checked.error().message, mark, checked.error().hint);
    return result;
}

} // namespace devstack
