// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/storedline.h"

#include <algorithm>
#include <array>

namespace devstack {

namespace {

constexpr qsizetype kTimeDigits = 19;
constexpr QByteArrayView kKindLetters = "oe><!";
constexpr QByteArrayView kLevelLetters = ".diwe";

QByteArray withoutBreaks(QByteArrayView text)
{
    QByteArray safe;
    for (const char c : text) {
        if (c == '\0')
            safe += "\u2400";
        else if (c == '\n')
            safe += "\u240a";
        else
            safe += c;
    }
    return safe;
}

} // namespace

void appendStored(QByteArray &bytes, StoredLine line)
{
    QByteArray safe;
    if (line.text.contains('\0') || line.text.contains('\n')) {
        safe = withoutBreaks(line.text);
        line.text = safe;
        line.isAltered = true;
    }
    std::array<char, kTimeDigits> digits {};
    qint64 time = std::max<qint64>(0, line.timeNano);
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, time /= 10)
        *digit = char('0' + time % 10);
    bytes.append(digits.data(), kTimeDigits);
    bytes += ' ';
    bytes += kKindLetters[qsizetype(line.kind)];
    bytes += kLevelLetters[qsizetype(line.level)];
    if (line.isAltered)
        bytes += '~';
    if (line.isRest)
        bytes += '+';
    bytes += ' ';
    bytes += line.text;
    bytes += '\n';
}

std::optional<StoredLine> parseStored(QByteArrayView line)
{
    constexpr qsizetype kShortest = kTimeDigits + 4;
    if (line.size() < kShortest || line[kTimeDigits] != ' ')
        return {};
    StoredLine parsed;
    for (qsizetype i = 0; i < kTimeDigits; ++i) {
        if (line[i] < '0' || line[i] > '9')
            return {};
        parsed.timeNano = parsed.timeNano * 10 + (line[i] - '0');
    }
    const qsizetype kind = kKindLetters.indexOf(line[kTimeDigits + 1]);
    const qsizetype level = kLevelLetters.indexOf(line[kTimeDigits + 2]);
    if (kind < 0 || level < 0)
        return {};
    parsed.kind = StoredLine::Kind(kind);
    parsed.level = LineLevel(level);
    qsizetype at = kTimeDigits + 3;
    for (; at < line.size() && line[at] != ' '; ++at) {
        parsed.isAltered = parsed.isAltered || line[at] == '~';
        parsed.isRest = parsed.isRest || line[at] == '+';
    }
    if (at == line.size())
        return {};
    parsed.text = line.sliced(at + 1);
    return parsed;
}

} // namespace devstack
