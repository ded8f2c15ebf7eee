// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/adopt/shellvalues.h"

#include "foreign/inspect/shellwords.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestText = 64 * 1024;
constexpr char16_t kCut = u'\xE012'; ///< where a word ends
constexpr int kDeepestDefault = 4;

bool isNameLetter(QChar letter)
{
    return letter == u'_' || (letter.unicode() < 128 && letter.isLetterOrNumber());
}

/// A text as the shell's lexer marks it.
class Expander
{
public:
    Expander(const ShellValues &values, const ShellOutput &output)
        : m_values(values)
        , m_output(output)
    {
    }

    /// With kCut between words.
    QString expand(const QString &text, int depth = 0) const
    {
        QString result;
        for (qsizetype at = 0; at < text.size(); ++at) {
            if (result.size() > kLongestText)
                return unknown(u"too long"_s);
            const QChar letter = text.at(at);
            if (letter == QChar(kBackquote)) {
                const qsizetype end = text.indexOf(QChar(kBackquote), at + 1);
                const QString inner = end < 0 ? QString() : text.mid(at + 1, end - at - 1);
                result += split(end < 0 ? std::nullopt : m_output(inner), u"`…`"_s, true);
                at = end < 0 ? text.size() : end;
                continue;
            }
            const bool isQuoted = letter == QChar(kQuotedDollar);
            if (!isQuoted && letter != QChar(kBareDollar)) {
                result += letter;
                continue;
            }
            result += value(text, at, isQuoted, depth);
        }
        return result;
    }

private:
    static QString unknown(const QString &what) { return QChar(kUnknown) + u"${"_s + what + u'}'; }

    /// What stands at the `$` at `at`, which moves to its last letter.
    QString value(const QString &text, qsizetype &at, bool isQuoted, int depth) const
    {
        const QChar next = at + 1 < text.size() ? text.at(at + 1) : QChar();
        if (next == u'(' || next == u'{') {
            const QString inner = balanced(text, at + 1);
            if (inner.isNull())
                return unknown(u"?"_s);
            at += inner.size() + 2;
            if (next == u'{')
                return braced(inner, isQuoted, depth);
            return split(
                inner.startsWith(u'(') ? std::nullopt : m_output(inner), u"(…)"_s, isQuoted);
        }
        qsizetype end = at + 1;
        if (!next.isNull() && (u"@*#?!$-"_s.contains(next) || next.isDigit())) {
            end = at + 2;
        } else {
            while (end < text.size() && isNameLetter(text.at(end)))
                ++end;
        }
        const QString name = text.mid(at + 1, end - at - 1);
        at = end - 1;
        return name.isEmpty() ? u"$"_s : joined(list(name), name, isQuoted);
    }

    static QString balanced(const QString &text, qsizetype at)
    {
        const QChar open = text.at(at);
        const QChar close = open == u'(' ? u')' : u'}';
        int depth = 0;
        for (qsizetype end = at; end < text.size(); ++end) {
            if (text.at(end) == open)
                ++depth;
            else if (text.at(end) == close && --depth == 0)
                return text.mid(at + 1, end - at - 1) + u""_s;
        }
        return {};
    }

    /// `${name…}`.
    QString braced(const QString &inner, bool isQuoted, int depth) const
    {
        qsizetype end = 0;
        while (end < inner.size() && isNameLetter(inner.at(end)))
            ++end;
        if (end == 0 && !inner.isEmpty() && u"@*"_s.contains(inner.at(0)))
            end = 1;
        const QString name = inner.left(end);
        QString rest = inner.mid(end);
        if (name.isEmpty() || depth > kDeepestDefault)
            return unknown(inner);
        const auto known = list(name);
        if (rest.isEmpty() || rest == u"[@]" || rest == u"[*]")
            return joined(known, name, isQuoted);
        const bool isColon = rest.startsWith(u':');
        const QChar sign = rest.size() > qsizetype(isColon) ? rest.at(isColon) : QChar();
        if (sign == u'-' || sign == u'=' || sign == u'+') {
            // A default is what a plain run has, where nobody sets the variable.
            const bool isSet = known && !(isColon && known->join(QString()).isEmpty());
            QString given = rest.mid(isColon + 1);
            given.remove(u'"').replace(u'$', QChar(isQuoted ? kQuotedDollar : kBareDollar));
            if (sign == u'+')
                return isSet ? expand(given, depth + 1) : known ? QString() : unknown(name);
            return isSet ? joined(known, name, isQuoted) : expand(given, depth + 1);
        }
        if (!known || known->size() > 1)
            return unknown(name);
        if (rest.startsWith(u'/'))
            return split(replaced(known->value(0), rest.mid(1)), name, isQuoted);
        if (rest.startsWith(u'%') || rest.startsWith(u'#'))
            return split(trimmedAt(known->value(0), rest), name, isQuoted);
        return unknown(name);
    }

