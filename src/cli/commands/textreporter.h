// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/output.h"
#include "core/reporter.h"

#include <QElapsedTimer>

#include <mutex>

namespace devstack::cli {

/// Writes what a long operation says to stderr: lines as they come, progress at most ten times a
/// second on one line that is overwritten at a terminal. May be called from several threads.
class TextReporter final : public Reporter
{
public:
    explicit TextReporter(Output &output);
    ~TextReporter() override;

    void progress(const Progress &progress) override;
    void line(const OutputLine &line) override;

private:
    void clearProgress();

    Output &m_output;
    std::mutex m_mutex;
    QElapsedTimer m_sinceShown;
    bool m_progressShown = false;
};

/// "Receiving objects: 12 of 40 MB (30 %)"
QString progressText(const Progress &progress);

} // namespace devstack::cli
