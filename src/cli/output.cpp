// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/output.h"

#include "core/errorcode.h"
#include "core/files.h"
#include "core/text.h"
#include "foreign/review/sarif.h"

#include <QJsonDocument>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

QString inColour(const QString &text, Tone tone)
{
    const char *code = nullptr;
    switch (tone) {
    case Tone::Plain:
        return text;
    case Tone::Dim:
        code = "2";
        break;
    case Tone::Strong:
        code = "1";
        break;
    case Tone::Accent:
        code = "34";
        break;
    case Tone::Good:
        code = "32";
        break;
    case Tone::Warning:
        code = "33";
        break;
    case Tone::Bad:
        code = "31";
        break;
    }
    return u"\x1b[%1m%2\x1b[0m"_s.arg(QString::fromLatin1(code), text);
}

} // namespace

QJsonObject errorJson(const Error &error)
{
    const auto code = codeOf(error);
    return {{u"kind"_s, toString(error.kind)},
            {u"message"_s, error.message},
            {u"detail"_s, error.detail},
            {u"file"_s, error.where.file},
            {u"line"_s, error.where.line},
            {u"column"_s, error.where.column},
            {u"hint"_s, error.hint},
            {u"code"_s, code ? toString(*code) : QString()}};
}

Output::Output(QTextStream &out, QTextStream &err, Style style)
    : m_out(out)
    , m_err(err)
    , m_style(style)
{
}

void Output::line(const QString &text)
{
    if (m_style.json)
        return;
    m_out << text << '\n';
    m_out.flush();
}

void Output::note(const QString &text)
{
    if (m_style.quiet)
        return;
    m_err << text << '\n';
    m_err.flush();
}

void Output::complaint(const QString &text)
{
    m_err << text << '\n';
    m_err.flush();
}

void Output::document(const QJsonObject &object)
{
    m_out << QString::fromUtf8(jsonText(object, QJsonDocument::Indented));
    m_out.flush();
    m_wroteDocument = true;
}

void Output::streamDocument(const QJsonObject &object)
{
    m_out << QString::fromUtf8(jsonText(object, QJsonDocument::Compact)) << '\n';
    m_out.flush();
    m_wroteDocument = true;
}

void Output::problem(const Error &error)
{
    explain(u"error: "_s, Tone::Bad, error);
}

void Output::warning(const Error &error)
{
    if (!m_style.quiet)
        explain(u"warning: "_s, Tone::Warning, error);
}

void Output::explain(const QString &word, Tone tone, const Error &error)
{
    QStringList lines = error.toText().split(u'\n');
    if (const auto code = codeOf(error))
        lines.last() += u" [%1]"_s.arg(toString(*code));
    m_err << tonedErr(word, tone) << printable(lines.takeFirst()) << '\n';
    for (const QString &line : std::as_const(lines))
        m_err << "  " << printable(line) << '\n';
    m_err.flush();
}

void Output::error(const Error &error)
{
    problem(error);
    // A command that already wrote its one document has said what failed in it.
    if (m_wroteDocument)
        return;
    if (m_style.sarif)
        document(toSarif(error, QStringLiteral(DEVSTACK_VERSION)));
    else if (m_style.json)
        document({{u"error"_s, errorJson(error)}});
}

QString Output::toned(const QString &text, Tone tone) const
{
    return m_style.outColour ? inColour(text, tone) : text;
}

QString Output::tonedErr(const QString &text, Tone tone) const
{
    return m_style.errColour ? inColour(text, tone) : text;
}

} // namespace devstack::cli
