// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "trust/hostaccessvariables.h"

#include <QRegularExpression>
#include <QSet>

namespace devstack {

using namespace Qt::StringLiterals;

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
