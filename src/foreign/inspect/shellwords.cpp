// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/shellwords.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr char16_t kSplit = u'\xE002';
constexpr qsizetype kLongestWord = 64 * 1024;

bool isMarker(QChar letter)
{
    return letter == kQuotedDollar || letter == kBareDollar;
}

bool isNameStart(QChar letter)
{
    return letter == u'_' || (letter.unicode() < 128 && letter.isLetter());
}

/// A parameter right after its `$`: how long it is and what it is called; the rest of `${name…}`
/// is its operator.
struct Parameter
{
    qsizetype length = 0;
    QString name;
    QString rest;
};

Parameter parameterAt(const QString &word, qsizetype at)
{
    if (at >= word.size())
        return {};
    if (word.at(at) == u'{') {
        int depth = 0;
        for (qsizetype end = at; end < word.size(); ++end) {
            if (word.at(end) == u'{')
                ++depth;
            else if (word.at(end) == u'}' && --depth == 0) {
                const QString inner = word.mid(at + 1, end - at - 1);
                qsizetype name = 0;
                while (name < inner.size()
                       && (isNameStart(inner.at(name)) || inner.at(name).isDigit()))
                    ++name;
                if (name == 0 && !inner.isEmpty())
                    name = 1; // ${*}, ${@}, ${#x}
                return {end - at + 1, inner.left(name), inner.mid(name)};
            }
        }
        return {};
    }
    qsizetype end = at;
    if (isNameStart(word.at(at))) {
        while (end < word.size() && (isNameStart(word.at(end)) || word.at(end).isDigit()))
            ++end;
    } else if (word.at(at).isDigit() || u"*@#?!$-"_s.contains(word.at(at))) {
        end = at + 1;
    }
    return {end - at, word.mid(at, end - at), {}};
}

QString expanded(const QString &word, const ShellVariables &variables, bool split, bool *open)
{
    QString result;
    for (qsizetype at = 0; at < word.size() && result.size() < kLongestWord; ++at) {
        const QChar letter = word.at(at);
        if (!isMarker(letter)) {
            result += letter == QChar(kBackquote) ? QChar(u'`') : letter;
            continue;
        }
        const Parameter parameter = parameterAt(word, at + 1);
        if (parameter.length == 0) {
            result += u'$';
            // `$(` stays as written: only a run can tell.
            if (open && at + 1 < word.size() && word.at(at + 1) == u'(')
                *open = true;
            continue;
        }
        at += parameter.length;
        const auto known = variables.constFind(parameter.name);
        const bool plain = parameter.rest.isEmpty() || parameter.rest.startsWith(u":-")
            || parameter.rest.startsWith(u'-');
        if (known != variables.constEnd() && plain) {
            QString value = *known;
            if (split && letter == kBareDollar)
                value.replace(QRegularExpression(u"\\s+"_s), QString(QChar(kSplit)));
            result += value;
        } else {
            QString rest = parameter.rest;
            rest.replace(QChar(kQuotedDollar), u'$').replace(QChar(kBareDollar), u'$');
            result += u"${"_s + parameter.name + rest + u'}';
            if (open)
                *open = true;
        }
    }
    return result;
}

} // namespace

QStringList expandedWords(const QString &word, const ShellVariables &variables)
{
    const QString text = expanded(word, variables, true, nullptr);
    if (!text.contains(QChar(kSplit)))
        return {text};
    return text.split(QChar(kSplit), Qt::SkipEmptyParts);
}

QString expandedText(const QString &word, const ShellVariables &variables)
{
    return expanded(word, variables, false, nullptr);
}

bool dependsOnRun(const QString &word, const ShellVariables &variables)
{
    bool open = word.contains(u'`') || word.contains(QChar(kBackquote));
    expanded(word, variables, false, &open);
    return open;
}

QString substituted(const QString &text, const ShellVariables &variables)
{
    static const QRegularExpression kName(u"\\$\\{([A-Za-z_0-9]+|[*@])\\}"_s);
    QString result;
    qsizetype last = 0;
    for (auto match = kName.globalMatch(text); match.hasNext();) {
        const auto found = match.next();
        result += QStringView(text).mid(last, found.capturedStart() - last);
        const auto known = variables.constFind(found.captured(1));
        result += known == variables.constEnd() ? found.captured(0) : *known;
        last = found.capturedEnd();
        if (result.size() > kLongestWord)
            break;
    }
    return result + QStringView(text).mid(last);
}

} // namespace devstack
