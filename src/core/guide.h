// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

namespace devstack {

/// A chapter of the guide that is installed with the programs.
struct GuideChapter
{
    QString name; ///< "first-day"
    QString title;
};

/// A paragraph, list or heading in Markdown, or lines to type.
struct GuideBlock
{
    QString text;
    bool isCode = false;

    bool operator==(const GuideBlock &) const = default;
};

/// The chapters, by name; none where the guide is not installed.
QList<GuideChapter> guideChapters();

/// A chapter, or the page of an error code (any case), in Markdown; empty for another name.
QString guidePage(const QString &name);

/// Its title: the heading in its first line; empty without one. Pure.
QString guideTitle(const QString &markdown);

/// What follows the title, in parts that are shown one below the other; a heading begins one. What
/// only the site needs is left out. Pure.
QList<GuideBlock> guideBlocks(const QString &markdown);

/// The page that a link of page `from` leads to, as guidePage() knows it; empty for one that leads
/// out of the guide. Pure.
QString guideLink(const QString &from, const QString &link);

} // namespace devstack
