// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/yaml/yamltext.h"

#include "model/yaml/yamlscalar.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

QString yamlScalar(const QString &text)
{
    static const QRegularExpression kPlain(
        u"\\A[A-Za-z0-9_./][A-Za-z0-9_./@+-]*(?::[A-Za-z0-9_./@+-]+)*\\z"_s);
    static const QRegularExpression kSpecial(
        u"\\A(?:null|~|y|n|yes|no|on|off|true|false|\\.nan|\\.inf|[0-9]+(?:[:.-][0-9]+)*)\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (kPlain.match(text).hasMatch() && !kSpecial.match(text).hasMatch() && !yamlNumber(text))
        return text;
    QString quoted = u"\""_s;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            quoted += u'\\';
        // Neither obeyed by a terminal nor taken for the end of a line by one reader of YAML only.
        if (c.category() == QChar::Other_Control)
            quoted += u"\\x%1"_s.arg(c.unicode(), 2, 16, QChar(u'0'));
        else if (c.category() == QChar::Other_Format || c == QChar::LineSeparator
                 || c == QChar::ParagraphSeparator)
            quoted += u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
        else
            quoted += c;
    }
    return quoted + u'"';
}

QString yamlFlowMap(const QList<std::pair<QString, QString>> &entries)
{
    QStringList parts;
    for (const auto &[key, value] : entries)
        parts.append(yamlScalar(key) + u": "_s + value);
    return u'{' + parts.join(u", "_s) + u'}';
}

QString yamlFlowList(const QStringList &values)
{
    QStringList parts;
    for (const QString &value : values)
        parts.append(yamlScalar(value));
    return u'[' + parts.join(u", "_s) + u']';
}

YamlText::YamlText(const QByteArray &content)
{
    constexpr const char *kByteOrderMark = "\xef\xbb\xbf";
    m_hasByteOrderMark = content.startsWith(kByteOrderMark);
    QString text = QString::fromUtf8(m_hasByteOrderMark ? content.sliced(3) : content);
    m_lineEnd = text.contains(u"\r\n"_s) ? u"\r\n"_s : u"\n"_s;
    m_finalEnd = text.isEmpty() || text.endsWith(m_lineEnd) ? m_lineEnd
        : text.endsWith(u'\n')                              ? u"\n"_s
                                                            : QString();
    text.chop(text.isEmpty() ? 0 : m_finalEnd.size());
    m_lines = text.isEmpty() ? QStringList() : text.split(u'\n');
    // Only a file that ends all lines alike can be put together again.
    for (QString &line : m_lines) {
        if (m_lineEnd.size() == 2 && line.endsWith(u'\r'))
            line.chop(1);
        else if (m_lineEnd.size() == 2 && &line != &m_lines.last())
            line += u'\0';
    }
}

QByteArray YamlText::content() const
{
    QString text = m_lines.join(m_lineEnd);
    text.replace(u'\0' + m_lineEnd, u"\n"_s);
    text += m_finalEnd;
    return (m_hasByteOrderMark ? QByteArray("\xef\xbb\xbf") : QByteArray()) + text.toUtf8();
}

int YamlText::indentation(int line) const
{
    const QString &text = m_lines.at(line);
    int spaces = 0;
    while (spaces < text.size() && text.at(spaces) == u' ')
        ++spaces;
    return spaces;
}

int YamlText::endOfEntry(const SourceMark &key) const
{
    const int own = key.column - 1;
    int end = key.line;
    for (int line = key.line; line < m_lines.size(); ++line) {
        const QString text = m_lines.at(line).trimmed();
        const int spaces = indentation(line);
        const bool isComment = text.startsWith(u'#');
        if (text.isEmpty() || (isComment && spaces <= own))
            continue;
        // A list may stand in the column of its key: "key:" and below it "- item".
        const bool isItem = spaces == own && (text == u"-" || text.startsWith(u"- "_s));
        if (spaces <= own && !isItem)
            break;
        end = line + 1;
    }
    return end;
}

int YamlText::afterColon(const SourceMark &key) const
{
    int line = key.line - 1;
    int column = key.column - 1;
    const QString &text = m_lines.at(line);
    if (column < text.size() && (text.at(column) == u'"' || text.at(column) == u'\'')) {
        if (!skipQuoted(line, column) || line != key.line - 1)
            return -1;
    }
    for (; column < text.size(); ++column) {
        const QChar next = column + 1 < text.size() ? text.at(column + 1) : QChar(u' ');
        if (text.at(column) == u':' && (next.isSpace() || text.at(key.column - 1) == u'"'))
            return column + 1;
    }
    return -1;
}

bool YamlText::skipQuoted(int &line, int &column) const
{
    const QChar quote = m_lines.at(line).at(column++);
    for (; line < m_lines.size(); ++line, column = 0) {
        const QString &text = m_lines.at(line);
        for (; column < text.size(); ++column) {
            if (quote == u'"' && text.at(column) == u'\\') {
                ++column;
            } else if (text.at(column) == quote) {
                ++column;
                if (quote == u'\'' && column < text.size() && text.at(column) == quote)
                    continue;
                return true;
            }
        }
    }
    return false;
}

std::optional<YamlText::Range> YamlText::valueRange(const SourceMark &start, bool inFlow) const
{
    Range range {start.line - 1, start.column - 1, start.line - 1, start.column - 1};
    int &line = range.endLine;
    int &column = range.endColumn;
    if (line < 0 || line >= m_lines.size() || column >= m_lines.at(line).size())
        return std::nullopt;
    const QChar first = m_lines.at(line).at(column);
    if (first == u'"' || first == u'\'')
        return skipQuoted(line, column) ? std::optional(range) : std::nullopt;
    if (QStringView(u"|>&*!").contains(first))
        return std::nullopt;
    int depth = 0;
    const bool isCollection = first == u'{' || first == u'[';
    for (; line < m_lines.size(); ++line, column = 0) {
        const QString &text = m_lines.at(line);
        while (column < text.size()) {
            const QChar c = text.at(column);
            const bool afterSpace = column == 0 || text.at(column - 1).isSpace();
            if (c == u'#' && afterSpace)
                break;
            if (isCollection && (c == u'"' || c == u'\'')
                && !text.at(std::max(column - 1, 0)).isLetterOrNumber()) {
                const int from = line;
                if (!skipQuoted(line, column))
                    return std::nullopt;
                if (line != from)
                    return std::nullopt; // a quoted text over several lines: left to a person
                continue;
            }
            if (!isCollection && inFlow && (c == u',' || c == u'}' || c == u']'))
                break;
            depth += isCollection && (c == u'{' || c == u'[') ? 1 : 0;
            depth -= isCollection && (c == u'}' || c == u']') ? 1 : 0;
            ++column;
            if (isCollection && depth == 0)
                return range;
        }
        if (!isCollection) {
            while (column > range.column && text.at(column - 1).isSpace())
                --column;
            return range;
        }
    }
    return std::nullopt;
}

void YamlText::insertLine(int line, const QString &text)
{
    m_lines.insert(line, text);
}

void YamlText::removeLines(int from, int to)
{
    m_lines.remove(from, to - from);
}

void YamlText::replace(const Range &range, const QString &text)
{
    const QString head = m_lines.at(range.line).first(range.column);
    const QString tail = m_lines.at(range.endLine).sliced(range.endColumn);
    m_lines[range.line] = head + text + tail;
    m_lines.remove(range.line + 1, range.endLine - range.line);
}

} // namespace devstack
