// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"

#include <QJsonObject>
#include <QTextStream>

namespace devstack::cli {

/// Meanings that text can have; a terminal shows them in colour and always also by shape or word.
enum class Tone { Plain, Dim, Strong, Accent, Good, Warning, Bad };

/// What stands under "error" in a document.
QJsonObject errorJson(const Error &error);

/// What a command writes: results on `out`, everything else on `err`.
///
/// With JSON chosen nothing but documents goes to `out`. Foreign text is made printable by the
/// callers' use of text(). Not thread-safe; used on the thread that runs the command.
class Output
{
public:
    struct Style
    {
        bool json = false;
        bool sarif = false; ///< of `lint`: errors are a log of SARIF, too
        bool quiet = false;
        bool outColour = false;
        bool errColour = false;
        bool interactive = false; ///< a person sits at stdin and stderr
        /// How wide the terminal on stderr is now, in columns; 0 when nobody knows.
        int (*errWidth)() = nullptr;
        /// The same for stdout; 0 too when it is no terminal: then nothing is cut.
        int (*outWidth)() = nullptr;
    };

    Output(QTextStream &out, QTextStream &err, Style style);

    const Style &style() const { return m_style; }
    bool json() const { return m_style.json; }

    /// A result line (text mode only).
    void line(const QString &text = {});
    /// A line of progress or explanation, on stderr; left out when quiet.
    void note(const QString &text);
    /// A line about what failed, on stderr, quiet or not.
    void complaint(const QString &text);
    /// One JSON document, indented, or one line of a stream of them.
    void document(const QJsonObject &object);
    void streamDocument(const QJsonObject &object);
    /// An error the way docs/reference/command-line.md says: text on stderr, with JSON or SARIF
    /// also a document on stdout, unless one stands there already.
    void error(const Error &error);

    /// The text of an error only: it is part of the document, or the command goes on.
    void problem(const Error &error);
    /// Something that does not stop the command, on stderr; left out when quiet.
    void warning(const Error &error);

    /// `text` in colour where `out` (or `err`) shows colours.
    QString toned(const QString &text, Tone tone) const;
    QString tonedErr(const QString &text, Tone tone) const;

    QTextStream &rawOut() { return m_out; }
    QTextStream &rawErr() { return m_err; }

private:
    void explain(const QString &word, Tone tone, const Error &error);

    QTextStream &m_out;
    QTextStream &m_err;
    Style m_style;
    bool m_wroteDocument = false;
};

} // namespace devstack::cli
