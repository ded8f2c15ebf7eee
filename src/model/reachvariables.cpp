// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/reachvariables.h"

#include "model/composevariables.h"

#include <QRegularExpression>
#include <QSet>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

void take(QMap<QString, bool> &taken, const QString &name, bool hasDefault)
{
    if (!name.isEmpty())
        taken.insert(name, taken.value(name, true) && hasDefault);
}

void fromText(QMap<QString, bool> &taken, const QString &text)
{
    for (const QString &name : variablesIn(text)) {
        const QString open = u"${"_s + name;
        take(taken, name, text.contains(open + u":-"_s) || text.contains(open + u'-'));
    }
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

bool isTellingVariable(const QString &name, bool hasDefault)
{
    static const QSet<QString> kSayNothing {
        u"USER"_s,      u"LOGNAME"_s,  u"USERNAME"_s, u"HOME"_s,     u"PWD"_s,       u"UID"_s,
        u"GID"_s,       u"PATH"_s,     u"SHELL"_s,    u"TERM"_s,     u"COLORTERM"_s, u"COLUMNS"_s,
        u"LINES"_s,     u"TZ"_s,       u"LANG"_s,     u"LANGUAGE"_s, u"HOSTNAME"_s,  u"DEBUG"_s,
        u"LOG_LEVEL"_s, u"NO_COLOR"_s, u"CI"_s,
    };
    static const QRegularExpression kSecret(
        u"SECRET|TOKEN|PASSW|PASSPHRASE|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_?KEY|_KEY$|AUTH|COOKIE"_s
        u"|^(AWS|AZURE|GOOGLE|GCP|GITHUB|GH|GITLAB|SSH|GPG|NPM|VAULT)_"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (kSayNothing.contains(name) || name.startsWith(u"LC_"_s))
        return false;
    if (qEnvironmentVariableIsSet(name.toUtf8().constData()))
        return true;
    return !hasDefault && kSecret.match(name).hasMatch();
}

} // namespace devstack
