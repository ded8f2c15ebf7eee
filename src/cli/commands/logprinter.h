// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/output.h"
#include "service/containers/logs/logs.h"

#include <QMap>
#include <QRegularExpression>

namespace devstack::cli {

/// Writes log lines to stdout: prefixed with their source in a colour per IDA, or as JSON Lines.
///
/// Called by one thread at a time.
class LogPrinter
{
public:
    /// `pattern`: only lines that match it are printed; what matched is marked where colours are
    /// shown.
    LogPrinter(Output &output, QRegularExpression pattern, bool flushEachLine);

    void print(const LogEntry &entry);
    void notice(const QString &text);
    /// Nobody reads any more (`| head`).
    bool isBroken() const;

private:
    QString prefix(const LogEntry &entry);

    Output &m_output;
    QRegularExpression m_pattern;
    bool m_flushEachLine;
    qsizetype m_width = 0;
    QMap<QString, int> m_colours; ///< by IDA
};

/// `text` for a terminal: escape sequences that set colours are kept when `colours`, others shown
/// as text or dropped.
QString terminalText(const QString &text, bool colours);

} // namespace devstack::cli
