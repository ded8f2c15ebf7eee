// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/manifest/placeholders.h"

#include "core/text.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QRegularExpression &placeholder()
{
    static const QRegularExpression kForm(u"\\{([a-z_]+)(?::([^{}]*))?\\}"_s);
    return kForm;
}

QString textOf(const PlaceholderValue &value)
{
    if (const auto *list = std::get_if<QStringList>(&value))
        return list->join(u',');
    if (const auto *flag = std::get_if<bool>(&value))
        return *flag ? u"true"_s : u"false"_s;
    return std::get<QString>(value);
}

Error unknownPlaceholder(const QString &name, const PlaceholderValues &known)
{
    const auto near = nearest(name, known.keys());
    return invalidInput(u"unknown placeholder \"{%1}\""_s.arg(name),
                        {},
                        near ? u"did you mean \"{%1}\"?"_s.arg(*near)
                             : u"known: {"_s + known.keys().join(u"}, {"_s) + u'}');
}

/// Whether the argument at `index` is the script of a shell: `sh -c SCRIPT`.
bool isShellScript(const QStringList &arguments, qsizetype index)
{
    static const QRegularExpression kShell(u"(?:\\A|/)(?:ba|da|a|z|k)?sh\\z"_s);
    static const QRegularExpression kOption(u"\\A-[a-zA-Z]*c\\z"_s);
    if (index < 2 || !kOption.match(arguments.at(index - 1)).hasMatch())
        return false;
    return std::ranges::any_of(arguments.first(index - 1), [](const QString &argument) {
        return kShell.match(argument).hasMatch();
    });
}

} // namespace

Result<> checkPlaceholders(const QStringList &arguments, const PlaceholderValues &known)
{
    for (qsizetype index = 0; index < arguments.size(); ++index) {
        const QString &argument = arguments.at(index);
        auto matches = placeholder().globalMatch(argument);
        while (matches.hasNext()) {
            const auto match = matches.next();
            const QString name = match.captured(1);
            if (!known.contains(name))
                return unknownPlaceholder(name, known);
            if (isShellScript(arguments, index)) {
                return invalidInput(
                    u"the placeholder \"{%1}\" stands inside a shell's script"_s.arg(name),
                    {},
                    u"pass it as an argument: [sh, -c, 'tool \"$$1\"', sh, \"{%1}\"]"_s.arg(name));
            }
            if (!match.hasCaptured(2))
                continue;
            if (!std::holds_alternative<bool>(known.value(name)))
                return invalidInput(u"\"{%1:…}\" needs a flag, which \"%1\" is not"_s.arg(name),
                                    {});
            if (match.capturedLength() != argument.size())
                return invalidInput(
                    u"\"%1\" must be an argument of its own"_s.arg(match.captured()), {});
        }
    }
    return ok();
}

Result<QStringList> expandPlaceholders(const QStringList &arguments,
                                       const PlaceholderValues &values)
{
    if (const auto checked = checkPlaceholders(arguments, values); !checked)
        return checked.error();
    QStringList result;
    for (const QString &argument : arguments) {
        QString expanded;
        qsizetype end = 0;
        bool isDropped = false;
        // Replaced in one pass: a value that itself looks like a placeholder stays as it is.
        auto matches = placeholder().globalMatch(argument);
        while (matches.hasNext()) {
            const auto match = matches.next();
            const PlaceholderValue value = values.value(match.captured(1));
            expanded += QStringView(argument).sliced(end, match.capturedStart() - end);
            end = match.capturedEnd();
            if (!match.hasCaptured(2))
                expanded += textOf(value);
            else if (std::get<bool>(value))
                expanded += match.captured(2);
            else
                isDropped = true;
        }
        if (!isDropped)
            result.append(expanded + argument.sliced(end));
    }
    return result;
}

PlaceholderValues placeholdersOf(const ClientUser &user)
{
    return {{u"name"_s, user.name},
            {u"email"_s, user.email},
            {u"staff"_s, user.staff},
            {u"superuser"_s, user.superuser}};
}

PlaceholderValues placeholdersOf(const ClientOauth &client)
{
    return {{u"id"_s, client.id},
            {u"secret"_s, client.secret},
            {u"name"_s, client.name.isEmpty() ? client.id : client.name},
            {u"grant"_s, client.grant},
            {u"redirect_uris"_s, client.redirectUris}};
}

} // namespace devstack
