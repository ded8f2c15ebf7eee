// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/topics.h"

#include "core/guide.h"

#include <QRegularExpression>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

QString inlineText(QString line)
{
    static const QRegularExpression kImage(u"!\\[([^\\]]*)\\]\\([^)]*\\)"_s);
    static const QRegularExpression kOutside(u"\\[([^\\]]+)\\]\\((https?://[^)]+)\\)"_s);
    static const QRegularExpression kLink(u"\\[([^\\]]+)\\]\\([^)]*\\)"_s);
    line.replace(kImage, u"\\1"_s);
    line.replace(kOutside, u"\\1 <\\2>"_s);
    line.replace(kLink, u"\\1"_s);
    return line.remove(u"**"_s).remove(u'`');
}

} // namespace

std::optional<QString> topicText(const QString &name)
{
    const QString text = guidePage(name);
    return text.isEmpty() ? std::nullopt : std::optional(plainText(text));
}

QString plainText(const QString &markdown)
{
    static const QRegularExpression kMarks(u"\\A#+ "_s);
    QStringList parts;
    if (const QString title = guideTitle(markdown); !title.isEmpty())
        parts += title + u'\n' + QString(title.size(), u'=');
    for (const GuideBlock &block : guideBlocks(markdown)) {
        QStringList lines;
        for (const QString &line : block.text.split(u'\n')) {
            if (block.isCode) {
                lines += u"    "_s + line;
            } else if (line.startsWith(u'#')) {
                QString title = inlineText(line);
                title.remove(kMarks);
                lines += {title, QString(title.size(), u'-')};
            } else {
                lines += inlineText(line);
            }
        }
        parts += lines.join(u'\n');
    }
    return parts.join(u"\n\n"_s) + u'\n';
}

} // namespace devstack::cli
