// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace devstack {

/// How far something is. `total` below 0 means unknown; the unit says what is counted.
struct Progress
{
    qint64 done = 0;
    qint64 total = -1;
    QString unit; ///< "bytes", "objects", "steps" or empty
    QString text; ///< what is going on right now, for people
};

/// One line that a process or container wrote.
struct OutputLine
{
    enum class Stream { Out, Err, Note };
    Stream stream = Stream::Out; ///< Note: said by this program, not by the tool
    QString text; ///< decoded, without its line end; may hold ANSI escapes of the tool
};

/// Receives what a long operation says while it works.
///
/// Called on the thread that runs the operation; implementations that touch anything else lock.
class Reporter
{
public:
    virtual ~Reporter() = default;
    virtual void progress(const Progress &progress) = 0;
    virtual void line(const OutputLine &line) = 0;
};

/// A reporter that drops everything.
class SilentReporter final : public Reporter
{
public:
    void progress(const Progress &) override { }
    void line(const OutputLine &) override { }
};

} // namespace devstack
