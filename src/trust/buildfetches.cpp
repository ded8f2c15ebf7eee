// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "trust/buildfetches.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRegularExpression>

#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// "# syntax=…" stands in front of everything else.
QString frontendOf(const QString &dockerfile)
{
    static const QRegularExpression kFrontend(
        u"\\A\\s*(?:(?:#|//)[^\\n]*\\n\\s*)*?(?:#|//)\\s*syntax\\s*=\\s*([^\\s]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QString found = kFrontend.match(dockerfile).captured(1);
    static const QRegularExpression kOfDocker(
        u"\\A(?:docker\\.io/)?docker/dockerfile(?:-upstream)?(?::[\\w.-]+)?(?:@sha256:[0-9a-f]+)?\\z"_s);
    return kOfDocker.match(found).hasMatch() ? QString() : found;
}

/// The instructions of a Dockerfile, each on one line. Docker joins lines without a blank between
/// them, and drops comments and empty lines within an instruction.
QStringList instructionsOf(const QString &dockerfile, QChar escape)
{
    const QRegularExpression goesOn(QRegularExpression::escape(escape) + u"[ \\t]*\\z"_s);
    QStringList instructions;
    QString open;
    bool isOpen = false;
    for (QString line : dockerfile.split(u'\n')) {
        if (line.endsWith(u'\r'))
            line.chop(1);
        const QString text = line.trimmed();
        if (text.startsWith(u'#') || (isOpen && text.isEmpty()))
            continue;
        const auto end = goesOn.match(line);
        isOpen = end.hasMatch();
        open += isOpen ? line.left(end.capturedStart()) : line;
        if (isOpen)
            continue;
        instructions += open.trimmed();
        open.clear();
    }
    return instructions << open.trimmed();
}

/// The words of an instruction: those of a JSON list, which begins behind its options, else as a
/// shell quotes them.
QStringList wordsOf(const QString &text)
{
    static const QRegularExpression kOptions(u"\\A(?:--\\S+\\s+)*"_s);
    const QString rest = text.sliced(kOptions.match(text).capturedLength());
    if (rest.startsWith(u'[')) {
        const QJsonDocument json = QJsonDocument::fromJson(rest.toUtf8());
        if (json.isArray())
            return json.toVariant().toStringList();
    }
    QStringList words;
    QString word;
    bool isWord = false;
    QChar quote;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar letter = text.at(at);
        if (quote.isNull() && letter.isSpace()) {
            if (isWord)
                words += std::exchange(word, {});
            isWord = false;
            continue;
        }
        isWord = true;
        if (letter == quote)
            quote = QChar();
        else if (quote.isNull() && (letter == u'"' || letter == u'\''))
            quote = letter;
        else if ((letter == u'\\' || letter == u'`') && quote != u'\'' && at + 1 < text.size())
            word += text.at(++at);
        else
            word += letter;
    }
    return isWord ? words << word : words;
}

QString shortHash(const QString &text)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
}

} // namespace

QStringList fetchedByBuild(const QString &dockerfile, const QString &given)
{
    QStringList fetched;
    if (const QString frontend = frontendOf(dockerfile); !frontend.isEmpty())
        fetched += frontend;
    // A directive may say which of the two lets a line go on: what either reading shows is said.
    for (const QString &instruction :
         instructionsOf(dockerfile, u'\\') + instructionsOf(dockerfile, u'`')) {
        static const QRegularExpression kAdd(u"\\A(?:ONBUILD\\s+)*ADD\\s+(.*)\\z"_s,
                                             QRegularExpression::CaseInsensitiveOption
                                                 | QRegularExpression::DotMatchesEverythingOption);
        const auto add = kAdd.match(instruction);
        if (!add.hasMatch())
            continue;
        QStringList words = wordsOf(add.captured(1));
        words.removeIf([](const QString &word) { return word.startsWith(u"--"); });
        if (!words.isEmpty())
            words.removeLast(); // where it goes to
        for (const QString &word : std::as_const(words)) {
            // "./$NAME" never becomes an address.
            const bool isPath = word.startsWith(u'.') || word.startsWith(u'/');
            if (word.contains(u"://") || word.contains(u'@'))
                fetched += word;
            else if (word.contains(u'$') && !isPath)
                // What a variable holds is said elsewhere: other files and arguments are another
                // question.
                fetched += word + u" as of "_s + shortHash(dockerfile + u'\n' + given);
        }
    }
    fetched.removeDuplicates();
    return fetched;
}

} // namespace devstack
