// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/conflicts.h"

#include "core/enumnames.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// "a wants x (file:line), b wants y (file:line)".
QString demandsText(const QList<Demand> &demands)
{
    QStringList parts;
    for (const Demand &demand : demands) {
        const QString place = demand.mark.toString();
        parts += u"“%1” wants “%2”%3"_s.arg(
            demand.ida, demand.value, place.isEmpty() ? QString() : u" ("_s + place + u')');
    }
    return parts.join(u", "_s);
}

QString modeText(const ChoiceConflict &conflict)
{
    QStringList names;
    for (const Demand &demand : conflict.demands)
        names += u"“%1”"_s.arg(demand.ida);
    const QString needed
        = names.join(u", "_s) + (names.size() == 1 ? u" needs it"_s : u" need it"_s);
    if (!conflict.isSettled())
        return u"“%1” runs elsewhere, but its address is not known; %2."_s.arg(conflict.ida,
                                                                               needed);
    return u"“%1” is off (%2), and %3; requests to it will fail."_s.arg(
        conflict.ida, conflict.settledBy, needed);
}

constexpr EnumName<ChoiceConflict::Matter> kMatters[] {
    {ChoiceConflict::Matter::Repository, u"repository"},
    {ChoiceConflict::Matter::Ref, u"ref"},
    {ChoiceConflict::Matter::Variant, u"variant"},
    {ChoiceConflict::Matter::Configuration, u"configuration"},
    {ChoiceConflict::Matter::Mode, u"mode"},
};

} // namespace

QString ChoiceConflict::text() const
{
    if (matter == Matter::Mode)
        return modeText(*this);
    const QString wants
        = u"About the %1 of “%2”: %3."_s.arg(toString(matter), ida, demandsText(demands));
    if (!isSettled())
        return wants + u" It runs once in a workspace, so you have to choose one."_s;
    return wants + u" It is “%1” (%2)."_s.arg(value, settledBy);
}

QStringList ChoiceConflict::commands() const
{
    QStringList texts;
    for (const Operation &choice : choices)
        texts += choice.toCommandLine() + (choice.lacksAddress() ? u" --url URL"_s : QString());
    return texts;
}

Error ChoiceConflict::toError() const
{
    QStringList quotedChoices;
    for (const QString &command : commands())
        quotedChoices += u"“%1”"_s.arg(command);
    return {Error::Kind::Conflict,
            text(),
            {},
            quotedChoices.isEmpty()
                ? u"Set the %1 you want under idas.%2 in devstack.yml, or clone it into the "
                  u"workspace yourself."_s.arg(toString(matter), ida)
                : u"Choose: %1."_s.arg(quotedChoices.join(u" or "_s)),
            demands.value(0).mark};
}

QString toString(ChoiceConflict::Matter matter)
{
    return nameOf<kMatters>(matter);
}

} // namespace devstack
