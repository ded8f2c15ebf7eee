// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/textreporter.h"

#include "core/text.h"

namespace devstack::cli {

using namespace Qt::StringLiterals;

TextReporter::TextReporter(Output &output)
    : m_output(output)
{
}

TextReporter::~TextReporter()
{
    clearProgress();
}

void TextReporter::progress(const Progress &progress)
{
    const std::scoped_lock lock(m_mutex);
    const bool finished = progress.total > 0 && progress.done >= progress.total;
    if (m_output.style().quiet || !m_output.style().interactive)
        return;
    if (m_sinceShown.isValid() && m_sinceShown.elapsed() < 100 && !finished)
        return;
    m_sinceShown.start();
    m_output.rawErr() << "\r\x1b[K" << printable(progressText(progress));
    m_output.rawErr().flush();
    m_progressShown = true;
}

void TextReporter::line(const OutputLine &line)
{
    const std::scoped_lock lock(m_mutex);
    clearProgress();
    m_output.note(printable(line.text));
}

void TextReporter::clearProgress()
{
    if (!m_progressShown)
        return;
    m_output.rawErr() << "\r\x1b[K";
    m_output.rawErr().flush();
    m_progressShown = false;
}

QString progressText(const Progress &progress)
{
    const bool bytes = progress.unit == u"bytes";
    const auto amount
        = [&](qint64 value) { return bytes ? formatBytes(value) : QString::number(value); };
    QString text = progress.text;
    if (progress.total > 0) {
        text += u": %1 of %2%3 (%4 %)"_s.arg(amount(progress.done),
                                             amount(progress.total),
                                             bytes ? QString() : QString(u' ' + progress.unit),
                                             QString::number(progress.done * 100 / progress.total));
    } else if (progress.done > 0) {
        text += u": "_s + amount(progress.done);
    }
    return text;
}

} // namespace devstack::cli