    /// `/a/b` and `//a/b` of plain texts.
    static std::optional<QString> replaced(QString text, QString rule)
    {
        const bool isAll = rule.startsWith(u'/');
        if (isAll)
            rule.remove(0, 1);
        const QString from = rule.section(u'/', 0, 0);
        const QString to = rule.section(u'/', 1);
        static const QString kSpecial = u"*?[\\$`'\""_s;
        const bool isPlain = !from.isEmpty() && !from.startsWith(u'#') && !from.startsWith(u'%')
            && std::ranges::none_of(rule, [](QChar letter) { return kSpecial.contains(letter); });
        if (!isPlain || text.count(from) * to.size() > kLongestText)
            return std::nullopt;
        if (isAll)
            return text.replace(from, to);
        const qsizetype first = text.indexOf(from);
        return first < 0 ? text : text.replace(first, from.size(), to);
    }

    /// `%.suffix`, `%/*`, `##*/` and the like: a `*` at the outer end at most.
    static std::optional<QString> trimmedAt(const QString &text, const QString &rule)
    {
        const QChar sign = rule.at(0);
        const bool isLongest = rule.size() > 1 && rule.at(1) == sign;
        QString pattern = rule.mid(isLongest ? 2 : 1);
        const bool isEnd = sign == u'%';
        const bool isOpen = isEnd ? pattern.endsWith(u'*') : pattern.startsWith(u'*');
        if (isOpen)
            pattern = isEnd ? pattern.chopped(1) : pattern.mid(1);
        for (const QChar special : u"*?[\\$`'\""_s) {
            if (pattern.contains(special))
                return std::nullopt;
        }
        if (!isOpen) {
            const bool fits = isEnd ? text.endsWith(pattern) : text.startsWith(pattern);
            return !fits ? text : isEnd ? text.chopped(pattern.size()) : text.mid(pattern.size());
        }
        if (pattern.isEmpty())
            return isLongest ? QString() : text;
        if (isEnd) {
            const qsizetype at = isLongest ? text.indexOf(pattern) : text.lastIndexOf(pattern);
            return at < 0 ? text : text.left(at);
        }
        const qsizetype at = isLongest ? text.lastIndexOf(pattern) : text.indexOf(pattern);
        return at < 0 ? text : text.mid(at + pattern.size());
    }

    std::optional<QStringList> list(const QString &name) const
    {
        if (name == u"@" || name == u"*")
            return m_values.arguments;
        if (name == u"#")
            return QStringList {QString::number(m_values.arguments.size())};
        if (name == u"0")
            return QStringList {m_values.script};
        bool isNumber = false;
        const int number = name.toInt(&isNumber);
        if (isNumber)
            return QStringList {m_values.arguments.value(number - 1)};
        const auto found = m_values.variables.constFind(name);
        if (found == m_values.variables.constEnd())
            return std::nullopt;
        return *found;
    }

    static QString
    joined(const std::optional<QStringList> &words, const QString &name, bool isQuoted)
    {
        if (!words)
            return unknown(name);
        if (words->size() > 1)
            return (isQuoted ? *words : words->join(u' ').split(u' ', Qt::SkipEmptyParts))
                .join(QChar(kCut));
        return split(words->value(0), name, isQuoted);
    }

    static QString split(const std::optional<QString> &text, const QString &name, bool isQuoted)
    {
        if (!text)
            return unknown(name);
        if (isQuoted || isUnknown(*text))
            return *text;
        const bool isBegun = !text->isEmpty() && text->front().isSpace();
        const bool isEnded = !text->isEmpty() && text->back().isSpace();
        const QChar cut(kCut);
        return (isBegun ? QString(cut) : QString()) + text->simplified().replace(u' ', cut)
            + (isEnded ? QString(cut) : QString());
    }

    const ShellValues &m_values;
    const ShellOutput &m_output;
};

} // namespace

bool isUnknown(const QString &text)
{
    return text.contains(QChar(kUnknown)) || text.contains(QChar(kContainer));
}

bool isUnknown(const QStringList &words)
{
    return std::ranges::any_of(words, [](const QString &word) { return isUnknown(word); });
}

std::optional<QString> ShellValues::text(const QString &name) const
{
    const auto found = variables.constFind(name);
    if (found == variables.constEnd())
        return std::nullopt;
    return found->join(u' ');
}

QStringList
shellWords(const ShellToken &token, const ShellValues &values, const ShellOutput &output)
{
    const bool isAll = token.text == QString(QChar(kQuotedDollar)) + u'@'
        || token.text == QString(QChar(kQuotedDollar)) + u"{@}"_s;
    if (isAll)
        return values.arguments;
    const QString text = Expander(values, output).expand(token.text);
    if (text.contains(QChar(kCut)))
        return text.split(QChar(kCut), Qt::SkipEmptyParts);
    // A bare variable without a value is no word.
    const bool vanishes = text.isEmpty() && token.text.contains(QChar(kBareDollar))
        && token.bare == token.text.size();
    return vanishes ? QStringList() : QStringList {text};
}

QString shellText(const ShellToken &token, const ShellValues &values, const ShellOutput &output)
{
    return Expander(values, output).expand(token.text).replace(QChar(kCut), u' ');
}

} // namespace devstack
