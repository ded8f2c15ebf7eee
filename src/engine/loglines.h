// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/linesplitter.h"
#include "engine/logs.h"

#include <vector>

namespace devstack {

/// Joins the pieces of one stream into log lines. The engine splits long lines at 16 KiB and, asked
/// for timestamps, puts one before each part; the parts are joined without them.
class LogLines
{
public:
    LogLines(OutputLine::Stream stream, bool timestamps);
    LogLines(const LogLines &) = delete;
    LogLines &operator=(const LogLines &) = delete;

    /// Appends the lines that are complete now to `lines`.
    void feed(QByteArrayView bytes, std::vector<LogLine> &lines);
    /// Appends a last line that had no line end.
    void finish(std::vector<LogLine> &lines);

private:
    LogLine logLine(QByteArrayView line);

    OutputLine::Stream m_stream;
    bool m_timestamps;
    LineSplitter m_splitter;
    std::vector<LogLine> *m_lines = nullptr; ///< of the call that is going on
    qint64 m_time = 0; ///< of the last line: what is cut off a long one has none of its own
};

} // namespace devstack
