// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/makevariables.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDeepestReference = 20;
constexpr int kMostSteps = 640'000; ///< letters, a reference counts as 64
constexpr qint64 kMostTotal = 8'000'000;
constexpr int kMostWildcards = 50;
constexpr qsizetype kLongest = 64 * 1024;

/// The end of a reference that begins with `(` or `{` at `at`; -1 when it is not closed.
qsizetype closing(const QString &text, qsizetype at)
{
    const QChar open = text.at(at);
    const QChar close = open == u'(' ? u')' : u'}';
    int depth = 0;
    for (; at < text.size(); ++at) {
        if (text.at(at) == open)
            ++depth;
        else if (text.at(at) == close && --depth == 0)
            return at;
    }
    return -1;
}

/// Cut at commas that are not within parentheses or braces, into at most `most` parts.
QStringList arguments(const QString &text, int most)
{
    QStringList parts;
    int depth = 0;
    qsizetype begin = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar letter = text.at(at);
        if (letter == u'(' || letter == u'{')
            ++depth;
        else if (letter == u')' || letter == u'}')
            --depth;
        else if (letter == u',' && depth == 0 && parts.size() + 1 < most) {
            parts += text.mid(begin, at - begin);
            begin = at + 1;
        }
    }
    return parts << text.mid(begin);
}

} // namespace

QStringList makeWords(const QString &text)
{
    return text.simplified().split(u' ', Qt::SkipEmptyParts);
}

MakeVariables::MakeVariables(std::function<QStringList(const QString &)> wildcard)
    : m_wildcard(std::move(wildcard))
    , m_raw {{u"MAKE"_s, u"make"_s}, {u"CURDIR"_s, u"."_s}, {u"SHELL"_s, u"/bin/sh"_s}}
{
}

void MakeVariables::assign(const QString &name,
                           const QString &sign,
                           const QString &value,
                           bool soft)
{
    const bool known = m_raw.contains(name);
    if (sign == u"+="_s) {
        // What refers to itself through `+=` is the old value, not a loop.
        const QString joined = known ? QString(m_raw.value(name) + u' ' + value) : value;
        m_raw.insert(name, joined.left(kLongest));
        return;
    }
    if (known && (soft || sign == u"?="_s))
        return;
    if (sign == u"!="_s)
        m_raw.insert(name, QString());
    else
        m_raw.insert(name, sign.contains(u':') ? expanded(value) : value);
}

QString MakeVariables::expanded(const QString &text)
{
    if (!text.contains(u'$') || m_total > kMostTotal)
        return text;
    m_steps = 0;
    m_open.clear();
    const QString result = expand(text, 0);
    m_total += m_steps;
    return result;
}

QString MakeVariables::forShell(const QString &text)
{
    return expanded(text).replace(u"$$"_s, u"$"_s);
}

QMap<QString, QString> MakeVariables::values()
{
    QMap<QString, QString> result;
    const QStringList names = m_raw.keys();
    for (const QString &name : names)
        result.insert(name, expanded(u"$("_s + name + u')'));
    return result;
}

QString MakeVariables::expand(const QString &text, int depth)
{
    if (!text.contains(u'$'))
        return text;
    QString result;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (result.size() > kLongest || ++m_steps > kMostSteps) {
            if (!m_open.isEmpty())
                m_endless.insert(m_open.first());
            break;
        }
        const QChar letter = text.at(at);
        if (letter != u'$' || at + 1 >= text.size()) {
            result += letter;
            continue;
        }
        const QChar next = text.at(at + 1);
        if (next == u'(' || next == u'{') {
            const qsizetype end = closing(text, at + 1);
            if (end < 0) {
                // Not closed: looking for the end of each further one would be quadratic.
                result += QStringView(text).mid(at);
                break;
            }
            const QString value = reference(text.mid(at + 2, end - at - 2), depth);
            m_steps += int(value.size());
            result += value;
            at = end;
        } else if (next.isLetterOrNumber() || next == u'_') {
            result += reference(QString(next), depth);
            ++at;
        } else {
            result += letter;
            result += next;
            ++at;
        }
    }
    return result.left(kLongest);
}

