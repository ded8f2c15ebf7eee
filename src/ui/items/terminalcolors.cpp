// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/items/terminalcolors.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace devstack {

namespace {

constexpr double kLeastContrast = 4.5;
constexpr int kSteps = 10;
/// Of 256: the first sixteen are the theme's, then a cube of six shades each, then greys.
constexpr int kCube = 16;
constexpr int kGreys = 232;
/// What a hostile program can make is bounded: then it is computed anew.
constexpr qsizetype kCacheLimit = 4096;

double linear(double share)
{
    return share <= 0.03928 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

QColor mixed(const QColor &one, const QColor &other, double share)
{
    const auto mix = [share](float a, float b) { return float(a + (b - a) * share); };
    return QColor::fromRgbF(mix(one.redF(), other.redF()),
                            mix(one.greenF(), other.greenF()),
                            mix(one.blueF(), other.blueF()));
}

} // namespace

double contrastOf(const QColor &one, const QColor &other)
{
    const auto [dark, light] = std::minmax({luminance(one), luminance(other)});
    return (light + 0.05) / (dark + 0.05);
}

TerminalColors::TerminalColors(const QColor &text,
                               const QColor &ground,
                               const QList<QColor> &sixteen)
    : m_text(text)
    , m_ground(ground)
    , m_sixteen(sixteen)
{
}

QColor TerminalColors::color(TerminalColor color, const QColor &usual) const
{
    if (color.isUsual())
        return usual;
    const int index = color.index();
    if (index < 0)
        return QColor::fromRgb(color.rgb());
    if (index < kCube)
        return m_sixteen.value(index, usual);
    if (index >= kGreys) {
        const int grey = 8 + (index - kGreys) * 10;
        return {grey, grey, grey};
    }
    const auto shade = [](int step) { return step == 0 ? 0 : 55 + step * 40; };
    const int place = index - kCube;
    return {shade(place / 36), shade(place / 6 % 6), shade(place % 6)};
}

QColor TerminalColors::legible(const QColor &text, const QColor &ground) const
{
    const quint64 key = quint64(text.rgb()) << 32 | ground.rgb();
    const auto known = m_legible.constFind(key);
    if (known != m_legible.constEnd())
        return QColor::fromRgb(*known);
    QColor result = text;
    const QColor aim
        = contrastOf(Qt::white, ground) > contrastOf(Qt::black, ground) ? Qt::white : Qt::black;
    for (int step = 1; step <= kSteps && contrastOf(result, ground) < kLeastContrast; ++step)
        result = mixed(text, aim, double(step) / kSteps);
    if (m_legible.size() >= kCacheLimit)
        m_legible.clear();
    m_legible.insert(key, result.rgb());
    return result;
}

TerminalColors::Pair TerminalColors::of(const TerminalStyle &style, bool reversed) const
{
    QColor text = color(style.foreground, m_text);
    QColor ground = color(style.background, m_ground);
    if (style.has(TerminalStyle::Dim))
        text = mixed(text, ground, 0.35);
    if (style.has(TerminalStyle::Inverse) != reversed)
        std::swap(text, ground);
    const bool hasGround = ground != m_ground;
    if (style.has(TerminalStyle::Hidden))
        text = ground;
    else
        text = legible(text, ground);
    return {text, ground, hasGround};
}

} // namespace devstack
