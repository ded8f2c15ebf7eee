// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/choices.h"

#include "core/enumnames.h"
#include "core/text.h"

#include <QJsonArray>

#include <limits>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kVersion = 1; // files of before it had one are the same

constexpr EnumName<FollowBranch> kFollowBranches[] {
    {FollowBranch::Off, u"off"},
    {FollowBranch::Ask, u"ask"},
    {FollowBranch::On, u"on"},
};

void putText(QJsonObject &json, const QString &key, const QString &value)
{
    if (!value.isEmpty())
        json.insert(key, value);
}

QJsonObject toJson(const IdaChoice &choice)
{
    QJsonObject json;
    if (choice.mode)
        json.insert(u"mode"_s, toString(*choice.mode));
    putText(json, u"variant"_s, choice.variant);
    putText(json, u"configuration"_s, choice.configuration);
    putText(json, u"external"_s, choice.externalUrl);
    QJsonObject images;
    for (auto it = choice.images.cbegin(); it != choice.images.cend(); ++it)
        images.insert(it.key(), it.value());
    if (!images.isEmpty())
        json.insert(u"images"_s, images);
    if (choice.lean)
        json.insert(u"lean"_s, *choice.lean);
    QJsonObject schemas;
    for (auto it = choice.schemas.cbegin(); it != choice.schemas.cend(); ++it)
        schemas.insert(it.key(), it.value());
    if (!schemas.isEmpty())
        json.insert(u"schemas"_s, schemas);
    if (choice.followBranch != FollowBranch::Off)
        json.insert(u"followBranch"_s, toString(choice.followBranch));
    QJsonArray files;
    for (const KeptFile &file : choice.files)
        files += QJsonObject {
            {u"name"_s, file.name}, {u"sha256"_s, file.sha256}, {u"afterReset"_s, file.afterReset}};
    if (!files.isEmpty())
        json.insert(u"files"_s, files);
    QJsonObject variables;
    for (auto it = choice.variables.cbegin(); it != choice.variables.cend(); ++it)
        variables.insert(it.key(), it.value());
    if (!variables.isEmpty())
        json.insert(u"variables"_s, variables);
    return json;
}

/// Takes values of the types they have to have and remembers the first that has another.
class ChoicesReader
{
public:
    Choices read(const QJsonObject &json)
    {
        Choices choices;
        const qint64 version = number(json, {}, u"version"_s).value_or(kVersion);
        if (version > kVersion)
            fail(u"it was written by a newer devstack (version %1 of this file)"_s.arg(
                QString::number(version)));
        const QJsonObject idas = object(json, {}, u"idas"_s);
        for (auto it = idas.begin(); it != idas.end(); ++it)
            choices.idas.insert(it.key(), ida(object(idas, u"idas."_s, it.key()), it.key()));
        choices.engineContext = text(json, {}, u"engine"_s);
        choices.lean = flag(json, {}, u"lean"_s);
        const QJsonObject rules = object(json, {}, u"leanRules"_s);
        for (auto it = rules.begin(); it != rules.end(); ++it) {
            if (const auto on = flag(rules, u"leanRules."_s, it.key()))
                choices.leanRules.insert(it.key(), *on);
        }
        choices.memoryBudget = number(json, {}, u"memory"_s);
        const QJsonObject limits = object(json, {}, u"checkpoints"_s);
        const QString where = u"checkpoints."_s;
        choices.checkpoints = {small(limits, where, u"number"_s),
                               small(limits, where, u"days"_s),
                               number(limits, where, u"bytes"_s)};
        return choices;
    }

    const std::optional<Error> &error() const { return m_error; }

private:
    IdaChoice ida(const QJsonObject &json, const QString &name)
    {
        const QString where = u"idas.%1."_s.arg(name);
        IdaChoice choice;
        if (const QString mode = text(json, where, u"mode"_s); !mode.isEmpty()) {
            choice.mode = modeFromString(mode);
            if (!choice.mode)
                fail(u"“%1mode” is “%2”, which is not a mode"_s.arg(printable(where),
                                                                    printable(mode)));
        }
        choice.variant = text(json, where, u"variant"_s);
        choice.configuration = text(json, where, u"configuration"_s);
        choice.externalUrl = text(json, where, u"external"_s);
        const QJsonObject images = object(json, where, u"images"_s);
        for (auto it = images.begin(); it != images.end(); ++it)
            choice.images.insert(it.key(), text(images, where + u"images."_s, it.key()));
        choice.lean = flag(json, where, u"lean"_s);
        const QJsonObject schemas = object(json, where, u"schemas"_s);
        for (auto it = schemas.begin(); it != schemas.end(); ++it)
            choice.schemas.insert(it.key(), text(schemas, where + u"schemas."_s, it.key()));
        if (const QString word = text(json, where, u"followBranch"_s); !word.isEmpty()) {
            const auto follow = followBranchFromString(word);
            if (!follow)
                fail(u"“%1followBranch” is “%2”, which is neither on, ask nor off"_s.arg(
                    printable(where), printable(word)));
            choice.followBranch = follow.value_or(FollowBranch::Off);
        }
        const QJsonObject variables = object(json, where, u"variables"_s);
        for (auto it = variables.begin(); it != variables.end(); ++it)
            choice.variables.insert(it.key(), text(variables, where + u"variables."_s, it.key()));
        const QJsonValue list = json.value(u"files"_s);
        if (!list.isUndefined() && !list.isArray())
            wrong(where + u"files"_s, u"no list"_s);
        const QJsonArray files = list.toArray();
        for (const QJsonValue &file : files) {
            const QString each = where + u"files."_s;
            const QJsonObject entry = file.toObject();
            choice.files += {text(entry, each, u"name"_s),
                             text(entry, each, u"sha256"_s),
                             flag(entry, each, u"afterReset"_s).value_or(false)};
            const QString &called = choice.files.last().name;
            if (called.isEmpty() || called.contains(u'/') || called == u"." || called == u"..")
                wrong(each + u"name"_s, u"not the name of a file"_s);
        }
        return choice;
    }

