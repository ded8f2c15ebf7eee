// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/guide.h"

#include "core/files.h"
#include "core/userpaths.h"

#include <QDir>
#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The list of all codes; it lies with them.
const QString kErrors = u"errors"_s;

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

bool isCode(const QString &name)
{
    static const QRegularExpression kCode(u"\\ADS[0-9]{3}\\z"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return kCode.match(name).hasMatch();
}

} // namespace

QList<GuideChapter> guideChapters()
{
    QList<GuideChapter> all;
    const QDir folder(guideFolder());
    for (const QString &file : folder.entryList({u"*.md"_s}, QDir::Files, QDir::Name)) {
        const QString title = guideTitle(contentOf(folder.filePath(file)));
        if (!title.isEmpty())
            all += {file.chopped(3), title};
    }
    return all;
}

QString guidePage(const QString &name)
{
    static const QRegularExpression kName(u"\\A[a-z0-9-]+\\z"_s);
    QString file = name + u".md"_s;
    if (isCode(name))
        file = u"errors/%1.md"_s.arg(name.toUpper());
    else if (name == kErrors)
        file = u"errors/index.md"_s;
    else if (!kName.match(name).hasMatch())
        return {};
    return contentOf(QDir(guideFolder()).filePath(file));
}

QString guideTitle(const QString &markdown)
{
    const QString line = markdown.section(u'\n', 0, 0);
    return line.startsWith(u"# ") ? line.sliced(2) : QString();
}

QList<GuideBlock> guideBlocks(const QString &markdown)
{
    QList<GuideBlock> blocks;
    QStringList lines;
    bool inCode = false;
    bool isLeftOut = false;
    const auto close = [&] {
        const QString text = inCode ? lines.join(u'\n') : lines.join(u'\n').trimmed();
        if (!text.isEmpty() && !isLeftOut)
            blocks += {text, inCode};
        lines.clear();
    };
    QStringList all = markdown.split(u'\n');
    if (!guideTitle(markdown).isEmpty())
        all.removeFirst();
    for (const QString &line : all) {
        if (const QString mark = line.trimmed(); mark.startsWith(u"```")) {
            close();
            isLeftOut = !inCode && mark.startsWith(u"```{");
            inCode = !inCode;
        } else {
            if (!inCode && line.startsWith(u'#'))
                close();
            lines += line;
        }
    }
    close();
    return blocks;
}

QString guideLink(const QString &from, const QString &link)
{
    if (link.startsWith(u'#'))
        return from;
    static const QRegularExpression kPage(u"\\A(errors/)?([A-Za-z0-9-]+)\\.md\\z"_s);
    const QString folder = isCode(from) || from == kErrors ? u"errors/"_s : QString();
    const auto page = kPage.match(QDir::cleanPath(folder + link.section(u'#', 0, 0)));
    if (!page.hasMatch())
        return {};
    const QString name = page.captured(2);
    return !page.captured(1).isEmpty() && !isCode(name) ? kErrors : name;
}

} // namespace devstack