QString MakeVariables::reference(const QString &inner, int depth)
{
    static const QString kAutomatic = u"@<*^+?%|"_s;
    if (inner.size() == 1 && kAutomatic.contains(inner.at(0)))
        return u'$' + inner;
    m_steps += 64;
    if (depth >= kDeepestReference || m_steps > kMostSteps) {
        m_endless.insert(m_open.isEmpty() ? inner : m_open.first());
        return {};
    }
    const qsizetype blank = inner.indexOf(u' ');
    if (blank > 0) {
        bool known = false;
        const QString value = function(inner.left(blank), inner.mid(blank + 1), depth + 1, &known);
        if (known)
            return value;
    }
    QString name = expand(inner, depth + 1);
    // $(NAME:.a=.b)
    const qsizetype colon = name.indexOf(u':');
    const qsizetype equals = name.indexOf(u'=', colon);
    QString from, to;
    if (colon > 0 && equals > colon) {
        from = name.mid(colon + 1, equals - colon - 1);
        to = name.mid(equals + 1);
        name.truncate(colon);
    }
    if (m_endless.contains(name) || m_open.contains(name)) {
        m_endless.insert(name);
        return {};
    }
    const auto known = m_raw.constFind(name);
    if (known == m_raw.constEnd())
        return u"${"_s + name + u'}';
    m_open += name;
    QString value = expand(*known, depth + 1);
    m_open.removeLast();
    if (colon > 0 && equals > colon) {
        QStringList changed;
        for (QString word : makeWords(value)) {
            if (word.endsWith(from))
                word = word.chopped(from.size()) + to;
            changed += word;
        }
        value = changed.join(u' ');
    }
    return value;
}

QString MakeVariables::function(const QString &name, const QString &text, int depth, bool *known)
{
    static const QStringList kOthers {
        u"shell"_s,    u"foreach"_s,   u"if"_s,         u"or"_s,       u"and"_s,        u"call"_s,
        u"eval"_s,     u"filter"_s,    u"filter-out"_s, u"patsubst"_s, u"word"_s,       u"words"_s,
        u"wordlist"_s, u"firstword"_s, u"lastword"_s,   u"dir"_s,      u"notdir"_s,     u"suffix"_s,
        u"basename"_s, u"join"_s,      u"realpath"_s,   u"abspath"_s,  u"origin"_s,     u"flavor"_s,
        u"value"_s,    u"error"_s,     u"warning"_s,    u"info"_s,     u"findstring"_s, u"file"_s};
    *known = true;
    if (name == u"addsuffix"_s || name == u"addprefix"_s) {
        const QStringList parts = arguments(text, 2);
        const QString affix = expand(parts.first(), depth).trimmed();
        QStringList result;
        qsizetype length = 0;
        for (const QString &word : makeWords(expand(parts.value(1), depth))) {
            result += name == u"addsuffix"_s ? QString(word + affix) : QString(affix + word);
            length += result.last().size();
            if (length > kLongest)
                break;
        }
        return result.join(u' ');
    }
    if (name == u"subst"_s) {
        const QStringList parts = arguments(text, 3);
        const QString from = expand(parts.first(), depth);
        const QString to = expand(parts.value(1), depth);
        QString value = expand(parts.value(2), depth);
        if (from.isEmpty() || value.count(from) * to.size() > kLongest)
            return value;
        return value.replace(from, to);
    }
    if (name == u"wildcard"_s)
        return m_wildcard && ++m_wildcards <= kMostWildcards
            ? m_wildcard(expand(text, depth)).join(u' ')
            : QString();
    if (name == u"strip"_s)
        return expand(text, depth).simplified();
    if (name == u"sort"_s) {
        QStringList sorted = makeWords(expand(text, depth));
        sorted.sort();
        sorted.removeDuplicates();
        return sorted.join(u' ');
    }
    if (name == u"call"_s)
        return call(text, depth);
    *known = kOthers.contains(name);
    return {};
}

QString MakeVariables::call(const QString &text, int depth)
{
    constexpr int kMostArguments = 20;
    QStringList given = arguments(text, kMostArguments);
    // Without a call around it $(1) is empty.
    static const QRegularExpression kNumbered(u"\\$\\{[0-9]+\\}"_s);
    for (QString &argument : given)
        argument = expand(argument, depth).remove(kNumbered);
    const QString function = given.takeFirst().trimmed();
    if (!m_raw.contains(function) || m_open.contains(function))
        return {};
    // $(1) and so on hold the arguments while the function is expanded; calls nest.
    QMap<QString, QString> before;
    QStringList names;
    for (int at = 0; at < given.size(); ++at)
        names += QString::number(at + 1);
    for (int at = 0; at < names.size(); ++at) {
        if (m_raw.contains(names[at]))
            before.insert(names[at], m_raw.value(names[at]));
        m_raw.insert(names[at], given[at]);
    }
    m_open += function;
    // Lines of a `define` are recipe lines, with the marks of such.
    static const QRegularExpression kRecipeMark(u"(^|\\n)\\t[ \\t]*[@+-]*"_s);
    const QString value = expand(m_raw.value(function), depth + 1).replace(kRecipeMark, u"\\1"_s);
    m_open.removeLast();
    for (const QString &name : names) {
        if (before.contains(name))
            m_raw.insert(name, before.value(name));
        else
            m_raw.remove(name);
    }
    return value;
}

} // namespace devstack
