// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/logs.h"

#include <QByteArray>

#include <vector>

namespace devstack {

/// Joins the pieces of one stream into log lines. Lines are cut at 64 KiB: hostile output must not
/// fill memory. The engine splits long lines at 16 KiB and, asked for timestamps, puts one before
/// each part; the parts are joined without them.
class LogLines
{
public:
    LogLines(OutputLine::Stream stream, bool timestamps);

    /// Appends the lines that are complete now to `lines`.
    void feed(QByteArrayView bytes, std::vector<LogLine> &lines);
    /// Appends a last line that had no line end.
    void finish(std::vector<LogLine> &lines);

private:
    void emitLine(QByteArrayView line, std::vector<LogLine> &lines);

    OutputLine::Stream m_stream;
    bool m_timestamps;
    QByteArray m_rest;
    qint64 m_time = 0; ///< of the last line: what is cut off a long one has none of its own
};

} // namespace devstack
