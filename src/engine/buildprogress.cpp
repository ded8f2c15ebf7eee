// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/buildprogress.h"

#include <QJsonArray>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype kLongestRest = 64 * 1024;
}

BuildProgress::BuildProgress(LineSink sink)
    : m_sink(std::move(sink))
{
}

bool BuildProgress::isBuildEvent(const QJsonObject &fields)
{
    return fields.contains(u"vertexes"_s) || fields.contains(u"statuses"_s)
        || fields.contains(u"logs"_s) || fields.contains(u"warnings"_s);
}

void BuildProgress::feed(const QJsonObject &fields)
{
    for (const QJsonValue &vertex : fields[u"vertexes"_s].toArray())
        feedStep(vertex.toObject());
    for (const QJsonValue &log : fields[u"logs"_s].toArray())
        feedLog(log.toObject());
}

void BuildProgress::feedStep(const QJsonObject &vertex)
{
    Step &step = m_steps[vertex[u"digest"_s].toString()];
    step.name = vertex[u"name"_s].toString();
    if (vertex[u"started"_s].isString() && !std::exchange(step.started, true)) {
        m_current = step.name;
        m_sink(step.name);
    }
    if (vertex[u"completed"_s].isString() && !std::exchange(step.completed, true)
        && vertex[u"cached"_s].toBool()) {
        m_sink(step.name + u" (cached)"_s);
    }
    if (const QString error = vertex[u"error"_s].toString(); !error.isEmpty()) {
        m_sink(error);
        // The steps that wait for the failed one report its end as "context canceled".
        if (m_error.isEmpty() || m_error.contains(u"context canceled"_s))
            m_error = error;
    }
}

void BuildProgress::feedLog(const QJsonObject &log)
{
    QByteArray &rest = m_rests[log[u"vertex"_s].toString()];
    rest += QByteArray::fromBase64(log[u"data"_s].toString().toLatin1());
    for (;;) {
        qsizetype end = rest.indexOf('\n');
        if (end < 0 && rest.size() < kLongestRest)
            return;
        end = end < 0 ? rest.size() : end;
        // Tools redraw their progress with carriage returns; only the last state is a line.
        QString line = QString::fromUtf8(rest.first(end));
        while (line.endsWith(u'\r'))
            line.chop(1);
        m_sink(line.mid(line.lastIndexOf(u'\r') + 1));
        rest.remove(0, end + 1);
    }
}

Progress BuildProgress::progress() const
{
    const auto done
        = std::ranges::count_if(m_steps, [](const Step &step) { return step.completed; });
    return {done, m_steps.size(), u"steps"_s, m_current};
}

} // namespace devstack
