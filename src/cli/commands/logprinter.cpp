// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/logprinter.h"

#include "core/text.h"

#include <QJsonObject>

#include <array>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

// Red and yellow are left out: they mean something in the lines themselves.
constexpr std::array kPalette {36, 35, 34, 32, 96, 95, 94, 92};

/// Select Graphic Rendition of ECMA-48, the one family of sequences that only changes how text
/// looks.
const QRegularExpression &colourSequence()
{
    static const QRegularExpression kSequence(u"\x1b\\[[0-9;:]*m"_s);
    return kSequence;
}

} // namespace

QString terminalText(const QString &text, bool colours)
{
    QString safe;
    qsizetype end = 0;
    bool coloured = false;
    auto matches = colourSequence().globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        safe += printable(text.sliced(end, match.capturedStart() - end));
        end = match.capturedEnd();
        if (colours) {
            safe += match.capturedView();
            coloured = true;
        }
    }
    safe += printable(text.sliced(end));
    return coloured ? QString(safe + u"\x1b[0m"_s) : safe;
}

LogPrinter::LogPrinter(Output &output, QRegularExpression pattern, bool flushEachLine)
    : m_output(output)
    , m_pattern(std::move(pattern))
    , m_flushEachLine(flushEachLine)
{
}

QString LogPrinter::prefix(const LogEntry &entry)
{
    const QString source = printable(entry.ida + u'/' + entry.service);
    m_width = std::max(m_width, source.size());
    const QString padded = source.leftJustified(m_width) + u" │ "_s;
    if (!m_output.style().outColour)
        return padded;
    auto colour = m_colours.find(entry.ida);
    if (colour == m_colours.end())
        colour = m_colours.insert(entry.ida,
                                  kPalette[std::size_t(m_colours.size()) % kPalette.size()]);
    return u"\x1b[%1m%2\x1b[0m"_s.arg(QString::number(*colour), padded);
}

void LogPrinter::print(const LogEntry &entry)
{
    QString text = entry.text;
    if (text.endsWith(u'\r'))
        text.chop(1);
    if (!m_pattern.pattern().isEmpty()) {
        QString plain = text;
        plain.remove(colourSequence());
        if (!m_pattern.match(plain).hasMatch())
            return;
    }
    if (m_output.json()) {
        m_output.streamDocument({{u"ida"_s, entry.ida},
                                 {u"service"_s, entry.service},
                                 {u"time"_s, entry.time.toUTC().toString(Qt::ISODateWithMs)},
                                 {u"stream"_s, entry.error ? u"stderr"_s : u"stdout"_s},
                                 {u"text"_s, text}});
        return;
    }
    m_output.rawOut() << prefix(entry) << terminalText(text, m_output.style().outColour) << '\n';
    if (m_flushEachLine)
        m_output.rawOut().flush();
}

void LogPrinter::notice(const QString &text)
{
    m_output.note(m_output.tonedErr(printable(text), Tone::Warning));
}

bool LogPrinter::isBroken() const
{
    return m_output.rawOut().status() == QTextStream::WriteFailed;
}

} // namespace devstack::cli
