// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/shelllexer.h"

#include "foreign/inspect/shellwords.h"

#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Goes through a script once, character by character.
class ShellLexer
{
public:
    explicit ShellLexer(const QString &text)
        : m_text(text)
    {
    }

    QList<ShellToken> read()
    {
        while (m_at < m_text.size())
            step();
        endWord();
        endLine();
        return std::move(m_tokens);
    }

private:
    struct Pending
    {
        QString delimiter;
        bool literal = false;
        bool stripsTabs = false;
    };
    enum class Expecting { Nothing, Target, Input, Delimiter, HereString };

    QChar peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text.at(m_at + ahead) : QChar();
    }
    QChar take()
    {
        const QChar letter = m_text.at(m_at++);
        if (letter == u'\n')
            ++m_line;
        return letter;
    }

    void step()
    {
        const QChar letter = peek();
        if (letter == u'\n') {
            endWord();
            endLine();
        } else if (letter == u' ' || letter == u'\t' || letter == u'\r') {
            endWord();
            take();
        } else if (letter == u'#' && !m_inWord) {
            while (m_at < m_text.size() && peek() != u'\n')
                take();
        } else if (letter == u'<' || letter == u'>' || (letter == u'&' && peek(1) == u'>')) {
            redirection();
        } else if (u";&|()"_s.contains(letter)) {
            operatorToken();
        } else {
            wordPart();
        }
    }

    void begin()
    {
        if (m_inWord)
            return;
        m_inWord = true;
        m_word = {};
        m_word.line = m_line;
        m_quoted = false;
    }
    void add(QChar letter, bool quoted)
    {
        begin();
        m_word.text += letter;
        m_quoted |= quoted;
        if (!m_quoted)
            m_word.bare = m_word.text.size();
    }

    void wordPart()
    {
        const QChar letter = take();
        switch (letter.unicode()) {
        case u'\\':
            if (m_at < m_text.size()) {
                const QChar next = take();
                if (next != u'\n')
                    add(next, true);
            }
            break;
        case u'\'':
            begin();
            m_quoted = true;
            while (m_at < m_text.size() && peek() != u'\'')
                add(take(), true);
            if (m_at < m_text.size())
                take();
            break;
        case u'"':
            doubleQuoted();
            break;
        case u'$':
            dollar(kBareDollar, false);
            break;
        case u'`':
            backquoted(false);
            break;
        default:
            add(letter, false);
        }
    }

    void doubleQuoted()
    {
        begin();
        m_quoted = true;
        while (m_at < m_text.size() && peek() != u'"') {
            const QChar letter = take();
            if (letter == u'\\' && m_at < m_text.size()) {
                const QChar next = take();
                if (next == u'\n')
                    continue;
                if (!u"\"\\$`"_s.contains(next))
                    add(u'\\', true);
                add(next, true);
            } else if (letter == u'$') {
                dollar(kQuotedDollar, true);
            } else if (letter == u'`') {
                backquoted(true);
            } else {
                add(letter, true);
            }
        }
        if (m_at < m_text.size())
            take();
    }

    void backquoted(bool quoted)
    {
        add(QChar(kBackquote), quoted);
        while (m_at < m_text.size()) {
            const QChar letter = take();
            add(letter == u'`' ? QChar(kBackquote) : letter, quoted);
            if (letter == u'`')
                return;
        }
    }

    /// What follows a `$`: a substitution is kept whole, so that its blanks and operators are not
    /// taken for the script's.
    void dollar(char16_t marker, bool quoted)
    {
        const QChar next = peek();
        if (!quoted && (next == u'\'' || next == u'"')) {
            begin();
            return; // $'…' and $"…": the quotes follow
        }
        add(QChar(marker), quoted);
        if (next != u'(' && next != u'{')
            return;
        const QChar open = next;
        const QChar close = open == u'(' ? u')' : u'}';
        int depth = 0;
        QChar quote;
        while (m_at < m_text.size()) {
            const QChar letter = take();
            add(letter, quoted);
            if (letter == u'\\' && quote != u'\'' && m_at < m_text.size()) {
                add(take(), quoted);
            } else if (!quote.isNull()) {
                if (letter == quote)
                    quote = QChar();
            } else if (letter == u'\'' || letter == u'"') {
                quote = letter;
            } else if (letter == open) {
                ++depth;
            } else if (letter == close && --depth == 0) {
                return;
            }
        }
    }

    void operatorToken()
    {
        endWord();
        ShellToken token;
        token.kind = ShellToken::Kind::Operator;
        token.line = m_line;
        token.text = take();
        const QChar next = peek();
        const QChar first = token.text.at(0);
        if ((u";&|"_s.contains(first) && next == first) || (first == u'|' && next == u'&'))
            token.text += take();
        m_expecting = Expecting::Nothing;
        m_tokens += token;
    }

    void redirection()
    {
        // "2>": the digits name a descriptor, they are no word.
        bool isNumber = false;
        if (m_inWord && m_word.bare == m_word.text.size()) {
            m_word.text.toInt(&isNumber);
            if (isNumber)
                m_inWord = false;
        }
        endWord();
        QString sign(take());
        while (u"<>&|-"_s.contains(peek()) && !peek().isNull() && sign.size() < 3) {
            if (peek() == u'-' && sign != u"<<"_s)
                break;
            sign += take();
        }
        m_expecting = Expecting::Target;
        if (sign == u"<<<"_s) {
            m_expecting = Expecting::HereString;
        } else if (sign.startsWith(u"<<")) {
            m_expecting = Expecting::Delimiter;
            m_stripsTabs = sign.endsWith(u'-');
        } else if ((sign == u"<"_s || sign == u">"_s) && peek() == u'(') {
            m_expecting = Expecting::Nothing; // <(…): its commands are read like a subshell's
        } else if (sign == u"<"_s && !isNumber) {
            m_expecting = Expecting::Input;
        }
    }

    void endWord()
    {
        if (!m_inWord)
            return;
        m_inWord = false;
        const Expecting expected = std::exchange(m_expecting, Expecting::Nothing);
        if (expected == Expecting::Target)
            return;
        if (expected == Expecting::Delimiter) {
            QString delimiter = m_word.text;
            delimiter.replace(QChar(kBareDollar), u'$');
            m_pending += {delimiter, m_word.bare < m_word.text.size() || m_quoted, m_stripsTabs};
            return;
        }
        if (expected == Expecting::HereString)
            m_word.kind = ShellToken::Kind::HereDocument;
        else if (expected == Expecting::Input)
            m_word.kind = ShellToken::Kind::Input;
        m_tokens += m_word;
    }

    void endLine()
    {
        m_expecting = Expecting::Nothing;
        ShellToken newline;
        newline.kind = ShellToken::Kind::Newline;
        newline.line = m_line;
        if (m_at < m_text.size())
            take();
        for (const Pending &document : std::exchange(m_pending, {}))
            hereDocument(document);
        m_tokens += newline;
    }

    void hereDocument(const Pending &document)
    {
        ShellToken token;
        token.kind = ShellToken::Kind::HereDocument;
        token.line = m_line;
        while (m_at < m_text.size()) {
            qsizetype end = m_text.indexOf(u'\n', m_at);
            if (end < 0)
                end = m_text.size();
            QString line = m_text.mid(m_at, end - m_at);
            m_at = qMin(end + 1, m_text.size());
            ++m_line;
            if (document.stripsTabs) {
                while (line.startsWith(u'\t'))
                    line.remove(0, 1);
            }
            if (line == document.delimiter)
                break;
            token.text += line + u'\n';
        }
        if (!document.literal)
            markDollars(token.text);
        m_tokens += token;
    }

    static void markDollars(QString &text)
    {
        QString marked;
        for (qsizetype at = 0; at < text.size(); ++at) {
            if (text.at(at) == u'\\' && at + 1 < text.size() && u"$\\`"_s.contains(text.at(at + 1)))
                marked += text.at(++at);
            else
                marked += text.at(at) == u'$' ? QChar(kQuotedDollar) : text.at(at);
        }
        text = marked;
    }

    const QString &m_text;
    qsizetype m_at = 0;
    int m_line = 1;
    bool m_inWord = false;
    bool m_quoted = false;
    bool m_stripsTabs = false;
    ShellToken m_word;
    Expecting m_expecting = Expecting::Nothing;
    QList<Pending> m_pending;
    QList<ShellToken> m_tokens;
};

} // namespace

QList<ShellToken> shellTokens(const QString &text)
{
    return ShellLexer(text).read();
}

} // namespace devstack
