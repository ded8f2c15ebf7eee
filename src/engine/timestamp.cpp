// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/timestamp.h"

#include <chrono>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNanoPerSecond = 1'000'000'000;
constexpr qsizetype kDateTimeLength = 19; // "2026-11-21T21:51:05"

/// The number that `count` digits at `at` make; -1 when they are not all digits.
int digits(QByteArrayView text, qsizetype at, qsizetype count)
{
    if (at + count > text.size())
        return -1;
    int value = 0;
    for (qsizetype i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/// "Z", "+01:00": seconds east of Greenwich.
std::optional<int> offset(QByteArrayView zone)
{
    if (zone == "Z" || zone == "z")
        return 0;
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':')
        return {};
    const int hours = digits(zone, 1, 2);
    const int minutes = digits(zone, 4, 2);
    if (hours < 0 || minutes < 0)
        return {};
    return (zone[0] == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
}

} // namespace

std::optional<qint64> parseTimestamp(QByteArrayView text)
{
    using namespace std::chrono;
    if (text.size() <= kDateTimeLength || text[4] != '-' || text[7] != '-' || text[10] != 'T'
        || text[13] != ':' || text[16] != ':') {
        return {};
    }
    const int yearDigits = digits(text, 0, 4);
    const int monthDigits = digits(text, 5, 2);
    const int dayDigits = digits(text, 8, 2);
    const int hour = digits(text, 11, 2);
    const int minute = digits(text, 14, 2);
    const int second = digits(text, 17, 2);
    if (yearDigits < 0 || monthDigits < 0 || dayDigits < 0 || hour < 0 || minute < 0 || second < 0)
        return {};
    const year_month_day date {year(yearDigits),
                               month(static_cast<unsigned>(monthDigits)),
                               day(static_cast<unsigned>(dayDigits))};
    if (!date.ok())
        return {};
    qsizetype at = kDateTimeLength;
    qint64 fraction = 0;
    if (text[at] == '.') {
        qint64 scale = kNanoPerSecond / 10;
        for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
            fraction += (text[at] - '0') * scale;
    }
    const auto east = offset(text.sliced(at));
    if (!east)
        return {};
    const qint64 days = sys_days(date).time_since_epoch().count();
    // Years beyond what 64 bits of nanoseconds hold (1678-2262) have no meaning here: "never" is
    // year 1.
    if (yearDigits < 1970 || yearDigits > 2200)
        return 0;
    const qint64 seconds = days * 86'400 + hour * 3600 + minute * 60 + second - *east;
    return seconds * kNanoPerSecond + fraction;
}

QString sinceParameter(qint64 nano)
{
    return u"%1.%2"_s.arg(nano / kNanoPerSecond).arg(nano % kNanoPerSecond, 9, 10, QChar(u'0'));
}

} // namespace devstack
