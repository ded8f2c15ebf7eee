// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/source/activityreporter.h"

#include "core/text.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kPause = 100; // milliseconds between two messages

} // namespace

ActivityReporter::ActivityReporter(QObject &context, Sink sink)
    : m_context(context)
    , m_sink(std::move(sink))
{
}

void ActivityReporter::progress(const Progress &progress)
{
    QString text = progress.text;
    if (progress.unit == u"bytes" && progress.done > 0 && !text.isEmpty())
        text += u" · "_s + formatBytes(progress.done);
    else if (progress.unit == u"rows" && progress.done > 0)
        text += u" · "_s + counted(progress.done, u"row"_s, u"rows"_s);
    post(text, progress.total > 0 ? double(progress.done) / double(progress.total) : -1);
}

void ActivityReporter::line(const OutputLine &line)
{
    if (line.stream == OutputLine::Stream::Note)
        post(line.text, -1);
}

void ActivityReporter::post(const QString &text, double share)
{
    if (text.isEmpty())
        return;
    {
        const std::lock_guard lock(m_mutex);
        if (m_since.isValid() && m_since.elapsed() < kPause)
            return;
        m_since.start();
    }
    QMetaObject::invokeMethod(
        &m_context, [sink = m_sink, text, share] { sink(text, share); }, Qt::QueuedConnection);
}

} // namespace devstack
