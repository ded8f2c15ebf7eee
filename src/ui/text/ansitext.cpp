// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/ansitext.h"

#include <algorithm>
#include <array>
#include <limits>

namespace devstack {

namespace {

constexpr int kTab = 8;

struct Style
{
    int color = -1;
    bool bold = false;
    bool dim = false;
    bool isUsual() const { return color < 0 && !bold && !dim; }
};

int nearestColor(int red, int green, int blue)
{
    static constexpr std::array<std::array<int, 3>, 16> kColors {{{0, 0, 0},
                                                                  {205, 0, 0},
                                                                  {0, 205, 0},
                                                                  {205, 205, 0},
                                                                  {0, 0, 238},
                                                                  {205, 0, 205},
                                                                  {0, 205, 205},
                                                                  {229, 229, 229},
                                                                  {127, 127, 127},
                                                                  {255, 0, 0},
                                                                  {0, 255, 0},
                                                                  {255, 255, 0},
                                                                  {92, 92, 255},
                                                                  {255, 0, 255},
                                                                  {0, 255, 255},
                                                                  {255, 255, 255}}};
    int best = 0;
    int least = std::numeric_limits<int>::max();
    for (int i = 0; i < 16; ++i) {
        const auto &color = kColors.at(static_cast<size_t>(i));
        const int distance
            = std::abs(color[0] - red) + std::abs(color[1] - green) + std::abs(color[2] - blue);
        if (distance < least) {
            least = distance;
            best = i;
        }
    }
    return best;
}

int indexedColor(int index)
{
    if (index < 16)
        return std::max(0, index);
    if (index >= 232) {
        const int grey = 8 + std::min(index, 255) * 10 - 2320;
        return nearestColor(grey, grey, grey);
    }
    const int cube = index - 16;
    const auto level = [](int step) { return step == 0 ? 0 : 55 + 40 * step; };
    return nearestColor(level(cube / 36), level(cube / 6 % 6), level(cube % 6));
}

void apply(Style &style, const QList<int> &codes)
{
    for (qsizetype i = 0; i < codes.size(); ++i) {
        const int code = codes.at(i);
        if (code == 0)
            style = {};
        else if (code == 1)
            style.bold = true;
        else if (code == 2)
            style.dim = true;
        else if (code == 22)
            style.bold = style.dim = false;
        else if (code >= 30 && code <= 37)
            style.color = code - 30;
        else if (code >= 90 && code <= 97)
            style.color = code - 82;
        else if (code == 39)
            style.color = -1;
        else if (code == 38 || code == 48) {
            const int kind = codes.value(i + 1);
            if (kind == 5 && code == 38)
                style.color = indexedColor(codes.value(i + 2));
            else if (kind == 2 && code == 38)
                style.color
                    = nearestColor(codes.value(i + 2), codes.value(i + 3), codes.value(i + 4));
            i += kind == 5 ? 2 : kind == 2 ? 4 : 0;
        }
    }
}

/// The position after an escape sequence that begins at `at`; SGR codes change the style.
qsizetype skipEscape(QStringView line, qsizetype at, Style &style)
{
    if (at + 1 >= line.size())
        return line.size();
    const QChar kind = line.at(at + 1);
    if (kind == u'[') {
        qsizetype end = at + 2;
        while (end < line.size() && (line.at(end) < u'@' || line.at(end) > u'~'))
            ++end;
        if (end < line.size() && line.at(end) == u'm') {
            QList<int> codes;
            for (QStringView part : line.sliced(at + 2, end - at - 2).split(u';'))
                codes.append(part.toInt());
            apply(style, codes);
        }
        return end + 1;
    }
    if (kind == u']' || kind == u'P' || kind == u'_' || kind == u'^') {
        // A string: up to BEL or ESC backslash, to the end of the line when neither comes.
        for (qsizetype end = at + 2; end < line.size(); ++end) {
            if (line.at(end) == u'\a')
                return end + 1;
            if (line.at(end) == u'\x1b')
                return end + 2;
        }
        return line.size();
    }
    return at + 2;
}

} // namespace

AnsiText parseAnsi(QStringView line, qsizetype limit)
{
    AnsiText result;
    result.text.reserve(std::min(line.size(), limit));
    Style style;
    Style open;
    int start = 0;
    const auto close = [&] {
        const int length = int(result.text.size()) - start;
        if (length > 0 && !open.isUsual())
            result.runs.append({start, length, open.color, open.bold, open.dim});
        start = int(result.text.size());
    };
    for (qsizetype i = 0; i < line.size() && result.text.size() < limit;) {
        const QChar character = line.at(i);
        if (character == u'\x1b') {
            i = skipEscape(line, i, style);
            close();
            open = style;
            continue;
        }
        ++i;
        if (character == u'\r' && i < line.size()) {
            result.text.clear();
            result.runs.clear();
            start = 0;
        } else if (character == u'\t') {
            result.text.append(QString(kTab - result.text.size() % kTab, u' '));
        } else if (character >= u' ' && character != u'\x7f'
                   && (character < u'\x80' || character > u'\x9f')) {
            result.text.append(character);
        }
    }
    close();
    return result;
}

} // namespace devstack
