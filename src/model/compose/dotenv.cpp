// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/dotenv.h"

#include "core/text.h"
#include "model/compose/composevariables.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

bool isBlank(QChar c)
{
    return c != u'\n' && c.isSpace();
}

/// "\n", "\t", octal "\0101" and the like; "\$" stays a dollar that names no variable.
QString withEscapes(const QString &text)
{
    static const QRegularExpression kEscape(u"\\\\(?:([abcfnrtv$\"\\\\])|0(\\d{0,3}))"_s);
    static const QString kLetters = u"abfnrtv"_s;
    static const QString kMeanings = u"\a\b\f\n\r\t\v"_s;
    QString result;
    qsizetype copied = 0;
    auto matches = kEscape.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        result += QStringView(text).sliced(copied, match.capturedStart() - copied);
        copied = match.capturedEnd();
        const QString letter = match.captured(1);
        bool isOctal = false;
        const int code = match.captured(2).toInt(&isOctal, 8);
        if (letter == u"$")
            result += u"$$"_s;
        else if (letter == u"\"" || letter == u"\\")
            result += letter;
        else if (!letter.isEmpty() && kLetters.contains(letter))
            result += kMeanings.at(kLetters.indexOf(letter));
        else if (letter.isEmpty() && isOctal && match.capturedLength(2) == 3 && code <= 0xff)
            result += QChar(code);
        else if (letter.isEmpty())
            result += u'\\' + match.captured(2);
        else
            result += match.captured();
    }
    return result + QStringView(text).sliced(copied);
}

class DotenvParser
{
public:
    DotenvParser(const QString &text,
                 const QString &file,
                 const VariableLookup &lookup,
                 const QMap<QString, QString> &before)
        : m_text(text)
        , m_file(file)
        , m_lookup(lookup)
        , m_before(before)
    {
    }

    Result<Dotenv> parse()
    {
        while (toStatement()) {
            if (const auto done = statement(); !done)
                return done.error();
        }
        return std::move(m_result);
    }

private:
    QChar here() const { return m_text.at(m_at); }
    bool atEnd() const { return m_at >= m_text.size(); }
    void step()
    {
        if (here() == u'\n')
            ++m_line;
        ++m_at;
    }

    Error fault(const QString &what) const
    {
        return invalidInput(
            what, {m_file, m_line, 0}, u"Compose would refuse the file too: correct this line."_s);
    }

    /// Skips blanks, empty lines and comments; false at the end.
    bool toStatement()
    {
        while (!atEnd()) {
            if (here() == u'#') {
                while (!atEnd() && here() != u'\n')
                    step();
            } else if (here().isSpace()) {
                step();
            } else {
                return true;
            }
        }
        return false;
    }

    Result<> statement()
    {
        static const QRegularExpression kExport(u"\\Gexport[^\\S\\n]+"_s);
        // Checked at each statement, the text would be read as often as it has lines.
        if (const auto match = kExport.match(m_text,
                                             m_at,
                                             QRegularExpression::NormalMatch,
                                             QRegularExpression::DontCheckSubjectStringMatchOption);
            match.hasMatch())
            m_at = match.capturedEnd();
        const int line = m_line;
        const qsizetype start = m_at;
        while (!atEnd() && here() != u'=' && here() != u':' && here() != u'\n') {
            const QChar c = here();
            if (!isBlank(c) && !c.isLetterOrNumber() && !u"_.-[]"_s.contains(c))
                return fault(u"unexpected character \"%1\" in the name of a variable"_s.arg(
                    printable(QString(c))));
            ++m_at;
        }
        const QString name = m_text.sliced(start, m_at - start).trimmed();
        if (name.contains(u' '))
            return fault(
                u"the name of a variable cannot contain a space: \"%1\""_s.arg(printable(name)));
        const bool isInherited = atEnd() || here() == u'\n';
        if (!atEnd())
            step();
        m_result.lines.insert(name, line);
        if (isInherited) {
            if (!name.isEmpty())
                take(name, false);
            if (const auto value = m_lookup(name))
                m_result.values.insert(name, *value);
            return ok();
        }
        while (!atEnd() && isBlank(here()))
            ++m_at;
        const auto value = this->value();
        if (!value)
            return value.error();
        m_result.values.insert(name, *value);
        return ok();
    }

