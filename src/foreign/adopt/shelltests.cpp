// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/adopt/shelltests.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestPattern = 200;

ShellEnd of(bool isTrue)
{
    return isTrue ? ShellEnd::Yes : ShellEnd::No;
}

ShellEnd both(ShellEnd left, ShellEnd right)
{
    if (left == ShellEnd::No || right == ShellEnd::No)
        return ShellEnd::No;
    return left == ShellEnd::Yes && right == ShellEnd::Yes ? ShellEnd::Yes : ShellEnd::Unknown;
}

ShellEnd either(ShellEnd left, ShellEnd right)
{
    return inverted(both(inverted(left), inverted(right)));
}

ShellEnd numbers(const QString &left, const QString &sign, const QString &right)
{
    bool isLeft = false;
    bool isRight = false;
    const qint64 a = left.trimmed().toLongLong(&isLeft);
    const qint64 b = right.trimmed().toLongLong(&isRight);
    if (!isLeft || !isRight)
        return ShellEnd::Unknown;
    if (sign == u"-eq")
        return of(a == b);
    if (sign == u"-ne")
        return of(a != b);
    if (sign == u"-lt")
        return of(a < b);
    if (sign == u"-le")
        return of(a <= b);
    if (sign == u"-gt")
        return of(a > b);
    return sign == u"-ge" ? of(a >= b) : ShellEnd::Unknown;
}

ShellEnd unary(const QString &sign, const QString &text)
{
    if (sign == u"!")
        return isUnknown(text) ? ShellEnd::Unknown : of(text.isEmpty());
    if (isUnknown(text) || (sign != u"-n" && sign != u"-z"))
        return ShellEnd::Unknown;
    return of(text.isEmpty() == (sign == u"-z"));
}

ShellEnd binary(const QString &left, const QString &sign, const QString &right)
{
    if (isUnknown(left) || isUnknown(right))
        return ShellEnd::Unknown;
    if (sign == u"=" || sign == u"==")
        return of(left == right);
    if (sign == u"!=")
        return of(left != right);
    return numbers(left, sign, right);
}

/// The part without `-o` and `-a`.
ShellEnd single(QStringList words)
{
    bool isInverted = false;
    while (words.size() > 1 && words.first() == u"!") {
        isInverted = !isInverted;
        words.removeFirst();
    }
    ShellEnd end = ShellEnd::Unknown;
    if (words.isEmpty())
        end = ShellEnd::No;
    else if (words.size() == 1)
        end = isUnknown(words.first()) ? ShellEnd::Unknown : of(!words.first().isEmpty());
    else if (words.size() == 2)
        end = unary(words.first(), words.last());
    else if (words.size() == 3)
        end = binary(words.at(0), words.at(1), words.at(2));
    return isInverted ? inverted(end) : end;
}

QList<QStringList> cut(const QStringList &words, const QString &sign)
{
    QList<QStringList> parts {{}};
    for (qsizetype at = 0; at < words.size(); ++at) {
        if (words.at(at) == sign && at > 0 && at + 1 < words.size())
            parts += QStringList();
        else
            parts.last() += words.at(at);
    }
    return parts;
}

} // namespace

ShellEnd inverted(ShellEnd end)
{
    switch (end) {
    case ShellEnd::Yes:
        return ShellEnd::No;
    case ShellEnd::No:
        return ShellEnd::Yes;
    case ShellEnd::Likely:
    case ShellEnd::Unknown:
        break;
    }
    return ShellEnd::Unknown;
}

ShellEnd testOf(const QStringList &words)
{
    ShellEnd any = ShellEnd::No;
    for (const QStringList &part : cut(words, u"-o"_s)) {
        ShellEnd all = ShellEnd::Yes;
        for (const QStringList &one : cut(part, u"-a"_s))
            all = both(all, single(one));
        any = either(any, all);
    }
    return any;
}

ShellEnd
testOf(const QList<ShellToken> &words, const ShellValues &values, const ShellOutput &output)
{
    ShellEnd any = ShellEnd::No;
    ShellEnd all = ShellEnd::Yes;
    QList<ShellToken> part;
    const auto end = [&] {
        bool isInverted = false;
        while (part.size() > 1 && part.first().is(u"!")) {
            isInverted = !isInverted;
            part.removeFirst();
        }
        QStringList texts;
        for (const ShellToken &token : std::as_const(part))
            texts += shellText(token, values, output);
        ShellEnd one = ShellEnd::Unknown;
        const bool isPattern = texts.size() == 3
            && (texts.at(1) == u"==" || texts.at(1) == u"=" || texts.at(1) == u"!=");
        if (isPattern) {
            one = fitsPattern(texts.at(0), part.at(2), texts.at(2));
            if (texts.at(1) == u"!=")
                one = inverted(one);
        } else {
            one = single(texts);
        }
        all = both(all, isInverted ? inverted(one) : one);
        part.clear();
    };
    for (const ShellToken &token : words) {
        if (token.kind == ShellToken::Kind::Operator && token.text != u"&&" && token.text != u"||")
            return ShellEnd::Unknown;
        if (token.is(u"&&")) {
            end();
        } else if (token.is(u"||")) {
            end();
            any = either(any, all);
            all = ShellEnd::Yes;
        } else {
            part += token;
        }
    }
    end();
    return either(any, all);
}

ShellEnd fitsPattern(const QString &text, const ShellToken &pattern, const QString &expanded)
{
    if (isUnknown(text) || isUnknown(expanded))
        return ShellEnd::Unknown;
    const bool isQuoted = pattern.bare == 0 && !pattern.text.isEmpty();
    const bool isGlob
        = expanded.contains(u'*') || expanded.contains(u'?') || expanded.contains(u'[');
    if (isQuoted || !isGlob)
        return of(text == expanded);
    if (expanded.contains(u'[') || expanded.size() > kLongestPattern)
        return ShellEnd::Unknown;
    QString rule;
    for (const QChar letter : expanded)
        rule += letter == u'*' ? u".*"_s
            : letter == u'?'   ? u"."_s
                               : QRegularExpression::escape(QString(letter));
    const QRegularExpression fits(u"\\A"_s + rule + u"\\z"_s,
                                  QRegularExpression::DotMatchesEverythingOption);
    const auto match = fits.match(text);
    return match.isValid() ? of(match.hasMatch()) : ShellEnd::Unknown;
}

} // namespace devstack
