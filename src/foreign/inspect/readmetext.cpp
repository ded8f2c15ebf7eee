// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/readmetext.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestParagraph = 400;
constexpr qsizetype kMostReadmeLines = 200;
constexpr qsizetype kLongestReadmeLine = 1000;
/// A paragraph with fewer letters says nothing: a version, a row of badges.
constexpr qsizetype kFewestLetters = 12;
constexpr qsizetype kMostSignInLines = 3;

/// Blocks of lines that belong together, with the line each begins at.
struct ReadmeBlock
{
    int line = 0;
    QStringList lines;
};

bool saysSomething(const QString &text)
{
    return std::ranges::count_if(text, [](QChar c) { return c.isLetter(); }) >= kFewestLetters;
}

bool isUnderline(const QString &line)
{
    const QString mark = line.trimmed();
    static const QString kMarks = u"=-~^\"'#*+`:._"_s;
    return mark.size() >= 3 && kMarks.contains(mark.front())
        && mark.count(mark.front()) == mark.size();
}

/// Without the sentences that tell a password.
QString withoutPasswords(const QString &text)
{
    static const QRegularExpression kPassword(u"\\b(?:password|passwort|passphrase)s?\\b"_s,
                                              QRegularExpression::CaseInsensitiveOption);
    if (!text.contains(kPassword))
        return text;
    QStringList sentences = text.split(u". "_s);
    sentences.removeIf([](const QString &one) { return one.contains(kPassword); });
    QString kept = sentences.join(u". "_s);
    if (!kept.isEmpty() && kept.back().isLetterOrNumber())
        kept += u'.';
    return kept;
}

QString paragraphText(const QString &text)
{
    constexpr qsizetype kRead = 8 * kLongestParagraph;
    return plainText(withoutPasswords(plainText(text, kRead)), kLongestParagraph);
}

QString withoutTags(QString text)
{
    static const QRegularExpression kTag(u"</?[A-Za-z][^<>]*>"_s);
    static const QRegularExpression kAutoLink(u"<((?:https?|mailto):[^<>\\s]*)>"_s);
    text.replace(kAutoLink, u"\\1"_s);
    text.remove(kTag);
    static const QList<std::pair<QString, QString>> kEntities {{u"&nbsp;"_s, u" "_s},
                                                               {u"&lt;"_s, u"<"_s},
                                                               {u"&gt;"_s, u">"_s},
                                                               {u"&quot;"_s, u"\""_s},
                                                               {u"&#39;"_s, u"'"_s},
                                                               {u"&amp;"_s, u"&"_s}};
    for (const auto &[entity, letter] : kEntities)
        text.replace(entity, letter);
    return text;
}

QString plainMarkdown(QString text)
{
    static const QRegularExpression kImage(u"!\\[[^\\]]*\\](\\([^)]*\\)|\\[[^\\]]*\\])"_s);
    static const QRegularExpression kLink(u"\\[([^\\[\\]]*)\\](?:\\([^)]*\\)|\\[[^\\]]*\\])"_s);
    static const QRegularExpression kStrong(u"(\\*\\*|__)(?=\\S)(.+?)(?<=\\S)\\1"_s);
    static const QRegularExpression kEmphasis(
        u"(?<![\\w*])([*_])(?=[^\\s*_])(.+?)(?<=\\S)\\1(?![\\w*])"_s);
    static const QRegularExpression kEscape(u"\\\\([\\\\`*_{}\\[\\]()#+.!|<>~-])"_s);
    text.remove(kImage);
    text.replace(kLink, u"\\1"_s);
    text = withoutTags(text);
    text.remove(u'`');
    text.replace(kStrong, u"\\2"_s);
    text.replace(kEmphasis, u"\\2"_s);
    text.replace(kEscape, u"\\1"_s);
    return text;
}

QString plainReStructured(QString text)
{
    static const QRegularExpression kSubstitution(u"\\|[\\w .-]+\\|_{0,2}"_s);
    static const QRegularExpression kRole(u":[\\w:+.-]+:`([^`<]*?)\\s*(?:<[^`>]*>)?`"_s);
    static const QRegularExpression kLink(u"`([^`<]*?)\\s*<[^`>]*>`_{1,2}"_s);
    static const QRegularExpression kReference(u"`([^`]+)`_{0,2}"_s);
    static const QRegularExpression kWordReference(u"\\b(\\w+)_\\b(?!\\w)"_s);
    static const QRegularExpression kStars(u"(\\*{1,2})(?=\\S)(.+?)(?<=\\S)\\1"_s);
    text.remove(kSubstitution);
    text.replace(u"``"_s, u"`"_s);
    text.replace(kRole, u"\\1"_s);
    text.replace(kLink, u"\\1"_s);
    text.replace(kReference, u"\\1"_s);
    text.replace(kWordReference, u"\\1"_s);
    text.replace(kStars, u"\\2"_s);
    return text;
}

