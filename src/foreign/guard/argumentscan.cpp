// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/guard/argumentscan.h"

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

namespace {

/// The words that Go's strconv.ParseBool takes for true.
bool isTrue(const QString &word)
{
    static const QStringList kTrue {u"1"_s, u"t"_s, u"T"_s, u"TRUE"_s, u"true"_s, u"True"_s};
    return kTrue.contains(word);
}

/// Goes through a command line once.
class ArgumentScan
{
public:
    ArgumentScan(const QStringList &arguments, const OptionForms &forms)
        : m_arguments(arguments)
        , m_forms(forms)
    {
    }

    ScannedArguments from(qsizetype first)
    {
        bool onlyPositionals = false;
        for (m_at = first; m_at < m_arguments.size() && m_scan.unknown.isEmpty(); ++m_at) {
            const QString &word = m_arguments[m_at];
            if (onlyPositionals || !word.startsWith(u'-') || word == u"-") {
                m_scan.positionals += m_at;
                if (m_forms.stopsAtPositional)
                    break;
            } else if (word == u"--") {
                onlyPositionals = true;
            } else if (word.startsWith(u"--")) {
                takeLong(word);
            } else {
                takeCluster(word);
            }
        }
        return m_scan;
    }

private:
    bool isStranger(const QString &name)
    {
        const bool known = m_forms.withValue.contains(name) || m_forms.flags.contains(name);
        if (m_forms.strict && !known)
            m_scan.unknown = name;
        return m_forms.strict && !known;
    }

    void addFlag(OptionUse use, bool isOn)
    {
        use.isOn = isOn;
        if (isOn)
            m_scan.flags += use.name;
        m_scan.uses += use;
    }

    void addValue(OptionUse use, const QString &value, qsizetype place)
    {
        use.value = value;
        use.valueWord = place == use.word ? -1 : place;
        m_scan.values.insert(use.name, value);
        m_scan.places.insert(use.name, place);
        m_scan.uses += use;
    }

    void takeLong(const QString &word)
    {
        const qsizetype equals = word.indexOf(u'=');
        const QString name = equals < 0 ? word : word.left(equals);
        if (isStranger(name))
            return;
        const OptionUse use {name, {}, true, m_at, 0, word.size(), -1};
        if (equals >= 0 && m_forms.flags.contains(name))
            addFlag(use, isTrue(word.mid(equals + 1)));
        else if (equals >= 0)
            addValue(use, word.mid(equals + 1), m_at);
        else if (takesValue(name, m_forms) && m_at + 1 < m_arguments.size())
            addValue(use, m_arguments[m_at + 1], m_at + 1), ++m_at;
        else
            addFlag(use, true);
    }

    void takeCluster(const QString &word)
    {
        for (qsizetype letter = 1; letter < word.size(); ++letter) {
            const QString name = QString(u'-') + word[letter];
            if (isStranger(name))
                return;
            OptionUse use {name, {}, true, m_at, letter, 1, -1};
            QString rest = word.mid(letter + 1);
            const bool assigned = rest.startsWith(u'=') && rest.size() > 1;
            if (!takesValue(name, m_forms)) {
                if (!assigned || !m_forms.flags.contains(name)) {
                    addFlag(use, true);
                    continue;
                }
                use.length = word.size() - letter;
                addFlag(use, isTrue(rest.mid(1)));
                return;
            }
            if (assigned)
                rest.remove(0, 1);
            use.length = word.size() - letter;
            if (!rest.isEmpty())
                addValue(use, rest, m_at);
            else if (m_at + 1 < m_arguments.size())
                addValue(use, m_arguments[m_at + 1], m_at + 1), ++m_at;
            else
                addFlag(use, true);
            return;
        }
    }

    const QStringList &m_arguments;
    const OptionForms &m_forms;
    qsizetype m_at = 0;
    ScannedArguments m_scan;
};

} // namespace

ScannedArguments
scanArguments(const QStringList &arguments, qsizetype from, const OptionForms &forms)
{
    return ArgumentScan(arguments, forms).from(from);
}

QStringList withoutOptions(QStringList arguments, const QList<OptionUse> &uses)
{
    QSet<qsizetype> gone;
    // From the end, so that the places of those before stay true.
    for (qsizetype i = uses.size() - 1; i >= 0; --i) {
        const OptionUse &use = uses[i];
        arguments[use.word].remove(use.at, use.length);
        if (arguments[use.word].isEmpty() || arguments[use.word] == u"-")
            gone += use.word;
        if (use.valueWord >= 0)
            gone += use.valueWord;
    }
    QStringList left;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (!gone.contains(i))
            left += arguments[i];
    }
    return left;
}

} // namespace devstack
