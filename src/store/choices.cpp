// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/choices.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

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
    return json;
}

IdaChoice choiceFromJson(const QJsonObject &json)
{
    IdaChoice choice;
    choice.mode = modeFromString(json.value(u"mode"_s).toString());
    choice.variant = json.value(u"variant"_s).toString();
    choice.configuration = json.value(u"configuration"_s).toString();
    choice.externalUrl = json.value(u"external"_s).toString();
    const QJsonObject images = json.value(u"images"_s).toObject();
    for (auto it = images.begin(); it != images.end(); ++it)
        choice.images.insert(it.key(), it.value().toString());
    if (const QJsonValue lean = json.value(u"lean"_s); lean.isBool())
        choice.lean = lean.toBool();
    return choice;
}

} // namespace

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
    QJsonObject json {{u"idas"_s, idas}};
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
    return json;
}

Choices choicesFromJson(const QJsonObject &json)
{
    Choices choices;
    const QJsonObject idas = json.value(u"idas"_s).toObject();
    for (auto it = idas.begin(); it != idas.end(); ++it)
        choices.idas.insert(it.key(), choiceFromJson(it.value().toObject()));
    choices.engineContext = json.value(u"engine"_s).toString();
    if (const QJsonValue lean = json.value(u"lean"_s); lean.isBool())
        choices.lean = lean.toBool();
    const QJsonObject rules = json.value(u"leanRules"_s).toObject();
    for (auto it = rules.begin(); it != rules.end(); ++it) {
        if (it->isBool())
            choices.leanRules.insert(it.key(), it->toBool());
    }
    if (const QJsonValue memory = json.value(u"memory"_s); memory.isDouble())
        choices.memoryBudget = memory.toInteger();
    return choices;
}

} // namespace devstack
