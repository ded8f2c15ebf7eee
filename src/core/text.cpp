// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace devstack {

using namespace Qt::StringLiterals;

std::optional<std::chrono::milliseconds> parseDuration(QStringView text)
{
    static const QRegularExpression kPart(u"(\\d+(?:\\.\\d+)?)(ms|h|m|s)"_s);
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    constexpr double kLongest = 1e12;
    if (isNumber) {
        if (!(seconds >= 0) || seconds * 1000 > kLongest)
            return std::nullopt;
        return std::chrono::milliseconds(std::llround(seconds * 1000));
    }
    double total = 0;
    qsizetype position = 0;
    while (position < text.size()) {
        const auto match = kPart.match(text,
                                       position,
                                       QRegularExpression::NormalMatch,
                                       QRegularExpression::AnchorAtOffsetMatchOption);
        if (!match.hasMatch())
            return std::nullopt;
        const QStringView unit = match.capturedView(2);
        const double factor = unit == u"ms" ? 1
            : unit == u"s"                  ? 1000
            : unit == u"m"                  ? 60'000
                                            : 3'600'000;
        total += match.capturedView(1).toDouble() * factor;
        position = match.capturedEnd();
    }
    if (text.isEmpty() || total > kLongest)
        return std::nullopt;
    return std::chrono::milliseconds(std::llround(total));
}

QString formatDuration(std::chrono::milliseconds duration)
{
    const double seconds = double(duration.count()) / 1000;
    if (seconds < 9.95)
        return QString::number(seconds, 'f', 1) + u" s"_s;
    const qint64 whole = std::llround(seconds);
    if (whole < 60)
        return u"%1 s"_s.arg(whole);
    const qint64 hours = whole / 3600;
    const QString rest = u"%1:%2"_s.arg(whole / 60 % 60, hours ? 2 : 1, 10, QChar(u'0'))
                             .arg(whole % 60, 2, 10, QChar(u'0'));
    return hours ? u"%1:%2"_s.arg(hours).arg(rest) : rest;
}

QString counted(qsizetype count, const QString &one, const QString &many)
{
    return QString::number(count) + u' ' + (count == 1 ? one : many);
}

QString formatBytes(qint64 bytes)
{
    static constexpr const char *kUnits[] = {"B", "kB", "MB", "GB", "TB", "PB"};
    double value = double(bytes);
    int unit = 0;
    while (value >= 999.5 && unit < 5) {
        value /= 1000;
        ++unit;
    }
    const int decimals = unit >= 3 && value < 99.95 ? 1 : 0;
    return QString::number(value, 'f', decimals) + u' ' + QString::fromLatin1(kUnits[unit]);
}

std::optional<qint64> parseBytes(QStringView text)
{
    static const QRegularExpression kSize(u"^(\\d+(?:\\.\\d+)?)\\s*([kmgt]?)(?:i?b)?$"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    const auto match = kSize.match(text.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    double value = match.capturedView(1).toDouble();
    const QString unit = match.captured(2).toLower();
    const qsizetype power = unit.isEmpty() ? 0 : u"kmgt"_s.indexOf(unit) + 1;
    value *= std::pow(1024.0, double(power));
    if (value > double(std::numeric_limits<qint64>::max() / 2))
        return std::nullopt;
    return std::llround(value);
}

namespace {

/// Insertions, deletions, changes and swaps of neighbours (optimal string alignment).
qsizetype editDistance(const QString &a, const QString &b)
{
    using Row = std::vector<qsizetype>;
    const auto width = std::size_t(b.size()) + 1;
    Row before(width);
    Row last(width);
    Row row(width);
    for (std::size_t j = 0; j < width; ++j)
        last[j] = qsizetype(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = std::size_t(j);
            const qsizetype change = last[at - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[at] = std::min({last[at] + 1, row[at - 1] + 1, change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[at] = std::min(row[at], before[at - 2] + 1);
        }
        before.swap(last);
        last.swap(row);
    }
    return last.back();
}

} // namespace

std::optional<QString> nearest(const QString &word, const QStringList &candidates)
{
    if (word.size() > 64)
        return std::nullopt;
    std::optional<QString> best;
    // Of equally near ones that of the same length: "stauts" is rather "status" than "stats".
    std::pair<qsizetype, qsizetype> bestDistance {std::max<qsizetype>(2, word.size() / 3) + 1, 0};
    for (const QString &candidate : candidates) {
        const std::pair distance {editDistance(word.toLower(), candidate.toLower()),
                                  std::abs(word.size() - candidate.size())};
        if (distance < bestDistance) {
            bestDistance = distance;
            best = candidate;
        }
    }
    return best;
}

QString printable(const QString &text)
{
    QString safe;
    safe.reserve(text.size());
    for (const QChar c : text) {
        if (c == u'\t') {
            safe += c;
        } else if (c.unicode() < 0x20 || c.unicode() == 0x7f
                   || (c.unicode() >= 0x80 && c.unicode() < 0xa0)) {
            safe += u"\\x%1"_s.arg(c.unicode(), 2, 16, QChar(u'0'));
        } else if (c.category() == QChar::Other_Format || c == QChar::LineSeparator
                   || c == QChar::ParagraphSeparator) {
            // Bidirectional overrides and the like can make a name read as another one, and a line
            // break what follows as a text of the program's own.
            safe += u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
        } else {
            safe += c;
        }
    }
    return safe;
}

QString plainName(const QString &text)
{
    static const QHash<QChar, QString> kLetters {{u'ä', u"ae"_s},
                                                 {u'ö', u"oe"_s},
                                                 {u'ü', u"ue"_s},
                                                 {u'ß', u"ss"_s},
                                                 {u'æ', u"ae"_s},
                                                 {u'ø', u"o"_s},
                                                 {u'œ', u"oe"_s}};
    QString letters;
    for (const QChar c : text.normalized(QString::NormalizationForm_C).toLower())
        letters += kLetters.value(c, QString(c));
    QString plain;
    for (const QChar c : letters.normalized(QString::NormalizationForm_KD)) {
        if (c.category() == QChar::Mark_NonSpacing)
            continue;
        const bool fits = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        if (fits || c == u'_')
            plain += c;
        else if (!plain.endsWith(u'-'))
            plain += u'-';
    }
    while (plain.startsWith(u'-') || plain.startsWith(u'_'))
        plain.remove(0, 1);
    while (plain.endsWith(u'-'))
        plain.chop(1);
    return plain;
}

QString slug(const QString &text)
{
    QString result;
    for (const QChar c : text.toLower()) {
        const bool plain
            = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_';
        result += plain ? c : QChar(u'-');
    }
    while (result.startsWith(u'-') || result.startsWith(u'_'))
        result.remove(0, 1);
    while (result.endsWith(u'-'))
        result.chop(1);
    return result.isEmpty() ? u"x"_s : result;
}

} // namespace devstack
