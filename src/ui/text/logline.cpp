// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/logline.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLevelWithin = 80;

} // namespace

LogLevel levelOf(QStringView text)
{
    static const QRegularExpression words(
        u"\\b(?:(CRITICAL|FATAL|ERROR|Error|error|Traceback|panic)|(WARNING|WARN|"_s
        u"Warning|warning|warn)"_s
        u"|(INFO|Info|info|NOTICE|Note)|(DEBUG|Debug|debug|TRACE))\\b"_s);
    const QRegularExpressionMatch match
        = words.match(text.first(std::min(text.size(), kLevelWithin)));
    if (!match.hasMatch())
        return LogLevel::None;
    if (match.hasCaptured(1))
        return LogLevel::Error;
    if (match.hasCaptured(2))
        return LogLevel::Warning;
    return match.hasCaptured(3) ? LogLevel::Info : LogLevel::Debug;
}

LogRow logRow(const LogEntry &entry)
{
    LogRow row {entry.time,
                entry.ida + u'/' + entry.service,
                LogLevel::None,
                parseAnsi(entry.text),
                entry.error};
    row.level = levelOf(row.content.text);
    return row;
}

} // namespace devstack
