// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/linelevel.h"

#include <array>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLevelWithin = 80;
constexpr qsizetype kShortestWord = 4;
constexpr qsizetype kLongestWord = 9;

constexpr std::array<std::pair<QStringView, LineLevel>, 21> kLevelWords {{
    {u"CRITICAL", LineLevel::Error},  {u"FATAL", LineLevel::Error},
    {u"ERROR", LineLevel::Error},     {u"Error", LineLevel::Error},
    {u"error", LineLevel::Error},     {u"Traceback", LineLevel::Error},
    {u"panic", LineLevel::Error},     {u"WARNING", LineLevel::Warning},
    {u"WARN", LineLevel::Warning},    {u"Warning", LineLevel::Warning},
    {u"warning", LineLevel::Warning}, {u"warn", LineLevel::Warning},
    {u"INFO", LineLevel::Info},       {u"Info", LineLevel::Info},
    {u"info", LineLevel::Info},       {u"NOTICE", LineLevel::Info},
    {u"Note", LineLevel::Info},       {u"DEBUG", LineLevel::Debug},
    {u"Debug", LineLevel::Debug},     {u"debug", LineLevel::Debug},
    {u"TRACE", LineLevel::Debug},
}};

bool isWordCharacter(QChar c)
{
    const char16_t code = c.unicode();
    return (code >= u'a' && code <= u'z') || (code >= u'A' && code <= u'Z')
        || (code >= u'0' && code <= u'9') || code == u'_';
}

/// Where the escape that begins at `at` has ended.
qsizetype afterEscape(QStringView text, qsizetype at)
{
    ++at;
    if (at >= text.size() || text[at] != u'[')
        return at;
    for (++at; at < text.size(); ++at) {
        if (text[at] >= u'@' && text[at] <= u'~')
            return at + 1;
    }
    return at;
}

LineLevel levelOfWord(QStringView word)
{
    if (word.size() < kShortestWord || word.size() > kLongestWord)
        return LineLevel::None;
    for (const auto &[name, level] : kLevelWords) {
        if (word[0] == name[0] && word == name)
            return level;
    }
    return LineLevel::None;
}

} // namespace

LineLevel lineLevelOf(QStringView text)
{
    qsizetype seen = 0;
    qsizetype at = 0;
    while (at < text.size() && seen < kLevelWithin) {
        if (text[at] == QChar(0x1b)) {
            at = afterEscape(text, at);
            continue;
        }
        const qsizetype begin = at;
        while (at < text.size() && seen < kLevelWithin && isWordCharacter(text[at])) {
            ++at;
            ++seen;
        }
        if (at == begin) {
            ++at;
            ++seen;
            continue;
        }
        if (const LineLevel level = levelOfWord(text.sliced(begin, at - begin));
            level != LineLevel::None)
            return level;
    }
    return LineLevel::None;
}

} // namespace devstack
