// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/interpolation.h"

#include "core/text.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDeepestDefault = 64;

bool beginsName(QChar c)
{
    return c == u'_' || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

qsizetype nameEnd(const QString &text, qsizetype start)
{
    qsizetype end = start;
    while (end < text.size()
           && (beginsName(text.at(end))
               || (end > start && text.at(end) >= u'0' && text.at(end) <= u'9')))
        ++end;
    return end;
}

/// Where the brace that opens at `open` closes; -1 for nowhere. Any brace within counts.
qsizetype closingBrace(const QString &text, qsizetype open)
{
    int depth = 0;
    for (qsizetype at = open; at < text.size(); ++at) {
        if (text.at(at) == u'}' && --depth == 0)
            return at;
        if (text.at(at) == u'{')
            ++depth;
    }
    return -1;
}

class Filling
{
public:
    Filling(const VariableLookup &lookup, FillLimit &limit)
        : m_lookup(lookup)
        , m_limit(limit)
    {
    }

    Result<QString> text(const QString &written, int depth)
    {
        if (depth > kDeepestDefault)
            return invalidInput(u"variables nest deeper than %1 levels"_s.arg(kDeepestDefault));
        QString result;
        qsizetype at = 0;
        while (at < written.size()) {
            if (written.at(at) != u'$' || at + 1 == written.size()) {
                result += written.at(at++);
                continue;
            }
            const QChar next = written.at(at + 1);
            if (next == u'$') {
                result += u'$';
                at += 2;
            } else if (beginsName(next)) {
                const qsizetype end = nameEnd(written, at + 1);
                const auto value = m_lookup(written.sliced(at + 1, end - at - 1));
                if (value && !takes(*value))
                    return tooMuch();
                result += value.value_or(QString());
                at = end;
            } else if (next == u'{') {
                const qsizetype close = closingBrace(written, at + 1);
                if (close < 0)
                    return malformed(written);
                const auto value = braced(written.sliced(at + 2, close - at - 2), written, depth);
                if (!value)
                    return value;
                if (!takes(*value))
                    return tooMuch();
                result += *value;
                at = close + 1;
            } else {
                result += written.at(at++);
            }
        }
        return result;
    }

private:
    bool takes(const QString &value)
    {
        m_limit.left -= value.size();
        return m_limit.left >= 0;
    }

    static Error tooMuch()
    {
        return invalidInput(u"the variables make more text of this than can be read"_s,
                            {},
                            u"Give them shorter values."_s);
    }

    static Error malformed(const QString &written)
    {
        return invalidInput(u"invalid interpolation format: \"%1\""_s.arg(printable(written)),
                            {},
                            u"Write \"$$\" for a literal \"$\"."_s);
    }

    Result<QString> braced(const QString &inner, const QString &written, int depth)
    {
        const qsizetype end = nameEnd(inner, 0);
        if (end == 0)
            return malformed(written);
        const QString name = inner.first(end);
        const auto value = m_lookup(name);
        if (end == inner.size())
            return value.value_or(QString());
        const bool emptyCounts = inner.at(end) != u':';
        const qsizetype sign = emptyCounts ? end : end + 1;
        if (sign == inner.size())
            return malformed(written);
        const bool isThere = value && (emptyCounts || !value->isEmpty());
        const QChar kind = inner.at(sign);
        if (kind != u'-' && kind != u'+' && kind != u'?')
            return malformed(written);
        // Compose fills it in whether or not it is needed: what is required in it is required.
        const auto other = text(inner.sliced(sign + 1), depth + 1);
        if (!other)
            return other;
        if (kind == u'+')
            return isThere ? *other : QString();
        if (isThere)
            return *value;
        return kind == u'-' ? other : Result<QString>(missing(name, *other));
    }

    static Error missing(const QString &name, const QString &message)
    {
        const QString what = u"required variable %1 is missing a value"_s.arg(name);
        return invalidInput(message.isEmpty() ? what : QString(what + u": "_s + printable(message)),
                            {},
                            u"Set it in the repository's .env or in your shell."_s);
    }

    const VariableLookup &m_lookup;
    FillLimit &m_limit;
};

} // namespace

Result<QString> interpolated(const QString &text, const VariableLookup &lookup, FillLimit &limit)
{
    return text.contains(u'$') ? Filling(lookup, limit).text(text, 0) : Result<QString>(text);
}

Result<QString> interpolated(const QString &text, const VariableLookup &lookup)
{
    FillLimit limit;
    return interpolated(text, lookup, limit);
}

} // namespace devstack