/// Without comments and what stands in fences; those lines are empty then.
QStringList withoutCode(QStringList lines)
{
    static const QRegularExpression kFence(u"^\\s{0,3}(```+|~~~+)"_s);
    QString fence;
    bool isComment = false;
    for (QString &line : lines) {
        const auto match = kFence.match(line);
        if (!fence.isEmpty()) {
            if (match.hasMatch() && match.captured(1).startsWith(fence))
                fence.clear();
            line.clear();
            continue;
        }
        if (match.hasMatch() && !isComment) {
            fence = match.captured(1);
            line.clear();
            continue;
        }
        QString kept;
        qsizetype at = 0;
        while (at < line.size()) {
            const qsizetype next
                = isComment ? line.indexOf(u"-->"_s, at) : line.indexOf(u"<!--"_s, at);
            if (!isComment)
                kept += line.mid(at, next < 0 ? -1 : next - at);
            if (next < 0)
                break;
            at = next + (isComment ? 3 : 4);
            isComment = !isComment;
        }
        line = kept;
    }
    return lines;
}

QList<ReadmeBlock> blocksOf(const QStringList &lines)
{
    QList<ReadmeBlock> blocks;
    bool isOpen = false;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines.at(i).trimmed().isEmpty()) {
            isOpen = false;
            continue;
        }
        if (!isOpen)
            blocks.append(ReadmeBlock {int(i) + 1, {}});
        blocks.last().lines.append(lines.at(i));
        isOpen = true;
    }
    return blocks;
}

/// Lines of a Markdown block that are a sentence's; a heading ends what stands before it.
bool isMarkdownSentence(const QString &line)
{
    static const QRegularExpression kNone(
        u"^(\\s{4,}|\\t|\\s{0,3}(#{1,6}(\\s|$)|[-*+]\\s|\\d{1,9}[.)]\\s|\\||\\[[^\\]]+\\]:\\s))"_s);
    static const QRegularExpression kRule(u"^\\s*([-*_=]\\s*){3,}$"_s);
    return !kNone.match(line).hasMatch() && !kRule.match(line).hasMatch()
        && !line.contains(u" | "_s);
}

/// Where its front matter ends: 0 without one.
qsizetype afterFrontMatter(const QStringList &lines)
{
    if (lines.isEmpty() || lines.first().trimmed() != u"---")
        return 0;
    const auto end = lines.indexOf(u"---"_s, 1);
    return end < 0 ? 0 : end + 1;
}

ReadmeParagraph markdownParagraph(QStringList lines)
{
    for (qsizetype i = 0, end = afterFrontMatter(lines); i < end; ++i)
        lines[i].clear();
    for (const ReadmeBlock &block : blocksOf(withoutCode(lines))) {
        QStringList sentences;
        int line = block.line;
        for (qsizetype i = 0; i < block.lines.size(); ++i) {
            const QString &one = block.lines.at(i);
            const bool isTitle = i + 1 < block.lines.size() && isUnderline(block.lines.at(i + 1))
                && u"=-"_s.contains(block.lines.at(i + 1).trimmed().front());
            if (isTitle || !isMarkdownSentence(one)) {
                if (saysSomething(sentences.join(u' ')))
                    break;
                sentences.clear();
                i += isTitle ? 1 : 0;
                line = block.line + int(i) + 1;
                continue;
            }
            static const QRegularExpression kQuote(u"^\\s{0,3}>\\s?"_s);
            const QString plain = plainMarkdown(QString(one).remove(kQuote)).trimmed();
            if (sentences.isEmpty() && plain.isEmpty())
                line = block.line + int(i) + 1;
            else
                sentences += plain;
        }
        const QString text = paragraphText(sentences.join(u' '));
        if (saysSomething(text))
            return {text, line};
    }
    return {};
}

