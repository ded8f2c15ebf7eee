// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/logline.h"

#include "core/linelevel.h"

namespace devstack {

using namespace Qt::StringLiterals;

static_assert(int(LogLevel::Error) == int(LineLevel::Error));

LogLevel levelOf(QStringView text)
{
    return LogLevel(lineLevelOf(text));
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
