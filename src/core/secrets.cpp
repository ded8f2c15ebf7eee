// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

QString masked(const QString &text)
{
    static const QRegularExpression kUrl(u"([a-z][a-z0-9+.-]*://)[^/\\s:@]*:?[^/\\s@]*@"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression kHeader(
        u"((?:x-registry-)?auth(?:orization)?\"?\\s*[:=]\\s*\"?(?:(?:bearer|basic|jwt)\\s+)?)[^\\s\",]+"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression kKey(
        u"([a-z0-9_-]*(?:password|passwd|secret|token|api[_-]?key|private[_-]?key)[a-z0-9_-]*\"?\\s*[=:]\\s*\"?)[^\\s\",&;]+"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression kOption(u"(--[a-z-]*(?:password|secret|token)[= ])\\S+"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    QString safe = text;
    safe.replace(kUrl, u"\\1•••@"_s);
    safe.replace(kHeader, u"\\1•••"_s);
    safe.replace(kKey, u"\\1•••"_s);
    safe.replace(kOption, u"\\1•••"_s);
    return safe;
}

std::string masked(std::string_view text)
{
    return masked(QString::fromUtf8(text.data(), qsizetype(text.size()))).toStdString();
}

} // namespace devstack
