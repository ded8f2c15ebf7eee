// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/configuration/keptvariables.h"

#include "core/secrets.h"
#include "core/text.h"
#include "service/configuration/choicechange.h"
#include "service/definition/workspacedefinition.h"
#include "service/workspaceinternals.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

Result<> requireValue(const QString &name, const QString &value)
{
    static const QRegularExpression kName(u"\\A[A-Za-z_][A-Za-z0-9_]*\\z"_s);
    constexpr qsizetype kLongest = 64 * 1024;
    if (!kName.match(name).hasMatch() || name.startsWith(u"COMPOSE_"))
        return invalidInput(
            u"“%1” is not the name of a variable that can be kept."_s.arg(printable(name)),
            {},
            u"Letters, digits and “_”; what begins with COMPOSE_ is Compose's own."_s);
    if (value.size() > kLongest || value.contains(u'\n') || value.contains(QChar(u'\0')))
        return invalidInput(
            u"The value of “%1” has several lines, or is too long."_s.arg(printable(name)),
            {},
            u"Put it into the repository's .env."_s);
    return ok();
}

QString shown(const QMap<QString, QString> &variables)
{
    return variables.isEmpty() ? u"none kept"_s : QStringList(variables.keys()).join(u", "_s);
}

} // namespace

Result<QList<MissingVariables>>
missingVariables(Workspace &workspace, const QStringList &idas, std::stop_token stop)
{
    const auto definition = readWorkspace(workspace.internals(), std::move(stop));
    if (!definition)
        return definition.error();
    const auto selection = definition->selection(idas);
    if (!selection)
        return selection.error();
    QList<MissingVariables> missing;
    for (const QString &name : *selection) {
        const IdaDefinition *ida = definition->find(name);
        if (ida->runsHere() && !ida->missingVariables.isEmpty())
            missing += {ida->name, ida->missingVariables};
    }
    return missing;
}

Result<ChoiceOutcome> keepVariables(Workspace &workspace,
                                    const QString &ida,
                                    const QMap<QString, QString> &values,
                                    std::stop_token stop)
{
    for (auto it = values.begin(); it != values.end(); ++it) {
        if (const auto fits = requireValue(it.key(), it.value()); !fits)
            return fits.error();
        if (isSecretVariable(it.key()))
            knowSecrets({it.value()});
    }
    const auto change = ChoiceChange::begin(workspace, ida, u"variables"_s, std::move(stop));
    if (!change)
        return change.error();
    const auto written = (*change)->write(
        ChoicePlace::Personal,
        [](WorkspaceIda &) {},
        [&](IdaChoice &choice) {
            for (auto it = values.begin(); it != values.end(); ++it) {
                if (it.value().isEmpty())
                    choice.variables.remove(it.key());
                else
                    choice.variables.insert(it.key(), it.value());
            }
        },
        [](IdaChoice &) {});
    if (!written)
        return written.error();
    QStringList unused;
    const auto outcome = (*change)->outcome(
        [&](const IdaDefinition &definition) {
            unused.clear();
            for (auto it = values.begin(); it != values.end(); ++it) {
                if (!it.value().isEmpty() && !definition.keptVariables.contains(it.key()))
                    unused += it.key();
            }
            return shown(definition.keptVariables);
        },
        {});
    if (!outcome || unused.isEmpty())
        return outcome;
    ChoiceOutcome told = *outcome;
    told.notes += u"It is not used: .env or the environment gives a value to %1."_s.arg(
        unused.join(u", "_s));
    return told;
}

bool isSecretVariable(const QString &name)
{
    static const QRegularExpression kSecret(
        u"SECRET|TOKEN|PASSW|PASSPHRASE|CREDENTIAL|PRIVATE|KEY|AUTH|COOKIE"_s,
        QRegularExpression::CaseInsensitiveOption);
    return kSecret.match(name).hasMatch();
}

} // namespace devstack