ReadmeParagraph structuredParagraph(const QStringList &lines)
{
    static const QRegularExpression kNone(
        u"^(\\.\\. |\\.\\.$|:[\\w -]+:(\\s|$)|[-*+]\\s|(\\d+|#)[.)]\\s|\\+[-=+]+\\+|\\||>>> |__ )"_s);
    bool isDirective = false;
    bool isLiteral = false;
    for (const ReadmeBlock &block : blocksOf(lines)) {
        const QString &first = block.lines.first();
        const bool isIndented = first.front().isSpace();
        if (isIndented && (isDirective || isLiteral))
            continue;
        isLiteral = false;
        isDirective = first.startsWith(u".. "_s) || first == u"..";
        if (isDirective || isIndented || kNone.match(first).hasMatch())
            continue;
        // A title, under a line or between two; text may follow without a gap.
        qsizetype at = 0;
        if (isUnderline(first) && block.lines.size() >= 3 && isUnderline(block.lines.at(2)))
            at = 3;
        else if (block.lines.size() >= 2 && isUnderline(block.lines.at(1)))
            at = 2;
        else if (isUnderline(first))
            at = 1;
        // Badges and targets right below it, with what is indented below them.
        while (at < block.lines.size()
               && (block.lines.at(at).startsWith(u".. "_s)
                   || (isDirective && block.lines.at(at).front().isSpace()))) {
            isDirective = true;
            ++at;
        }
        isDirective = isDirective && at == block.lines.size();
        QString raw = block.lines.mid(at).join(u' ').left(4 * kLongestReadmeLine).trimmed();
        if (raw.endsWith(u"::"_s)) {
            isLiteral = true;
            raw.chop(1);
        }
        const QString text = paragraphText(plainReStructured(raw));
        if (saysSomething(text))
            return {text, block.line + int(at)};
    }
    return {};
}

ReadmeParagraph unmarkedParagraph(const QStringList &lines)
{
    for (const ReadmeBlock &block : blocksOf(lines)) {
        qsizetype at = 0;
        if (block.lines.size() >= 2 && isUnderline(block.lines.at(1)))
            at = 2;
        const QString text = paragraphText(block.lines.mid(at).join(u' '));
        // A line alone at the top is the name.
        if (saysSomething(text)
            && (block.line > 1 || block.lines.size() > 1 || text.contains(u'.')))
            return {text, block.line + int(at)};
    }
    return {};
}

} // namespace

ReadmeForm readmeFormOf(const QString &fileName)
{
    const QString suffix = fileName.section(u'.', 1).toLower();
    if (suffix == u"rst" || suffix == u"rest")
        return ReadmeForm::ReStructuredText;
    return suffix == u"md" || suffix == u"markdown" ? ReadmeForm::Markdown : ReadmeForm::Plain;
}

QString plainText(const QString &text, qsizetype longest)
{
    QString plain;
    plain.reserve(std::min(text.size(), 4 * longest));
    for (const QChar c : text) {
        if (c.isSpace())
            plain += u' ';
        else if (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format
                 && c != QChar::ReplacementCharacter)
            plain += c;
        if (plain.size() > 4 * longest)
            break;
    }
    plain = plain.simplified();
    if (plain.size() <= longest)
        return plain;
    const qsizetype space = plain.lastIndexOf(u' ', longest - 1);
    plain.truncate(space > longest / 2 ? space : longest - 1);
    while (!plain.isEmpty() && (plain.back().isHighSurrogate() || plain.back().isSpace()))
        plain.chop(1);
    return plain + u'…';
}

ReadmeParagraph firstParagraph(const QStringList &lines, ReadmeForm form)
{
    QStringList read = lines.mid(0, kMostReadmeLines);
    for (QString &line : read)
        line.truncate(kLongestReadmeLine);
    switch (form) {
    case ReadmeForm::Markdown:
        return markdownParagraph(read);
    case ReadmeForm::ReStructuredText:
        return structuredParagraph(read);
    case ReadmeForm::Plain:
        break;
    }
    return unmarkedParagraph(read);
}

QList<int> signInLines(const QStringList &lines)
{
    static const QRegularExpression kSignIn(
        u"\\b(?:sign|log)(?:ged)?[ -]?in "
        u"(?:as|with|using)\\b|\\b(?:password|passwort)s?\\b.{0,40}\\b(?:is|are|of)\\b"
        "|\\busername\\b|\\bsuperusers?\\b|\\bcreatesuperuser\\b|\\b(?:default|test|demo) (?:users?|accounts?|credentials|login)\\b|, password\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QStringList read = withoutCode(lines.mid(0, kMostReadmeLines));
    QList<int> found;
    for (qsizetype i = 0; i < read.size() && found.size() < kMostSignInLines; ++i) {
        if (kSignIn.match(read.at(i).left(kLongestReadmeLine)).hasMatch())
            found += int(i) + 1;
    }
    return found;
}

} // namespace devstack
