// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/guide.h"

#include "core/error.h"
#include "core/errorcode.h"
#include "core/guide.h"

#include <QTextDocument>
#include <QUrl>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The way in which a newcomer reads them; others follow by name.
const QStringList &readingOrder()
{
    static const QStringList order {u"first-day"_s,
                                    u"concepts"_s,
                                    u"ten-minutes"_s,
                                    u"from-central"_s,
                                    u"from-tutor"_s,
                                    u"production-schema"_s,
                                    u"ci"_s,
                                    u"troubleshooting"_s,
                                    u"errors"_s};
    return order;
}

/// Markdown as rich text: the Text of QML can colour the links of that.
QString htmlOf(const QString &markdown)
{
    QTextDocument document;
    document.setMarkdown(markdown, QTextDocument::MarkdownDialectGitHub);
    return document.toHtml();
}

} // namespace

Guide::Guide(QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
{
}

QString Guide::chapter() const
{
    return m_chapters.find(m_page) || m_page.isEmpty() ? m_page : u"errors"_s;
}

void Guide::show(const QString &name)
{
    if (m_chapters.rowCount() == 0) {
        QList<GuidePageRow> rows;
        for (const GuideChapter &chapter : guideChapters()) {
            if (chapter.name != u"index")
                rows += {chapter.name, chapter.title};
        }
        if (const QString title = guideTitle(guidePage(u"errors"_s)); !title.isEmpty())
            rows += {u"errors"_s, title};
        const auto place = [](const GuidePageRow &row) {
            const auto at = readingOrder().indexOf(row.name);
            return at < 0 ? readingOrder().size() : at;
        };
        std::ranges::stable_sort(rows, {}, place);
        m_chapters.setRows(rows);
    }
    const QString wanted = !name.isEmpty() ? name
        : !m_last.isEmpty()                ? m_last
                                           : readingOrder().first();
    if (!m_page.isEmpty() && m_page != wanted)
        m_before += m_page;
    read(wanted);
}

void Guide::follow(const QString &link)
{
    if (const QString page = guideLink(m_page, link); !page.isEmpty())
        show(page);
    else if (QUrl(link).isRelative())
        emit noticed(tr("“%1” is in the documentation of the sources, not here.").arg(link));
    else
        emit addressWanted(link);
}

void Guide::back()
{
    if (!m_before.isEmpty())
        read(m_before.takeLast());
}

void Guide::close()
{
    m_page.clear();
    m_before.clear();
    emit pageChanged();
}

void Guide::read(const QString &name)
{
    const QString text = guidePage(name);
    m_page = name;
    m_last = name;
    m_title = text.isEmpty() ? tr("The guide is not installed") : guideTitle(text);
    QList<GuideBlockRow> rows;
    for (const GuideBlock &block : guideBlocks(text))
        rows += {block.text,
                 block.isCode ? QString() : htmlOf(block.text),
                 block.isCode,
                 u"%1/%2"_s.arg(name).arg(rows.size())};
    m_blocks.setRows(rows);
    emit pageChanged();
}

QString Guide::codeFor(const QString &message, const QString &detail, const QString &hint)
{
    const auto code = codeOf(failed(message, hint).because(detail));
    return code ? toString(*code) : QString();
}

} // namespace devstack
