// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/composevariables.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

void collect(const YamlNode &node, QSet<QString> &names)
{
    if (node.isScalar() && node.text().contains(u'$')) {
        const QStringList found = variablesIn(node.text());
        names.unite(QSet<QString>(found.begin(), found.end()));
    }
    for (const YamlNode &item : node.items())
        collect(item, names);
    for (const YamlNode::Entry &entry : node.entries())
        collect(entry.value, names);
}

bool isFirst(QChar c)
{
    return c == u'_' || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

struct Use
{
    QString name;
    bool hasDefault = false; ///< ${NAME:-…} or ${NAME-…}
};

QList<Use> usesIn(const QString &text)
{
    QList<Use> uses;
    for (qsizetype at = 0; at + 1 < text.size(); ++at) {
        if (text.at(at) != u'$')
            continue;
        if (text.at(at + 1) == u'$') {
            ++at;
            continue;
        }
        qsizetype start = at + 1;
        if (text.at(start) == u'{')
            ++start;
        qsizetype end = start;
        while (end < text.size()
               && (isFirst(text.at(end)) || (end > start && text.at(end).isDigit())))
            ++end;
        if (end > start) {
            const QStringView rest = QStringView(text).sliced(end);
            uses.append({text.sliced(start, end - start),
                         start == at + 2 && (rest.startsWith(u'-') || rest.startsWith(u":-"))});
        }
        // What follows the name, a default included, is scanned like all other text.
        at = std::max(at, end - 1);
    }
    return uses;
}

} // namespace

QStringList variablesIn(const QString &text)
{
    QStringList names;
    for (const Use &use : usesIn(text))
        names.append(use.name);
    return names;
}

QStringList variablesIn(const YamlNode &composeFile)
{
    QSet<QString> names;
    for (const YamlNode::Entry &entry : composeFile.entries()) {
        if (entry.key != u"x-devstack")
            collect(entry.value, names);
    }
    QStringList result(names.begin(), names.end());
    result.sort();
    return result;
}

namespace {

void take(QMap<QString, bool> &taken, const QString &name, bool hasDefault)
{
    if (!name.isEmpty())
        taken.insert(name, taken.value(name, true) && hasDefault);
}

void fromText(QMap<QString, bool> &taken, const QString &text)
{
    // One place with a default speaks for the others of the text.
    QMap<QString, bool> defaults;
    for (const Use &use : usesIn(text))
        defaults[use.name] |= use.hasDefault;
    for (auto it = defaults.cbegin(); it != defaults.cend(); ++it)
        take(taken, it.key(), it.value());
}

/// "environment" and "args": names without a value come from the environment.
void fromPairs(QMap<QString, bool> &taken, const YamlNode &node)
{
    for (const YamlNode &item : node.items()) {
        if (item.isScalar() && !item.text().contains(u'=') && !item.text().contains(u'$'))
            take(taken, item.text(), false);
    }
    for (const YamlNode::Entry &entry : node.entries()) {
        if (entry.value.isNull())
            take(taken, entry.key, false);
    }
}

void collect(QMap<QString, bool> &taken, const YamlNode &node)
{
    if (node.isScalar())
        fromText(taken, node.text());
    for (const YamlNode &item : node.items())
        collect(taken, item);
    for (const YamlNode::Entry &entry : node.entries()) {
        if (entry.key == u"x-devstack")
            continue;
        if (entry.key == u"environment" || entry.key == u"args")
            fromPairs(taken, entry.value);
        // Of a secret or config: the variable whose value it is.
        if (entry.key == u"environment" && entry.value.isScalar())
            take(taken, entry.value.text(), false);
        collect(taken, entry.value);
    }
}

} // namespace

QMap<QString, bool> variablesTaken(const YamlNode &node)
{
    QMap<QString, bool> taken;
    collect(taken, node);
    return taken;
}

namespace {

void require(QList<RequiredVariable> &required, const YamlNode &node, const VariableLookup &lookup)
{
    static const QRegularExpression kRequired(
        u"(?<!\\$)(?:\\$\\$)*\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:?)\\?([^{}]*)\\}"_s);
    if (node.isScalar() && node.text().contains(u'?')) {
        for (auto found = kRequired.globalMatch(node.text()); found.hasNext();) {
            const auto match = found.next();
            const QString name = match.captured(1);
            const auto value = lookup(name);
            const bool isThere = value && (match.captured(2).isEmpty() || !value->isEmpty());
            const auto isKnown
                = [&](const RequiredVariable &variable) { return variable.name == name; };
            if (!isThere && std::ranges::none_of(required, isKnown))
                required.append({name, match.captured(3).trimmed(), node.mark()});
        }
    }
    for (const YamlNode &item : node.items())
        require(required, item, lookup);
    for (const YamlNode::Entry &entry : node.entries())
        require(required, entry.value, lookup);
}

} // namespace

QList<RequiredVariable> requiredVariables(const YamlNode &composeFile, const VariableLookup &lookup)
{
    QList<RequiredVariable> required;
    for (const YamlNode::Entry &entry : composeFile.entries()) {
        if (entry.key != u"x-devstack")
            require(required, entry.value, lookup);
    }
    return required;
}

} // namespace devstack
