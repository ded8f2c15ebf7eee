// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/hostnames.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestLine = 8192;

/// Names that cannot be a service of somebody's stack.
bool isElsewhere(const QString &name)
{
    static const QRegularExpression kElsewhere(
        u"^(localhost|[0-9.]+|host\\.docker\\.internal|.*\\.(com|org|net|edu|io|dev|co|gov|py|js|html|local|localhost|example|test))$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return kElsewhere.match(name).hasMatch();
}

} // namespace

bool hasNoHost(const QString &scheme)
{
    static const QRegularExpression kBucketOrFile(
        u"\\A(?:s3[an]?|gs|gcs|azure?|azblob|wasbs?|abfss?|b2|swift|minio|r2|file|filesystem|path|"
        u"unix|npipe|fd|local|sqlite\\d?|spatialite|duckdb|data|memory|mem|locmem|dummy|console|"
        u"oci|docker|docker-image|arn|urn|jar|classpath)(?:\\+.*)?\\z|\\+(?:unix|socket)\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    return kBucketOrFile.match(scheme).hasMatch();
}

QList<FoundHost> hostNames(const QString &text, bool asValue)
{
    static const QRegularExpression kCentral(
        u"(?<![A-Za-z0-9_.-])edx\\.devstack\\.[A-Za-z0-9_.-]*[A-Za-z0-9_]"_s);
    static const QRegularExpression kUrl(
        u"([a-z][a-z0-9+.-]{1,20})://(?:[^/@\\s'\"]{0,200}@)?([A-Za-z0-9][A-Za-z0-9_.-]*)"_s);
    static const QRegularExpression kHostPort(
        u"(?<![A-Za-z0-9_./:@-])([A-Za-z][A-Za-z0-9_.-]*):[0-9]{2,5}(?![0-9A-Za-z.:])"_s);
    static const QRegularExpression kValue(u"^[A-Za-z][A-Za-z0-9_.-]*$"_s);
    QList<FoundHost> found;
    if (text.size() > kLongestLine)
        return found;
    const auto add = [&](const QString &name, bool certain) {
        const auto same = [&](const FoundHost &host) { return host.name == name; };
        if (!name.isEmpty() && !std::ranges::any_of(found, same))
            found += FoundHost {name, certain};
    };
    for (auto match = kCentral.globalMatch(text); match.hasNext();)
        add(match.next().captured(), true);
    for (const QRegularExpression *expression : {&kUrl, &kHostPort}) {
        for (auto matches = expression->globalMatch(text); matches.hasNext();) {
            const auto match = matches.next();
            if (expression == &kUrl && hasNoHost(match.captured(1)))
                continue;
            QString name = match.captured(match.lastCapturedIndex());
            while (name.endsWith(u'.') || name.endsWith(u'-'))
                name.chop(1);
            if (!isElsewhere(name))
                add(name, false);
        }
    }
    if (asValue && kValue.match(text).hasMatch() && !isElsewhere(text))
        add(text, false);
    return found;
}

QString withoutComment(const QString &line)
{
    QChar quote;
    for (qsizetype at = 0; at < line.size(); ++at) {
        const QChar letter = line.at(at);
        if (!quote.isNull()) {
            if (letter == u'\\')
                ++at;
            else if (letter == quote)
                quote = QChar();
        } else if (letter == u'\'' || letter == u'"') {
            quote = letter;
        } else if (letter == u'#' && (at == 0 || line.at(at - 1).isSpace())) {
            return line.left(at);
        }
    }
    return line;
}

} // namespace devstack