    QString text(const QJsonObject &json, const QString &where, const QString &key)
    {
        const QJsonValue value = json.value(key);
        if (!value.isUndefined() && !value.isString())
            wrong(where + key, u"no text"_s);
        return value.toString();
    }

    std::optional<bool> flag(const QJsonObject &json, const QString &where, const QString &key)
    {
        const QJsonValue value = json.value(key);
        if (!value.isUndefined() && !value.isBool())
            wrong(where + key, u"neither true nor false"_s);
        return value.isBool() ? std::optional(value.toBool()) : std::nullopt;
    }

    std::optional<qint64> number(const QJsonObject &json, const QString &where, const QString &key)
    {
        constexpr qint64 kNone = -1;
        const QJsonValue value = json.value(key);
        const qint64 whole = value.toInteger(kNone);
        if (!value.isUndefined() && whole < 0)
            wrong(where + key, u"not a whole number"_s);
        return whole < 0 ? std::nullopt : std::optional(whole);
    }

    std::optional<int> small(const QJsonObject &json, const QString &where, const QString &key)
    {
        const auto value = number(json, where, key);
        if (value && *value > std::numeric_limits<int>::max())
            wrong(where + key, u"too large"_s);
        return value ? std::optional(int(*value)) : std::nullopt;
    }

    QJsonObject object(const QJsonObject &json, const QString &where, const QString &key)
    {
        const QJsonValue value = json.value(key);
        if (!value.isUndefined() && !value.isObject())
            wrong(where + key, u"no object"_s);
        return value.toObject();
    }

    void wrong(const QString &key, const QString &what)
    {
        fail(u"“%1” is %2"_s.arg(printable(key), what));
    }

    void fail(const QString &message)
    {
        if (!m_error)
            m_error = invalidInput(message);
    }

    std::optional<Error> m_error;
};

} // namespace

QString toString(FollowBranch follow)
{
    return nameOf<kFollowBranches>(follow);
}

std::optional<FollowBranch> followBranchFromString(QStringView word)
{
    return valueOf<kFollowBranches>(word);
}

bool Choices::leanFor(const QString &ida) const
{
    return idas.value(ida).lean.value_or(lean.value_or(true));
}

QStringList Choices::leanRulesOff() const
{
    QStringList off;
    for (auto it = leanRules.cbegin(); it != leanRules.cend(); ++it) {
        if (!it.value())
            off += it.key();
    }
    return off;
}

QJsonObject toJson(const Choices &choices)
{
    QJsonObject idas;
    for (auto it = choices.idas.cbegin(); it != choices.idas.cend(); ++it) {
        const QJsonObject ida = toJson(it.value());
        if (!ida.isEmpty())
            idas.insert(it.key(), ida);
    }
    QJsonObject json {{u"version"_s, kVersion}, {u"idas"_s, idas}};
    putText(json, u"engine"_s, choices.engineContext);
    if (choices.lean)
        json.insert(u"lean"_s, *choices.lean);
    QJsonObject rules;
    for (auto it = choices.leanRules.cbegin(); it != choices.leanRules.cend(); ++it)
        rules.insert(it.key(), it.value());
    if (!rules.isEmpty())
        json.insert(u"leanRules"_s, rules);
    if (choices.memoryBudget)
        json.insert(u"memory"_s, *choices.memoryBudget);
    QJsonObject limits;
    if (choices.checkpoints.number)
        limits.insert(u"number"_s, *choices.checkpoints.number);
    if (choices.checkpoints.days)
        limits.insert(u"days"_s, *choices.checkpoints.days);
    if (choices.checkpoints.bytes)
        limits.insert(u"bytes"_s, *choices.checkpoints.bytes);
    if (!limits.isEmpty())
        json.insert(u"checkpoints"_s, limits);
    return json;
}

Result<Choices> choicesFromJson(const QJsonObject &json)
{
    ChoicesReader reader;
    const Choices choices = reader.read(json);
    return reader.error() ? Result<Choices>(*reader.error()) : Result<Choices>(choices);
}

} // namespace devstack