    Result<QString> value()
    {
        if (!atEnd() && (here() == u'"' || here() == u'\''))
            return quoted(here());
        const qsizetype end = m_text.indexOf(u'\n', m_at);
        QString text = m_text.sliced(m_at, (end < 0 ? m_text.size() : end) - m_at);
        if (const qsizetype comment = text.indexOf(u" #"_s); comment >= 0)
            text.truncate(comment);
        while (!text.isEmpty() && text.back().isSpace())
            text.chop(1);
        const auto filled = expanded(text);
        m_at = end < 0 ? m_text.size() : end + 1;
        m_line += end >= 0;
        return filled;
    }

    Result<QString> quoted(QChar quote)
    {
        const int line = m_line;
        QString text;
        bool escaped = false;
        for (step(); !atEnd(); step()) {
            const QChar c = here();
            if (c == quote && !escaped) {
                step();
                return quote == u'"' ? expanded(withEscapes(text)) : Result<QString>(text);
            }
            if (c != quote && !escaped && c == u'\\') {
                escaped = true;
                continue;
            }
            if (c != quote && escaped)
                text += u'\\';
            escaped = false;
            text += c;
        }
        m_line = line;
        return fault(u"the quotes of this value are not closed"_s);
    }

    Result<QString> expanded(const QString &text)
    {
        for (const QString &name : variablesIn(text)) {
            const QString open = u"${"_s + name;
            take(name, text.contains(open + u":-"_s) || text.contains(open + u'-'));
        }
        const auto value = interpolated(
            text,
            [this](const QString &name) {
                if (auto outer = m_lookup(name))
                    return outer;
                if (const auto own = m_result.values.constFind(name);
                    own != m_result.values.constEnd())
                    return std::optional(*own);
                const auto before = m_before.constFind(name);
                return before == m_before.constEnd() ? std::nullopt : std::optional(*before);
            },
            m_limit);
        if (!value)
            return value.error().at({m_file, m_line, 0});
        return value;
    }

    void take(const QString &name, bool hasDefault)
    {
        const bool canDoWithout = hasDefault || m_result.values.contains(name);
        m_result.taken.insert(name, m_result.taken.value(name, true) && canDoWithout);
    }

    const QString &m_text;
    const QString &m_file;
    const VariableLookup &m_lookup;
    const QMap<QString, QString> &m_before;
    qsizetype m_at = 0;
    int m_line = 1;
    FillLimit m_limit; ///< of all its values together
    Dotenv m_result;
};

} // namespace

Result<Dotenv> parseDotenv(const QByteArray &content,
                           const QString &file,
                           const VariableLookup &lookup,
                           const QMap<QString, QString> &before)
{
    const bool hasMark = content.startsWith("\xef\xbb\xbf");
    QString text = QString::fromUtf8(hasMark ? content.sliced(3) : content);
    text.replace(u"\r\n"_s, u"\n"_s);
    return DotenvParser(text, file, lookup, before).parse();
}

Result<Dotenv>
parseRawEnvironment(const QByteArray &content, const QString &file, const VariableLookup &lookup)
{
    const bool hasMark = content.startsWith("\xef\xbb\xbf");
    const QString text = QString::fromUtf8(hasMark ? content.sliced(3) : content);
    Dotenv result;
    int number = 0;
    for (QString line : text.split(u'\n')) {
        ++number;
        if (line.endsWith(u'\r'))
            line.chop(1);
        const auto begin = std::ranges::find_if_not(line, [](QChar c) { return c.isSpace(); });
        line.remove(0, begin - line.begin());
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const qsizetype equals = line.indexOf(u'=');
        const QString name = equals < 0 ? line : line.first(equals);
        const QString hint = u"Compose would refuse the file too: correct this line."_s;
        if (name.isEmpty())
            return invalidInput(u"the line names no variable"_s, {file, number, 0}, hint);
        if (std::ranges::any_of(name, [](QChar c) { return c.isSpace(); }))
            return invalidInput(
                u"the name of a variable cannot contain a space: \"%1\""_s.arg(printable(name)),
                {file, number, 0},
                hint);
        result.lines.insert(name, number);
        if (equals >= 0) {
            result.values.insert(name, line.sliced(equals + 1));
            continue;
        }
        result.taken.insert(name, result.values.contains(name));
        if (const auto value = lookup(name))
            result.values.insert(name, *value);
    }
    return result;
}

} // namespace devstack
