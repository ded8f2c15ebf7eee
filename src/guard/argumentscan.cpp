// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "guard/argumentscan.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

bool takesValue(const QString &option, const OptionForms &forms)
{
    return forms.withValue.contains(option)
        || (forms.valueByDefault && option.startsWith(u"--") && !forms.flags.contains(option));
}

} // namespace

bool ScannedArguments::has(const QStringList &names) const
{
    return std::ranges::any_of(
        names, [&](const QString &name) { return flags.contains(name) || values.contains(name); });
}

QString ScannedArguments::value(const QStringList &names) const
{
    QString found;
    qsizetype last = -1;
    for (const QString &name : names) {
        // The newest value of a multi map comes first.
        if (places.contains(name) && places.value(name) > last) {
            last = places.value(name);
            found = values.value(name);
        }
    }
    return found;
}

ScannedArguments
scanArguments(const QStringList &arguments, qsizetype from, const OptionForms &forms)
{
    ScannedArguments scan;
    const auto addValue = [&](const QString &option, const QString &value, qsizetype place) {
        scan.values.insert(option, value);
        scan.places.insert(option, place);
    };
    bool onlyPositionals = false;
    for (qsizetype i = from; i < arguments.size(); ++i) {
        const QString &word = arguments[i];
        if (onlyPositionals || !word.startsWith(u'-') || word == u"-") {
            scan.positionals += i;
            if (forms.stopsAtPositional)
                break;
            continue;
        }
        if (word == u"--") {
            onlyPositionals = true;
            continue;
        }
        if (word.startsWith(u"--")) {
            const qsizetype equals = word.indexOf(u'=');
            const QString name = equals < 0 ? word : word.left(equals);
            if (equals >= 0)
                addValue(name, word.mid(equals + 1), i);
            else if (takesValue(name, forms) && i + 1 < arguments.size())
                addValue(name, arguments[i + 1], i + 1), ++i;
            else
                scan.flags += name;
            continue;
        }
        for (qsizetype letter = 1; letter < word.size(); ++letter) {
            const QString name = QString(u'-') + word[letter];
            if (!takesValue(name, forms)) {
                scan.flags += name;
                continue;
            }
            QString rest = word.mid(letter + 1);
            if (rest.startsWith(u'='))
                rest.remove(0, 1);
            if (!rest.isEmpty())
                addValue(name, rest, i);
            else if (i + 1 < arguments.size())
                addValue(name, arguments[i + 1], i + 1), ++i;
            break;
        }
    }
    return scan;
}

} // namespace devstack
