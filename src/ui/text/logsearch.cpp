// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/logsearch.h"

#include "core/text.h"

#include <QCoreApplication>

#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNanoPerMs = 1'000'000;
/// A pattern such as (a+)+$ would try for minutes: a line that takes so long is not found.
constexpr const char *kPatience = "(*LIMIT_MATCH=20000)";

struct SearchWords
{
    Q_DECLARE_TR_FUNCTIONS(LogSearch)
};

std::optional<qint64> searchTime(const QString &word, const QDateTime &now)
{
    if (const auto ago = parseDuration(word))
        return (now.toMSecsSinceEpoch() - ago->count()) * kNanoPerMs;
    for (const QString &format : {u"H:mm"_s, u"H:mm:ss"_s}) {
        const QTime time = QTime::fromString(word, format);
        if (!time.isValid())
            continue;
        QDateTime at(now.toLocalTime().date(), time);
        if (at > now) // the last time that the clock showed this
            at = at.addDays(-1);
        return at.toMSecsSinceEpoch() * kNanoPerMs;
    }
    const QDateTime at = QDateTime::fromString(word, Qt::ISODateWithMs);
    return at.isValid() ? std::optional(at.toMSecsSinceEpoch() * kNanoPerMs) : std::nullopt;
}

std::optional<LogLevel> searchLevel(const QString &word)
{
    static const QList<std::pair<QString, LogLevel>> kWords {{u"error"_s, LogLevel::Error},
                                                             {u"warning"_s, LogLevel::Warning},
                                                             {u"warn"_s, LogLevel::Warning},
                                                             {u"info"_s, LogLevel::Info},
                                                             {u"debug"_s, LogLevel::Debug}};
    for (const auto &[name, level] : kWords) {
        if (word.compare(name, Qt::CaseInsensitive) == 0)
            return level;
    }
    return {};
}

} // namespace

LogSearch LogSearch::parse(const QString &search, bool isPattern, const QDateTime &now)
{
    static const QRegularExpression kQualifier(
        u"(?<!\\S)(service|level|after|before):(?:\"([^\"]*)\"|(\\S*))"_s);
    LogSearch parsed;
    parsed.isPattern = isPattern;
    QString rest = search;
    for (auto each = kQualifier.globalMatch(search); each.hasNext();) {
        const QRegularExpressionMatch match = each.next();
        const QString key = match.captured(1);
        const QString value = match.captured(2) + match.captured(3);
        rest.replace(
            match.capturedStart(), match.capturedLength(), QString(match.capturedLength(), u'\0'));
        if (value.isEmpty())
            continue; // it is being typed
        if (key == u"service") {
            parsed.services += value;
        } else if (key == u"level") {
            if (const auto level = searchLevel(value))
                parsed.level = *level;
            else
                parsed.problem
                    = SearchWords::tr("“%1” is no level: error, warning, info, debug").arg(value);
        } else if (const auto time = searchTime(value, now)) {
            (key == u"after" ? parsed.afterNano : parsed.beforeNano) = *time;
        } else {
            parsed.problem
                = SearchWords::tr("“%1” is no time: 14:03, 10m, 2026-11-21T18:30").arg(value);
        }
    }
    parsed.text = rest.remove(u'\0').trimmed();
    if (isPattern) {
        parsed.expression = QRegularExpression(QLatin1StringView(kPatience) + parsed.text,
                                               QRegularExpression::CaseInsensitiveOption);
        if (!parsed.expression.isValid())
            parsed.problem = parsed.expression.errorString();
    }
    return parsed;
}

bool LogSearch::wantsService(const QString &ida, const QString &service) const
{
    if (services.isEmpty())
        return true;
    for (const QString &wanted : services) {
        for (const QString &name : {ida, service, QString(ida + u'/' + service)}) {
            if (name.compare(wanted, Qt::CaseInsensitive) == 0)
                return true;
        }
    }
    return false;
}

std::pair<int, int> LogSearch::matchIn(const QString &line) const
{
    if (text.isEmpty() || !problem.isEmpty())
        return {-1, 0};
    if (!isPattern)
        return {int(line.indexOf(text, 0, Qt::CaseInsensitive)), int(text.size())};
    const QRegularExpressionMatch match = expression.match(line);
    return {int(match.capturedStart()), int(match.capturedLength())};
}

} // namespace devstack
