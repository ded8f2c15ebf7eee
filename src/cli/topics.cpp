// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/topics.h"

#include "core/files.h"
#include "core/userpaths.h"

#include <QDir>
#include <QRegularExpression>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

/// Installed beside the sample; in a checkout it is where it is written.
QString guideFolder()
{
    const QString installed = resourcesDir() + u"/guide"_s;
    return QDir(installed).exists() ? installed : QString(resourcesDir() + u"/../docs/guide"_s);
}

QString contentOf(const QString &path)
{
    constexpr qint64 kLongest = 1024 * 1024;
    const auto content = readFile(path, kLongest);
    return content ? QString::fromUtf8(*content) : QString();
}

QString titleOf(const QString &text)
{
    const QString line = text.section(u'\n', 0, 0);
    return line.startsWith(u"# ") ? line.sliced(2) : QString();
}

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

QList<Topic> topics()
{
    QList<Topic> all;
    const QDir folder(guideFolder());
    for (const QString &file : folder.entryList({u"*.md"_s}, QDir::Files, QDir::Name)) {
        const QString title = titleOf(contentOf(folder.filePath(file)));
        if (!title.isEmpty())
            all += {file.chopped(3), title};
    }
    return all;
}

std::optional<QString> topicText(const QString &name)
{
    static const QRegularExpression kName(u"\\A[a-z0-9-]+\\z"_s);
    static const QRegularExpression kCode(u"\\ADS[0-9]{3}\\z"_s);
    const bool isCode = kCode.match(name.toUpper()).hasMatch();
    if (!isCode && !kName.match(name).hasMatch())
        return std::nullopt;
    const QString text = contentOf(
        QDir(guideFolder()).filePath(isCode ? u"errors/%1.md"_s.arg(name.toUpper()) : name + u".md"_s));
    return text.isEmpty() ? std::nullopt : std::optional(plainText(text));
}

QString plainText(const QString &markdown)
{
    QStringList lines;
    bool isCode = false;
    bool isLeftOut = false; // what only the site needs
    for (const QString &line : markdown.trimmed().split(u'\n')) {
        if (const QString mark = line.trimmed(); mark.startsWith(u"```")) {
            isLeftOut = !isCode && mark.startsWith(u"```{");
            isCode = !isCode;
        } else if (isCode) {
            if (!isLeftOut)
                lines += u"    "_s + line;
        } else if (line.startsWith(u'#')) {
            static const QRegularExpression kMarks(u"\\A#+ "_s);
            QString title = inlineText(line);
            title.remove(kMarks);
            lines += title;
            lines += QString(title.size(), line.startsWith(u"# ") ? u'=' : u'-');
        } else {
            lines += inlineText(line);
        }
    }
    static const QRegularExpression kBlank(u"\\n{3,}"_s);
    return lines.join(u'\n').replace(kBlank, u"\n\n"_s).trimmed() + u'\n';
}

} // namespace devstack::cli
